// Specification of the negative log-likelihood of Student's t distribution (Lange, Little and Taylor 1989): the mean over
// batch and horizons of
//   w (ln Gamma(nu / 2) - ln Gamma((nu + 1) / 2) + ln(nu pi) / 2 + ln sigma + (nu + 1) / 2 ln(1 + z^2 / nu))
//   z = (y - mu) / sigma,  sigma = least_scale + softplus(s),  nu = least_degrees + softplus(d)
// Shapes: outputs (mu, s, d) [batch, horizons, 3], labels y and weights w [batch, horizons]; `count` = batch * horizons.
// Unit: nats; mu and sigma have that of the label. nu above 2 keeps the variance finite.
// Gradient, times w / count, with k = (nu + 1) / (nu + z^2) and psi the derivative of ln Gamma:
//   dmu = -k z / sigma,  ds = (1 - k z^2) / sigma * sigmoid(s),
//   dd  = (psi(nu / 2) - psi((nu + 1) / 2) + 1 / nu + ln(1 + z^2 / nu) - k z^2 / nu) / 2 * sigmoid(d).
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "../network-spec.hpp"
#include "sigmoid.hpp"
#include "softplus.hpp"

namespace almanac::reference {

/** The derivative of ln Gamma for x > 0: upwards by psi(x) = psi(x + 1) - 1 / x, then Abramowitz and Stegun 6.3.18. */
inline double digamma(double x) {
  double below = 0;
  for (; x < 20; x += 1) below += 1 / x;
  const double q = 1 / (x * x);
  return std::log(x) - 0.5 / x - q * (1.0 / 12 - q * (1.0 / 120 - q * (1.0 / 252 - q * (1.0 / 240 - q / 132)))) - below;
}

template <typename Number>
Number student_t_forward(std::size_t count, const Number* outputs, const Number* labels, const Number* weights) {
  Number sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Number* o = outputs + 3 * i;
    const Number sigma = Number(least_scale) + softplus(o[1]), nu = Number(least_degrees) + softplus(o[2]);
    const Number z = (labels[i] - o[0]) / sigma;
    const double half = static_cast<double>(nu) / 2;
    const Number gammas = static_cast<Number>(std::lgamma(half) - std::lgamma(half + 0.5));
    sum += weights[i] * (gammas + std::log(nu * Number(pi)) / Number(2) + std::log(sigma) +
                         (nu + Number(1)) / Number(2) * std::log1p(z * z / nu));
  }
  return sum / static_cast<Number>(count);
}

template <typename Number>
std::vector<Number> student_t_backward(std::size_t count, const Number* outputs, const Number* labels,
                                       const Number* weights) {
  std::vector<Number> gradient;
  for (std::size_t i = 0; i < count; ++i) {
    const Number* o = outputs + 3 * i;
    const Number sigma = Number(least_scale) + softplus(o[1]), nu = Number(least_degrees) + softplus(o[2]);
    const Number z = (labels[i] - o[0]) / sigma, k = (nu + Number(1)) / (nu + z * z);
    const double half = static_cast<double>(nu) / 2;
    const Number gammas = static_cast<Number>(digamma(half) - digamma(half + 0.5));
    const Number share = weights[i] / static_cast<Number>(count);
    gradient.push_back(share * -k * z / sigma);
    gradient.push_back(share * (Number(1) - k * z * z) / sigma * sigmoid(o[1]));
    gradient.push_back(share * (gammas + Number(1) / nu + std::log1p(z * z / nu) - k * z * z / nu) / Number(2) *
                       sigmoid(o[2]));
  }
  return gradient;
}

}  // namespace almanac::reference
