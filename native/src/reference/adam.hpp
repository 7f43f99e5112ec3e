// Specification of Adam (Kingma and Ba 2015, algorithm 1) with beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 and bias
// correction, on a gradient that is clipped already. `step` counts from 1.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace almanac::reference {

template <typename Number>
void adam_step(std::uint64_t step, double learning_rate, const std::vector<Number>& gradient,
               std::vector<Number>& parameters, std::vector<Number>& first_moment, std::vector<Number>& second_moment) {
  const double correction1 = 1.0 - std::pow(0.9, static_cast<double>(step));
  const double correction2 = 1.0 - std::pow(0.999, static_cast<double>(step));
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    const Number g = gradient[i];
    first_moment[i] = Number(0.9) * first_moment[i] + Number(0.1) * g;
    second_moment[i] = Number(0.999) * second_moment[i] + Number(0.001) * g * g;
    const Number corrected1 = first_moment[i] / static_cast<Number>(correction1);
    const Number corrected2 = second_moment[i] / static_cast<Number>(correction2);
    parameters[i] -= static_cast<Number>(learning_rate) * corrected1 / (std::sqrt(corrected2) + Number(1e-8));
  }
}

}  // namespace almanac::reference
