// Specification of the cross-entropy from logits (Bridle 1990, softmax): the mean over batch and horizons of
//   -w ln p_y      p_k = e^x_k / sum_j e^x_j
// written as w (m + ln sum_j e^(x_j - m) - x_y) with m = max_j x_j, which is the same and overflows for no x.
// Shapes: outputs x (logits) [batch, horizons, classes], labels y (index of a class, as a number) and weights w
// [batch, horizons]; `count` = batch * horizons. Unit: nats.
// Gradient: dx_k = w (p_k - [k = y]) / count.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace almanac::reference {

template <typename Number>
Number cross_entropy_forward(std::size_t classes, std::size_t count, const Number* outputs, const Number* labels,
                             const Number* weights) {
  Number sum = 0;
  for (std::size_t n = 0; n < count; ++n) {
    const Number* x = outputs + n * classes;
    const Number m = *std::max_element(x, x + classes);
    Number powers = 0;
    for (std::size_t k = 0; k < classes; ++k) powers += std::exp(x[k] - m);
    sum += weights[n] * (m + std::log(powers) - x[static_cast<std::size_t>(labels[n])]);
  }
  return sum / static_cast<Number>(count);
}

template <typename Number>
std::vector<Number> cross_entropy_backward(std::size_t classes, std::size_t count, const Number* outputs,
                                           const Number* labels, const Number* weights) {
  std::vector<Number> gradient(count * classes);
  for (std::size_t n = 0; n < count; ++n) {
    const Number* x = outputs + n * classes;
    const Number m = *std::max_element(x, x + classes);
    Number powers = 0;
    for (std::size_t k = 0; k < classes; ++k) powers += std::exp(x[k] - m);
    for (std::size_t k = 0; k < classes; ++k) {
      const Number p = std::exp(x[k] - m) / powers;
      const Number hit = k == static_cast<std::size_t>(labels[n]) ? Number(1) : Number(0);
      gradient[n * classes + k] = weights[n] * (p - hit) / static_cast<Number>(count);
    }
  }
  return gradient;
}

}  // namespace almanac::reference
