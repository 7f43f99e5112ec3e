// Fast stochastic gradient descent; specified in reference/sgd.hpp.
#pragma once

#include "../kernels.hpp"
#include "vector.hpp"

namespace almanac {
namespace {

void sgd_step(const SgdStep& p) {
  const float* ALMANAC_RESTRICT gradient = p.gradient;
  float* ALMANAC_RESTRICT parameters = p.parameters;
  float* ALMANAC_RESTRICT velocity = p.velocity;
  const float ahead = p.nesterov ? p.momentum : 0.0f, now = p.nesterov ? 1.0f : 0.0f, past = p.nesterov ? 0.0f : 1.0f;
  ALMANAC_INDEPENDENT
  for (std::size_t i = 0; i < p.count; ++i) {
    const float g = gradient[i] * p.gradient_scale;
    const float v = p.momentum * velocity[i] + g;
    velocity[i] = v;
    parameters[i] -= p.rate * (now * g + (past + ahead) * v);
  }
}

}  // namespace
}  // namespace almanac
