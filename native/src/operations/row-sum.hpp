// Sums along a row, in vectors and always in the same order.
#pragma once

#include "lanes.hpp"

namespace almanac {
namespace {

ALMANAC_INLINE float sum_lanes(Vector sum) {
  float lane[vector_floats];
  store(lane, sum);
  ALMANAC_UNROLL
  for (std::size_t half = vector_floats / 2; half > 0; half /= 2) {
    ALMANAC_UNROLL
    for (std::size_t i = 0; i < half; ++i) lane[i] += lane[i + half];
  }
  return lane[0];
}

/** The sum of `term` over a row: lane by lane, then the lanes by halves, then what is left over, one by one. */
template <typename Term>
ALMANAC_INLINE float sum_row(std::size_t count, Term&& term) {
  Vector sum = {};
  std::size_t i = 0;
  for (; i + vector_floats <= count; i += vector_floats) sum = sum + term(VectorAt{i});
  float total = sum_lanes(sum);
  for (; i < count; ++i) total += term(FloatAt{i});
  return total;
}

}  // namespace
}  // namespace almanac
