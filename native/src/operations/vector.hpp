// The vector type of this instruction set, by the compiler's own vector extension.
// The including variant defines ALMANAC_VECTOR_FLOATS.
#pragma once

#include <cstddef>
#include <cstdint>

// What compilers without that extension get, Visual C++ among them; defining ALMANAC_PLAIN_LANES gives it to all.
#if defined(__GNUC__) && !defined(ALMANAC_PLAIN_LANES)
#define ALMANAC_HAS_VECTORS
#endif

#if !defined(ALMANAC_HAS_VECTORS)
#include <cmath>
#elif defined(__AVX__) || defined(__SSE2__)
#include <immintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

#if defined(__GNUC__)
#define ALMANAC_INLINE inline __attribute__((always_inline))
#if defined(__clang__)
#define ALMANAC_UNROLL _Pragma("clang loop unroll(full)")
#define ALMANAC_INDEPENDENT _Pragma("clang loop vectorize(enable)")
#else
#define ALMANAC_UNROLL _Pragma("GCC unroll 16")
#define ALMANAC_INDEPENDENT _Pragma("GCC ivdep")
#endif
#define ALMANAC_RESTRICT __restrict__
#else
#define ALMANAC_INLINE __forceinline
#define ALMANAC_UNROLL
#define ALMANAC_INDEPENDENT __pragma(loop(ivdep))
#define ALMANAC_RESTRICT __restrict
#endif

