// Specification of the binary cross-entropy from logits (Cox 1958, logistic regression): the mean over batch and
// horizons of
//   -w (y ln p + (1 - y) ln (1 - p))     p = sigmoid(x)
// written as w (max(x, 0) - x y + ln(1 + e^-|x|)), which is the same and overflows for no x.
// Shapes: outputs x (logits), labels y (0 or 1) and weights w [batch, horizons]; `count` = batch * horizons.
// Unit: nats. Gradient: dx = w (p - y) / count.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "sigmoid.hpp"

namespace almanac::reference {

template <typename Number>
Number binary_cross_entropy_forward(std::size_t count, const Number* outputs, const Number* labels,
                                    const Number* weights) {
  Number sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Number x = outputs[i];
    sum += weights[i] * (std::max(x, Number(0)) - x * labels[i] + std::log1p(std::exp(-std::abs(x))));
  }
  return sum / static_cast<Number>(count);
}

template <typename Number>
std::vector<Number> binary_cross_entropy_backward(std::size_t count, const Number* outputs, const Number* labels,
                                                  const Number* weights) {
  std::vector<Number> gradient(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Number p = sigmoid(outputs[i]);
    gradient[i] = weights[i] * (p - labels[i]) / static_cast<Number>(count);
  }
  return gradient;
}

}  // namespace almanac::reference
