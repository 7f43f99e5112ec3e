// The gradient of a batch from those of its shards, and the square of its norm.
#pragma once

#include "../kernels.hpp"
#include "vector.hpp"

namespace almanac {
namespace {

/** total[i] = parts[0][i] + parts[1][i] + ..., in this order. */
void sum_gradients(const GradientSum& p) {
  for (std::size_t i = 0; i < p.count; ++i) p.total[i] = p.parts[0][p.first + i];
  for (std::size_t k = 1; k < p.part_count; ++k) {
    const float* ALMANAC_RESTRICT part = p.parts[k] + p.first;
    float* ALMANAC_RESTRICT total = p.total;
    ALMANAC_INDEPENDENT
    for (std::size_t i = 0; i < p.count; ++i) total[i] += part[i];
  }
}

/** In double precision, which no float's square overflows; lane by lane, then the lanes in order. */
double sum_of_squares(const float* x, std::size_t count) {
  constexpr std::size_t lanes = 16;
  double sum[lanes] = {};
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    ALMANAC_UNROLL
    for (std::size_t k = 0; k < lanes; ++k) {
      const double value = static_cast<double>(x[i + k]);
      sum[k] += value * value;
    }
  }
  double total = 0;
  for (const double lane : sum) total += lane;
  for (; i < count; ++i) total += static_cast<double>(x[i]) * static_cast<double>(x[i]);
  return total;
}

}  // namespace
}  // namespace almanac
