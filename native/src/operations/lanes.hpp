// Element-wise work along a row, a vector at a time. The compiler would turn most plain loops into the same, but not
// those of squash.hpp, where it makes branches of the clamps.
#pragma once

#include "vector.hpp"

namespace almanac {
namespace {

#if defined(ALMANAC_HAS_VECTORS)
/**
 * N vectors that are worked on side by side. A long chain of operations leaves the multipliers idle between one step and
 * the next; several chains, step by step in turns, keep them busy.
 */
template <int N>
struct Vectors {
  Vector part[N];
};
template <int N>
struct BitsOf {
  Bits part[N];
};

#define ALMANAC_EACH(RESULT, EXPRESSION)                                     \
  RESULT<N> result;                                                          \
  ALMANAC_UNROLL for (int k = 0; k < N; ++k) result.part[k] = EXPRESSION;    \
  return result;
#define ALMANAC_OPERATOR(OP)                                                                                        \
  template <int N>                                                                                                  \
  ALMANAC_INLINE Vectors<N> operator OP(const Vectors<N>& a, const Vectors<N>& b) {                                 \
    ALMANAC_EACH(Vectors, a.part[k] OP b.part[k])                                                                   \
  }                                                                                                                 \
  template <int N>                                                                                                  \
  ALMANAC_INLINE Vectors<N> operator OP(const Vectors<N>& a, float b) {                                             \
    ALMANAC_EACH(Vectors, a.part[k] OP b)                                                                           \
  }                                                                                                                 \
  template <int N>                                                                                                  \
  ALMANAC_INLINE Vectors<N> operator OP(float a, const Vectors<N>& b) {                                             \
    ALMANAC_EACH(Vectors, a OP b.part[k])                                                                           \
  }
ALMANAC_OPERATOR(+)
ALMANAC_OPERATOR(-)
ALMANAC_OPERATOR(*)
ALMANAC_OPERATOR(/)
#undef ALMANAC_OPERATOR
template <int N>
ALMANAC_INLINE Vectors<N> operator-(const Vectors<N>& a) {
  ALMANAC_EACH(Vectors, -a.part[k])
}
template <int N>
ALMANAC_INLINE Vectors<N> at_most(float limit, const Vectors<N>& x) {
  ALMANAC_EACH(Vectors, at_most(limit, x.part[k]))
}
template <int N>
ALMANAC_INLINE Vectors<N> at_least(float limit, const Vectors<N>& x) {
  ALMANAC_EACH(Vectors, at_least(limit, x.part[k]))
}
template <int N>
ALMANAC_INLINE BitsOf<N> to_bits(const Vectors<N>& x) {
  ALMANAC_EACH(BitsOf, to_bits(x.part[k]))
}
template <int N>
ALMANAC_INLINE Vectors<N> from_bits(const BitsOf<N>& x) {
  ALMANAC_EACH(Vectors, from_bits(x.part[k]))
}
template <int N>
ALMANAC_INLINE BitsOf<N> operator<<(const BitsOf<N>& a, int count) {
  ALMANAC_EACH(BitsOf, a.part[k] << count)
}
template <int N>
ALMANAC_INLINE BitsOf<N> operator-(std::uint32_t a, const BitsOf<N>& b) {
  ALMANAC_EACH(BitsOf, a - b.part[k])
}
#undef ALMANAC_EACH

/** Reads and writes N vectors of an array from the place `i` on. */
template <int N>
struct VectorsAt {
  std::size_t i;
  ALMANAC_INLINE Vectors<N> operator()(const float* array) const {
    Vectors<N> result;
    ALMANAC_UNROLL
    for (int k = 0; k < N; ++k) result.part[k] = load(array + i + static_cast<std::size_t>(k) * vector_floats);
    return result;
  }
  ALMANAC_INLINE void put(float* array, const Vectors<N>& value) const {
    ALMANAC_UNROLL
    for (int k = 0; k < N; ++k) store(array + i + static_cast<std::size_t>(k) * vector_floats, value.part[k]);
  }
};
#endif

/** Reads and writes a vector of an array, or one float of it, from the place `i` on. */
struct VectorAt {
  std::size_t i;
  ALMANAC_INLINE Vector operator()(const float* array) const { return load(array + i); }
  ALMANAC_INLINE void put(float* array, Vector value) const { store(array + i, value); }
};
struct FloatAt {
  std::size_t i;
  ALMANAC_INLINE float operator()(const float* array) const { return array[i]; }
  ALMANAC_INLINE void put(float* array, float value) const { array[i] = value; }
};
/** As VectorAt, of the first `count` lanes; the others read 0. */
struct PartAt {
  std::size_t i, count;
  ALMANAC_INLINE Vector operator()(const float* array) const { return load_part(array + i, count); }
  ALMANAC_INLINE void put(float* array, Vector value) const { store_part(array + i, count, value); }
};

/** Calls `work(at)` for the places of a row of `count` floats, each once; `at` is one of the above. */
template <typename Work>
ALMANAC_INLINE void for_each_lane(std::size_t count, Work&& work) {
#if defined(ALMANAC_HAS_VECTORS)
  std::size_t i = 0;
  for (; i + 4 * vector_floats <= count; i += 4 * vector_floats) work(VectorsAt<4>{i});
  for (; i + 2 * vector_floats <= count; i += 2 * vector_floats) work(VectorsAt<2>{i});
  for (; i + vector_floats <= count; i += vector_floats) work(VectorAt{i});
  if (i < count) work(PartAt{i, count - i});
#else
  ALMANAC_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) work(FloatAt{i});
#endif
}

}  // namespace
}  // namespace almanac
