// Specification of the hinge loss (Cortes and Vapnik 1995): the mean over batch and horizons of
//   w max(0, 1 - c x)      c = 1 for the label 1, -1 for 0
// Shapes: outputs x (a score, above zero for the label 1), labels y and weights w [batch, horizons];
// `count` = batch * horizons. No unit.
// Subgradient: dx = -c where c x < 1, otherwise 0; times w / count.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace almanac::reference {

template <typename Number>
Number hinge_forward(std::size_t count, const Number* outputs, const Number* labels, const Number* weights) {
  Number sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Number c = Number(2) * labels[i] - Number(1);
    sum += weights[i] * std::max(Number(0), Number(1) - c * outputs[i]);
  }
  return sum / static_cast<Number>(count);
}

template <typename Number>
std::vector<Number> hinge_backward(std::size_t count, const Number* outputs, const Number* labels,
                                   const Number* weights) {
  std::vector<Number> gradient(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Number c = Number(2) * labels[i] - Number(1);
    gradient[i] = c * outputs[i] < Number(1) ? -c * weights[i] / static_cast<Number>(count) : Number(0);
  }
  return gradient;
}

}  // namespace almanac::reference
