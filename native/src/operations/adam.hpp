// Fast Adam update; specified in reference/adam.hpp. The bias corrections come folded into `rate` and `second_scale`.
#pragma once

#include "../kernels.hpp"
#include "vector.hpp"

namespace almanac {
namespace {

void adam_step(const AdamStep& p) {
  const float* ALMANAC_RESTRICT gradient = p.gradient;
  float* ALMANAC_RESTRICT parameters = p.parameters;
  float* ALMANAC_RESTRICT first = p.first_moment;
  float* ALMANAC_RESTRICT second = p.second_moment;
  ALMANAC_INDEPENDENT
  for (std::size_t i = 0; i < p.count; ++i) {
    const float g = gradient[i] * p.gradient_scale;
    const float m = 0.9f * first[i] + 0.1f * g;
    const float v = 0.999f * second[i] + 0.001f * g * g;
    first[i] = m;
    second[i] = v;
    parameters[i] -= p.rate * m / (square_root(v) * p.second_scale + 1e-8f);
  }
}

}  // namespace
}  // namespace almanac
