// Specification of the mean squared error: the mean over batch and horizons of
//   w (q - y)^2
// Shapes: outputs q, labels y and weights w [batch, horizons]; `count` = batch * horizons. Unit: that of the label,
// squared.
#pragma once

#include <cstddef>
#include <vector>

namespace almanac::reference {

template <typename Number>
Number mean_squared_error_forward(std::size_t count, const Number* outputs, const Number* labels,
                                  const Number* weights) {
  Number sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += weights[i] * (outputs[i] - labels[i]) * (outputs[i] - labels[i]);
  return sum / static_cast<Number>(count);
}

template <typename Number>
std::vector<Number> mean_squared_error_backward(std::size_t count, const Number* outputs, const Number* labels,
                                                const Number* weights) {
  std::vector<Number> gradient(count);
  for (std::size_t i = 0; i < count; ++i)
    gradient[i] = weights[i] * Number(2) * (outputs[i] - labels[i]) / static_cast<Number>(count);
  return gradient;
}

}  // namespace almanac::reference
