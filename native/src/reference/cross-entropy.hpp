// Specification of the cross-entropy from logits (Bridle 1990, softmax), with label smoothing (Szegedy et al. 2016) and
// focus (focal loss; Lin et al. 2017): the mean over batch and horizons of
//   -w sum_k t_k (1 - p_k)^f ln p_k      p_k = e^x_k / sum_j e^x_j,  t_k = [k = y] (1 - smoothing) + smoothing / classes
// with ln p_k = x_k - m - ln sum_j e^(x_j - m), m = max_j x_j, which overflows for no x. Smoothing 0 and focus f = 0 leave
// the plain cross-entropy.
// Shapes: outputs x (logits) [batch, horizons, classes], labels y (index of a class, as a number) and weights w
// [batch, horizons]; `count` = batch * horizons. Unit: nats.
// Gradient, times w / count: dx_k = u_k - p_k sum_c u_c, where u_c = -t_c ((1 - p_c)^f - f p_c (1 - p_c)^(f-1) ln p_c)
// is that by ln p_c; plain, dx_k = p_k - t_k. Where 1 - p_c is 0 the second part of u_c is 0, its limit.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "../network-spec.hpp"

namespace almanac::reference {

/** p, 1 - p and ln p of one label's logits. */
template <typename Number>
struct Softmax {
  std::vector<Number> p, rest, logarithm;

  Softmax(std::size_t classes, const Number* x) {
    const Number m = *std::max_element(x, x + classes);
    Number powers = 0;
    for (std::size_t k = 0; k < classes; ++k) powers += std::exp(x[k] - m);
    for (std::size_t k = 0; k < classes; ++k) {
      Number others = 0;
      for (std::size_t j = 0; j < classes; ++j) others += j == k ? Number(0) : std::exp(x[j] - m);
      p.push_back(std::exp(x[k] - m) / powers);
      rest.push_back(others / powers);
      logarithm.push_back(x[k] - m - std::log(powers));
    }
  }
};

template <typename Number>
Number smoothed_target(const CrossEntropySpec& s, Number label, std::size_t k) {
  const Number smoothing = static_cast<Number>(s.smoothing);
  const Number hit = k == static_cast<std::size_t>(label) ? Number(1) : Number(0);
  return hit * (Number(1) - smoothing) + smoothing / static_cast<Number>(s.classes);
}

template <typename Number>
Number cross_entropy_forward(const CrossEntropySpec& s, std::size_t count, const Number* outputs, const Number* labels,
                             const Number* weights) {
  const Number f = static_cast<Number>(s.focus);
  Number sum = 0;
  for (std::size_t n = 0; n < count; ++n) {
    const Softmax<Number> at(s.classes, outputs + n * s.classes);
    for (std::size_t k = 0; k < s.classes; ++k)
      sum -= weights[n] * smoothed_target(s, labels[n], k) * std::pow(at.rest[k], f) * at.logarithm[k];
  }
  return sum / static_cast<Number>(count);
}

template <typename Number>
std::vector<Number> cross_entropy_backward(const CrossEntropySpec& s, std::size_t count, const Number* outputs,
                                           const Number* labels, const Number* weights) {
  const Number f = static_cast<Number>(s.focus);
  std::vector<Number> gradient(count * s.classes);
  for (std::size_t n = 0; n < count; ++n) {
    const Softmax<Number> at(s.classes, outputs + n * s.classes);
    std::vector<Number> u;
    Number total = 0;
    for (std::size_t k = 0; k < s.classes; ++k) {
      const Number curve = at.rest[k] > Number(0)
                               ? f * at.p[k] * std::pow(at.rest[k], f - Number(1)) * at.logarithm[k]
                               : Number(0);
      u.push_back(-smoothed_target(s, labels[n], k) * (std::pow(at.rest[k], f) - curve));
      total += u.back();
    }
    for (std::size_t k = 0; k < s.classes; ++k)
      gradient[n * s.classes + k] = weights[n] * (u[k] - at.p[k] * total) / static_cast<Number>(count);
  }
  return gradient;
}

}  // namespace almanac::reference
