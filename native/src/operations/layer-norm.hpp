// Fast layer normalisation; formulas and notation in reference/layer-norm.hpp, shapes in kernels.hpp.
#pragma once

#include "../kernels.hpp"
#include "row-sum.hpp"

namespace almanac {
namespace {

ALMANAC_INLINE void layer_norm_row(std::size_t units, const float* ALMANAC_RESTRICT x,
                                   const float* ALMANAC_RESTRICT gamma, const float* ALMANAC_RESTRICT beta,
                                   float* ALMANAC_RESTRICT statistics, float* ALMANAC_RESTRICT y) {
  const float share = 1.0f / static_cast<float>(units);
  const float mean = sum_row(units, [&](auto at) { return at(x); }) * share;
  const float variance = sum_row(units, [&](auto at) {
                           const auto deviation = at(x) - mean;
                           return deviation * deviation;
                         }) * share;
  const float inverse = 1.0f / square_root(variance + 1e-5f);
  ALMANAC_INDEPENDENT
  for (std::size_t u = 0; u < units; ++u) y[u] = (x[u] - mean) * inverse * gamma[u] + beta[u];
  statistics[0] = mean;
  statistics[1] = inverse;
}

/** Adds to `sums` [2, units]: dy * normal and dy, which the gradients of gamma and beta are made of. */
ALMANAC_INLINE void layer_norm_sum_row(std::size_t units, const float* ALMANAC_RESTRICT x, float mean, float inverse,
                                       const float* ALMANAC_RESTRICT dy, float* ALMANAC_RESTRICT sums) {
  ALMANAC_INDEPENDENT
  for (std::size_t u = 0; u < units; ++u) {
    sums[u] += dy[u] * ((x[u] - mean) * inverse);
    sums[units + u] += dy[u];
  }
}

ALMANAC_INLINE void layer_norm_row_backward(std::size_t units, const float* ALMANAC_RESTRICT x, float mean,
                                            float inverse, const float* ALMANAC_RESTRICT gamma,
                                            const float* ALMANAC_RESTRICT dy, const float* ALMANAC_RESTRICT skipped,
                                            float* ALMANAC_RESTRICT dx) {
  const float share = 1.0f / static_cast<float>(units);
  const float along_mean = sum_row(units, [&](auto at) { return at(dy) * at(gamma); }) * share;
  const float along_normal =
      sum_row(units, [&](auto at) { return at(dy) * at(gamma) * ((at(x) - mean) * inverse); }) * share;
  if (skipped != nullptr) {
    ALMANAC_INDEPENDENT
    for (std::size_t u = 0; u < units; ++u)
      dx[u] = skipped[u] + inverse * (dy[u] * gamma[u] - along_mean - (x[u] - mean) * inverse * along_normal);
  } else {
    ALMANAC_INDEPENDENT
    for (std::size_t u = 0; u < units; ++u)
      dx[u] = inverse * (dy[u] * gamma[u] - along_mean - (x[u] - mean) * inverse * along_normal);
  }
}

void layer_norm_forward(const LayerNormForward& p) {
  for (std::size_t n = 0; n < p.batch; ++n)
    for (std::size_t t = 0; t < p.time; ++t) {
      const std::size_t row = n * p.time + t;
      layer_norm_row(p.units, p.input + t * p.input_order.time + n * p.input_order.sample, p.gamma, p.beta,
                     p.statistics + row * 2, p.output + row * p.units);
    }
}

void layer_norm_backward(const LayerNormBackward& p) {
  for (std::size_t u = 0; u < 2 * p.units; ++u) p.sums[u] = 0.0f;
  for (std::size_t n = 0; n < p.batch; ++n)
    for (std::size_t t = 0; t < p.time; ++t) {
      const std::size_t row = n * p.time + t, at = t * p.input_order.time + n * p.input_order.sample;
      const float mean = p.statistics[row * 2], inverse = p.statistics[row * 2 + 1];
      const float* dy = p.output_gradient + row * p.units;
      layer_norm_sum_row(p.units, p.input + at, mean, inverse, dy, p.sums);
      if (p.input_gradient != nullptr)
        layer_norm_row_backward(p.units, p.input + at, mean, inverse, p.gamma, dy,
                                p.skipped == nullptr
                                    ? nullptr
                                    : p.skipped + t * p.skipped_order.time + n * p.skipped_order.sample,
                                p.input_gradient + at);
    }
  for (std::size_t u = 0; u < 2 * p.units; ++u) p.weights_gradient[u] += p.sums[u];
}

}  // namespace
}  // namespace almanac
