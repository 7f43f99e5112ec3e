// Specification of one optimiser step, in this order:
//   1. penalties:          g = g + l2 p, the gradient of l2 / 2 sum p^2 (ridge; Hoerl and Kennard 1970)
//   2. clipping by value:  each g into -clip_value .. clip_value
//   3. clipping by norm:   g = g clip_norm / |g| where |g| > clip_norm (Pascanu et al. 2013)
//   4. weight decay:       p = p - rate decay p, apart from the gradient (AdamW; Loshchilov and Hutter 2019)
//   5. the optimiser's own step: adam.hpp, sgd.hpp
// `step` counts from 1.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <variant>
#include <vector>

#include "../optimiser.hpp"
#include "adam.hpp"
#include "sgd.hpp"

namespace almanac::reference {

template <typename Number>
void optimiser_step(std::uint64_t step, const StepOptions& options, std::vector<Number> gradient,
                    std::vector<Number>& parameters, std::vector<Number>& first_moment,
                    std::vector<Number>& second_moment) {
  for (const Penalty& penalty : options.penalties)
    for (std::size_t i = penalty.first; i < penalty.first + penalty.count; ++i)
      gradient[i] += static_cast<Number>(penalty.l2) * parameters[i];
  const Number most = static_cast<Number>(options.clip_value);
  double squares = 0;
  for (Number& g : gradient) {
    g = std::clamp(g, -most, most);
    squares += static_cast<double>(g) * static_cast<double>(g);
  }
  const double norm = std::sqrt(squares);
  if (norm > options.clip_norm)
    for (Number& g : gradient) g *= static_cast<Number>(options.clip_norm / norm);

  if (const auto* sgd = std::get_if<SgdSpec>(&options.optimiser)) {
    sgd_step(sgd->momentum, sgd->nesterov, options.learning_rate, gradient, parameters, first_moment);
    return;
  }
  const double decay = std::get<AdamSpec>(options.optimiser).weight_decay;
  for (const Penalty& penalty : options.penalties)
    if (penalty.decays)
      for (std::size_t i = penalty.first; i < penalty.first + penalty.count; ++i)
        parameters[i] -= static_cast<Number>(options.learning_rate * decay) * parameters[i];
  adam_step(step, options.learning_rate, gradient, parameters, first_moment, second_moment);
}

}  // namespace almanac::reference