namespace almanac {
namespace {

constexpr std::size_t vector_floats = ALMANAC_VECTOR_FLOATS;

#if defined(ALMANAC_HAS_VECTORS)
typedef float Vector __attribute__((vector_size(ALMANAC_VECTOR_FLOATS * 4)));
typedef float UnalignedVector __attribute__((vector_size(ALMANAC_VECTOR_FLOATS * 4), aligned(4), may_alias));

ALMANAC_INLINE Vector load(const float* p) { return *reinterpret_cast<const UnalignedVector*>(p); }
ALMANAC_INLINE void store(float* p, Vector v) { *reinterpret_cast<UnalignedVector*>(p) = v; }
ALMANAC_INLINE void multiply_add(Vector& sum, float a, Vector b) { sum += a * b; }
ALMANAC_INLINE void multiply_add(Vector& sum, Vector a, Vector b) { sum += a * b; }
ALMANAC_INLINE Vector add(Vector a, Vector b) { return a + b; }
ALMANAC_INLINE float square_root(float x) { return __builtin_sqrtf(x); }

/** The bits of each lane. */
typedef std::uint32_t Bits __attribute__((vector_size(ALMANAC_VECTOR_FLOATS * 4)));
ALMANAC_INLINE Bits to_bits(Vector v) { return __builtin_bit_cast(Bits, v); }
ALMANAC_INLINE Vector from_bits(Bits bits) { return __builtin_bit_cast(Vector, bits); }

/** The smaller or larger of both in each lane; NaN where x is NaN. */
ALMANAC_INLINE Vector at_most(float limit, Vector x) {
  const Vector bound = limit - Vector{};
#if ALMANAC_VECTOR_FLOATS == 16
  return _mm512_maskz_min_ps(0xffff, bound, x);  // unmasked, GCC 12 warns of its own header
#elif ALMANAC_VECTOR_FLOATS == 8
  return _mm256_min_ps(bound, x);
#elif defined(__SSE2__)
  return _mm_min_ps(bound, x);
#elif defined(__ARM_NEON)
  return vminq_f32(bound, x);
#else
  return bound < x ? bound : x;
#endif
}
ALMANAC_INLINE Vector at_least(float limit, Vector x) {
  const Vector bound = limit - Vector{};
#if ALMANAC_VECTOR_FLOATS == 16
  return _mm512_maskz_max_ps(0xffff, bound, x);  // unmasked, GCC 12 warns of its own header
#elif ALMANAC_VECTOR_FLOATS == 8
  return _mm256_max_ps(bound, x);
#elif defined(__SSE2__)
  return _mm_max_ps(bound, x);
#elif defined(__ARM_NEON)
  return vmaxq_f32(bound, x);
#else
  return x < bound ? bound : x;
#endif
}
#else
// Plain lanes that the optimiser may or may not turn into vectors.
struct Vector {
  float lane[vector_floats];
};

ALMANAC_INLINE Vector load(const float* p) {
  Vector v;
  for (std::size_t i = 0; i < vector_floats; ++i) v.lane[i] = p[i];
  return v;
}
ALMANAC_INLINE void store(float* p, Vector v) {
  for (std::size_t i = 0; i < vector_floats; ++i) p[i] = v.lane[i];
}
ALMANAC_INLINE void multiply_add(Vector& sum, float a, Vector b) {
  for (std::size_t i = 0; i < vector_floats; ++i) sum.lane[i] += a * b.lane[i];
}
ALMANAC_INLINE void multiply_add(Vector& sum, Vector a, Vector b) {
  for (std::size_t i = 0; i < vector_floats; ++i) sum.lane[i] += a.lane[i] * b.lane[i];
}
ALMANAC_INLINE Vector add(Vector a, Vector b) {
  for (std::size_t i = 0; i < vector_floats; ++i) a.lane[i] += b.lane[i];
  return a;
}
ALMANAC_INLINE Vector operator+(Vector a, Vector b) { return add(a, b); }
ALMANAC_INLINE Vector operator+(Vector a, float b) {
  for (std::size_t i = 0; i < vector_floats; ++i) a.lane[i] += b;
  return a;
}
ALMANAC_INLINE Vector operator-(Vector a, float b) {
  for (std::size_t i = 0; i < vector_floats; ++i) a.lane[i] -= b;
  return a;
}
ALMANAC_INLINE Vector operator*(Vector a, float b) {
  for (std::size_t i = 0; i < vector_floats; ++i) a.lane[i] *= b;
  return a;
}
ALMANAC_INLINE Vector operator*(Vector a, Vector b) {
  for (std::size_t i = 0; i < vector_floats; ++i) a.lane[i] *= b.lane[i];
  return a;
}
ALMANAC_INLINE float square_root(float x) { return ::sqrtf(x); }
#endif

/** The first `count` lanes, at most a whole vector; the others read 0 and are not written, nor is memory behind them. */
#if defined(ALMANAC_HAS_VECTORS) && ALMANAC_VECTOR_FLOATS == 16
ALMANAC_INLINE Vector load_part(const float* p, std::size_t count) {
  return _mm512_maskz_loadu_ps(static_cast<__mmask16>((1u << count) - 1), p);
}
ALMANAC_INLINE void store_part(float* p, std::size_t count, Vector v) {
  _mm512_mask_storeu_ps(p, static_cast<__mmask16>((1u << count) - 1), v);
}
#elif defined(ALMANAC_HAS_VECTORS) && ALMANAC_VECTOR_FLOATS == 8
ALMANAC_INLINE __m256i mask_of(std::size_t count) {
  alignas(64) static constexpr std::int32_t lanes[16] = {-1, -1, -1, -1, -1, -1, -1, -1};
  return _mm256_loadu_si256(reinterpret_cast<const __m256i_u*>(lanes + 8 - count));
}
ALMANAC_INLINE Vector load_part(const float* p, std::size_t count) { return _mm256_maskload_ps(p, mask_of(count)); }
ALMANAC_INLINE void store_part(float* p, std::size_t count, Vector v) { _mm256_maskstore_ps(p, mask_of(count), v); }
#else
ALMANAC_INLINE Vector load_part(const float* p, std::size_t count) {
  if (count == vector_floats) return load(p);
  float lane[vector_floats] = {};
  for (std::size_t i = 0; i < count; ++i) lane[i] = p[i];
  return load(lane);
}
ALMANAC_INLINE void store_part(float* p, std::size_t count, Vector v) {
  if (count == vector_floats) return store(p, v);
  float lane[vector_floats];
  store(lane, v);
  for (std::size_t i = 0; i < count; ++i) p[i] = lane[i];
}
#endif

ALMANAC_INLINE std::uint32_t to_bits(float x) { return __builtin_bit_cast(std::uint32_t, x); }
ALMANAC_INLINE float from_bits(std::uint32_t bits) { return __builtin_bit_cast(float, bits); }
ALMANAC_INLINE float at_most(float limit, float x) { return limit < x ? limit : x; }
ALMANAC_INLINE float at_least(float limit, float x) { return x < limit ? limit : x; }

}  // namespace
}  // namespace almanac
