// Specification of the binary cross-entropy from logits (Cox 1958, logistic regression), with label smoothing (Szegedy et
// al. 2016) and focus (focal loss; Lin et al. 2017): the mean over batch and horizons of
//   -w (t (1 - p)^f ln p + (1 - t) p^f ln(1 - p))      p = sigmoid(x),  t = y (1 - smoothing) + smoothing / 2
// with ln p = -softplus(-x) and ln(1 - p) = -softplus(x), which overflow for no x. Smoothing 0 and focus f = 0 leave the
// plain cross-entropy.
// Shapes: outputs x (logits), labels y (0 or 1) and weights w [batch, horizons]; `count` = batch * horizons.
// Unit: nats.
// Gradient, times w / count:
//   dx = -t (1 - p)^f ((1 - p) - f p ln p) + (1 - t) p^f (p - f (1 - p) ln(1 - p)), which for f = 0 is p - t.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "../network-spec.hpp"
#include "sigmoid.hpp"
#include "softplus.hpp"

namespace almanac::reference {

template <typename Number>
Number binary_cross_entropy_forward(const BinaryCrossEntropySpec& s, std::size_t count, const Number* outputs,
                                    const Number* labels, const Number* weights) {
  const Number smoothing = static_cast<Number>(s.smoothing), f = static_cast<Number>(s.focus);
  Number sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Number x = outputs[i], t = labels[i] * (Number(1) - smoothing) + smoothing / Number(2);
    sum += weights[i] * (t * std::pow(sigmoid(-x), f) * softplus(-x) +
                         (Number(1) - t) * std::pow(sigmoid(x), f) * softplus(x));
  }
  return sum / static_cast<Number>(count);
}

template <typename Number>
std::vector<Number> binary_cross_entropy_backward(const BinaryCrossEntropySpec& s, std::size_t count,
                                                  const Number* outputs, const Number* labels, const Number* weights) {
  const Number smoothing = static_cast<Number>(s.smoothing), f = static_cast<Number>(s.focus);
  std::vector<Number> gradient(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Number x = outputs[i], t = labels[i] * (Number(1) - smoothing) + smoothing / Number(2);
    const Number p = sigmoid(x), q = sigmoid(-x);
    const Number up = std::pow(q, f) * (q + f * p * softplus(-x));
    const Number down = std::pow(p, f) * (p + f * q * softplus(x));
    gradient[i] = weights[i] * ((Number(1) - t) * down - t * up) / static_cast<Number>(count);
  }
  return gradient;
}

}  // namespace almanac::reference
