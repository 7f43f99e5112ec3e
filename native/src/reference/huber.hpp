// Specification of the Huber loss (Huber 1964): the mean over batch and horizons of w l(q - y), where
//   l(e) = e^2 / 2                       for |e| <= delta
//   l(e) = delta (|e| - delta / 2)       beyond
// so it is quadratic for small errors and as steep as delta, not more, for outliers.
// Shapes: outputs q, labels y and weights w [batch, horizons]; `count` = batch * horizons. Unit: that of the label,
// squared; delta has the unit of the label.
// Gradient: e, or delta sign(e) beyond; times w / count. The two meet at |e| = delta.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace almanac::reference {

template <typename Number>
Number huber_forward(double delta, std::size_t count, const Number* outputs, const Number* labels,
                     const Number* weights) {
  const Number d = static_cast<Number>(delta);
  Number sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Number error = std::abs(outputs[i] - labels[i]);
    sum += weights[i] * (error <= d ? error * error / Number(2) : d * (error - d / Number(2)));
  }
  return sum / static_cast<Number>(count);
}

template <typename Number>
std::vector<Number> huber_backward(double delta, std::size_t count, const Number* outputs, const Number* labels,
                                   const Number* weights) {
  const Number d = static_cast<Number>(delta);
  std::vector<Number> gradient(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Number error = outputs[i] - labels[i];
    const Number slope = std::abs(error) <= d ? error : error > Number(0) ? d : -d;
    gradient[i] = weights[i] * slope / static_cast<Number>(count);
  }
  return gradient;
}

}  // namespace almanac::reference
