// Specification of the negative log-likelihood of a normal distribution (Nix and Weigend 1994): the mean over batch and
// horizons of
//   w (ln(2 pi) / 2 + ln sigma + z^2 / 2)      z = (y - mu) / sigma,  sigma = least_scale + softplus(s)
// Shapes: outputs (mu, s) [batch, horizons, 2], labels y and weights w [batch, horizons]; `count` = batch * horizons.
// Unit: nats; mu and sigma have that of the label.
// Gradient, times w / count:  dmu = -z / sigma,  ds = (1 - z^2) / sigma * sigmoid(s).
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "../network-spec.hpp"
#include "sigmoid.hpp"
#include "softplus.hpp"

namespace almanac::reference {

template <typename Number>
Number gaussian_forward(std::size_t count, const Number* outputs, const Number* labels, const Number* weights) {
  Number sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Number sigma = Number(least_scale) + softplus(outputs[2 * i + 1]);
    const Number z = (labels[i] - outputs[2 * i]) / sigma;
    sum += weights[i] * (Number(0.5 * std::log(2 * pi)) + std::log(sigma) + z * z / Number(2));
  }
  return sum / static_cast<Number>(count);
}

template <typename Number>
std::vector<Number> gaussian_backward(std::size_t count, const Number* outputs, const Number* labels,
                                      const Number* weights) {
  std::vector<Number> gradient;
  for (std::size_t i = 0; i < count; ++i) {
    const Number sigma = Number(least_scale) + softplus(outputs[2 * i + 1]);
    const Number z = (labels[i] - outputs[2 * i]) / sigma;
    const Number share = weights[i] / static_cast<Number>(count);
    gradient.push_back(share * -z / sigma);
    gradient.push_back(share * (Number(1) - z * z) / sigma * sigmoid(outputs[2 * i + 1]));
  }
  return gradient;
}

}  // namespace almanac::reference
