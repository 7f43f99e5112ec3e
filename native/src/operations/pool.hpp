// Fast mean over time; specified in reference/pool.hpp.
#pragma once

#include "../kernels.hpp"
#include "vector.hpp"

namespace almanac {
namespace {

void pool_mean_forward(const PoolMean& p) {
  const std::size_t count = p.batch * p.units;
  const float share = 1.0f / static_cast<float>(p.time);
  float* ALMANAC_RESTRICT mean = p.to;
  for (std::size_t i = 0; i < count; ++i) mean[i] = 0.0f;
  for (std::size_t t = 0; t < p.time; ++t) {
    const float* ALMANAC_RESTRICT step = p.from + t * count;
    ALMANAC_INDEPENDENT
    for (std::size_t i = 0; i < count; ++i) mean[i] += step[i];
  }
  for (std::size_t i = 0; i < count; ++i) mean[i] *= share;
}

void pool_mean_backward(const PoolMean& p) {
  const std::size_t count = p.batch * p.units;
  const float share = 1.0f / static_cast<float>(p.time);
  const float* ALMANAC_RESTRICT gradient = p.from;
  for (std::size_t t = 0; t < p.time; ++t) {
    float* ALMANAC_RESTRICT step = p.to + t * count;
    ALMANAC_INDEPENDENT
    for (std::size_t i = 0; i < count; ++i) step[i] = gradient[i] * share;
  }
}

}  // namespace
}  // namespace almanac
