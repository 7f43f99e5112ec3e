// Specification of the mean absolute error (least absolute deviations, Boscovich 1757): the mean over batch and
// horizons of
//   w |q - y|
// Shapes: outputs q, labels y and weights w [batch, horizons]; `count` = batch * horizons. Unit: that of the label.
// Subgradient: dq = w sign(q - y) / count, with sign(0) = 0.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace almanac::reference {

template <typename Number>
Number mean_absolute_error_forward(std::size_t count, const Number* outputs, const Number* labels,
                                   const Number* weights) {
  Number sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += weights[i] * std::abs(outputs[i] - labels[i]);
  return sum / static_cast<Number>(count);
}

template <typename Number>
std::vector<Number> mean_absolute_error_backward(std::size_t count, const Number* outputs, const Number* labels,
                                                 const Number* weights) {
  std::vector<Number> gradient(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Number error = outputs[i] - labels[i];
    const Number sign = error > Number(0) ? Number(1) : error < Number(0) ? Number(-1) : Number(0);
    gradient[i] = weights[i] * sign / static_cast<Number>(count);
  }
  return gradient;
}

}  // namespace almanac::reference
