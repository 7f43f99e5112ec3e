// Specification of stochastic gradient descent with momentum (Polyak 1964), plain or Nesterov's (Sutskever et al. 2013,
// in the form of PyTorch, whose velocity is not scaled by the rate):
//   v = momentum v + g,   p = p - rate v                    plain
//                         p = p - rate (g + momentum v)     Nesterov
// v starts at 0.
#pragma once

#include <cstddef>
#include <vector>

namespace almanac::reference {

template <typename Number>
void sgd_step(double momentum, bool nesterov, double learning_rate, const std::vector<Number>& gradient,
              std::vector<Number>& parameters, std::vector<Number>& velocity) {
  const Number m = static_cast<Number>(momentum), rate = static_cast<Number>(learning_rate);
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    velocity[i] = m * velocity[i] + gradient[i];
    parameters[i] -= rate * (nesterov ? gradient[i] + m * velocity[i] : velocity[i]);
  }
}

}  // namespace almanac::reference
