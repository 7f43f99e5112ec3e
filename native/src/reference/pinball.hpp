// Specification of the pinball loss (Koenker and Bassett 1978), the mean over batch, horizons and levels of
//   w max(tau (y - q), (tau - 1) (y - q))
// Shapes: outputs q [batch, horizons, levels], labels y and weights w [batch, horizons]; `count` = batch * horizons.
// Unit: that of the label.
// Subgradient: y - q >= 0 gives dq = -tau, otherwise 1 - tau; both times w / (count * levels).
#pragma once

#include <cstddef>
#include <vector>

namespace almanac::reference {

template <typename Number>
Number pinball_forward(const std::vector<double>& levels, std::size_t count, const Number* outputs,
                       const Number* labels, const Number* weights) {
  Number sum = 0;
  for (std::size_t n = 0; n < count; ++n) {
    for (std::size_t l = 0; l < levels.size(); ++l) {
      const Number tau = static_cast<Number>(levels[l]);
      const Number error = labels[n] - outputs[n * levels.size() + l];
      sum += weights[n] * (error >= Number(0) ? tau * error : (tau - Number(1)) * error);
    }
  }
  return sum / static_cast<Number>(count * levels.size());
}

template <typename Number>
std::vector<Number> pinball_backward(const std::vector<double>& levels, std::size_t count, const Number* outputs,
                                     const Number* labels, const Number* weights) {
  std::vector<Number> gradient(count * levels.size());
  const Number parts = static_cast<Number>(count * levels.size());
  for (std::size_t n = 0; n < count; ++n) {
    for (std::size_t l = 0; l < levels.size(); ++l) {
      const Number tau = static_cast<Number>(levels[l]);
      const Number error = labels[n] - outputs[n * levels.size() + l];
      gradient[n * levels.size() + l] = weights[n] * (error >= Number(0) ? -tau : Number(1) - tau) / parts;
    }
  }
  return gradient;
}

}  // namespace almanac::reference
