// Specification of the pinball loss (Koenker and Bassett 1978), the mean over batch and levels of
//   max(tau (y - q), (tau - 1) (y - q))
// Shapes: outputs q [batch, levels], labels y [batch]. Unit: that of the label.
// Subgradient: y - q >= 0 gives dq = -tau, otherwise 1 - tau; both divided by batch * levels.
#pragma once

#include <cstddef>
#include <vector>

namespace almanac::reference {

template <typename Number>
Number pinball_forward(const std::vector<double>& levels, std::size_t batch, const Number* outputs,
                       const Number* labels) {
  Number sum = 0;
  for (std::size_t n = 0; n < batch; ++n) {
    for (std::size_t l = 0; l < levels.size(); ++l) {
      const Number tau = static_cast<Number>(levels[l]);
      const Number error = labels[n] - outputs[n * levels.size() + l];
      sum += error >= Number(0) ? tau * error : (tau - Number(1)) * error;
    }
  }
  return sum / static_cast<Number>(batch * levels.size());
}

template <typename Number>
std::vector<Number> pinball_backward(const std::vector<double>& levels, std::size_t batch, const Number* outputs,
                                     const Number* labels) {
  std::vector<Number> gradient(batch * levels.size());
  const Number count = static_cast<Number>(batch * levels.size());
  for (std::size_t n = 0; n < batch; ++n) {
    for (std::size_t l = 0; l < levels.size(); ++l) {
      const Number tau = static_cast<Number>(levels[l]);
      const Number error = labels[n] - outputs[n * levels.size() + l];
      gradient[n * levels.size() + l] = (error >= Number(0) ? -tau : Number(1) - tau) / count;
    }
  }
  return gradient;
}

}  // namespace almanac::reference
