// Specification of adversarial training of the latent vector e that the head reads (Feng et al. 2019, "Enhancing Stock
// Movement Prediction with Adversarial Training", equations 5 to 8). With the head q = e W + b and the loss l of a batch,
// d = dl/dq:
//   g = d W^T,  r = epsilon g / |g| sample by sample (0 where g is 0),  q' = (e + r) W + b
//   what is made smaller: l(q) + beta l(q')
// The direction of r follows W, as in the published code: it is differentiated through W, with d held still. For a head
// with one output, and for every loss that is linear piece by piece (hinge, pinball, MAE), that is the whole derivative,
// since |g| divides out what is left of d; for other losses the curvature of l is left out.
// Shapes: e and r [batch, units], W [units, outputs], b [outputs], q and d [batch, outputs].
// Backward, with d' = beta dl(q')/dq' and G = d' W^T, which is the gradient of r and what is added to that of e:
//   db += sum d',  dW += (e + r)^T d' + h^T d,  h = epsilon / |g| (G - (G . g) g / |g|^2), 0 where g is 0.
#pragma once

#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

#include "../network-spec.hpp"

namespace almanac::reference {

template <typename Number>
struct AdversarialResult {
  Number loss;                       // beta l(q')
  std::vector<Number> gradient;      // of e, [batch, units]
};

/** `loss` gives l at some outputs, `slopes` its gradient. Adds to `head_gradient`, W then b. */
template <typename Number>
AdversarialResult<Number> adversarial_step(
    const AdversarialSpec& s, std::size_t batch, std::size_t units, std::size_t outputs, const Number* head,
    const std::vector<Number>& e, const std::vector<Number>& d,
    const std::function<Number(const std::vector<Number>&)>& loss,
    const std::function<std::vector<Number>(const std::vector<Number>&)>& slopes, Number* head_gradient) {
  const Number epsilon = static_cast<Number>(s.epsilon), beta = static_cast<Number>(s.beta);
  const auto through_head = [&](const std::vector<Number>& by_outputs, std::size_t n, std::size_t u) {
    Number sum = 0;
    for (std::size_t o = 0; o < outputs; ++o) sum += by_outputs[n * outputs + o] * head[u * outputs + o];
    return sum;
  };
  std::vector<Number> g(batch * units), norm(batch), moved(batch * units), q(batch * outputs);
  for (std::size_t n = 0; n < batch; ++n) {
    for (std::size_t u = 0; u < units; ++u) {
      g[n * units + u] = through_head(d, n, u);
      norm[n] += g[n * units + u] * g[n * units + u];
    }
    norm[n] = std::sqrt(norm[n]);
    for (std::size_t u = 0; u < units; ++u)
      moved[n * units + u] = e[n * units + u] + (norm[n] > 0 ? epsilon * g[n * units + u] / norm[n] : Number(0));
    for (std::size_t o = 0; o < outputs; ++o) {
      q[n * outputs + o] = head[units * outputs + o];
      for (std::size_t u = 0; u < units; ++u) q[n * outputs + o] += moved[n * units + u] * head[u * outputs + o];
    }
  }
  AdversarialResult<Number> result{beta * loss(q), std::vector<Number>(batch * units)};
  std::vector<Number> d2 = slopes(q);
  for (Number& slope : d2) slope *= beta;
  for (std::size_t n = 0; n < batch; ++n) {
    Number along = 0;  // G . g
    for (std::size_t u = 0; u < units; ++u) {
      result.gradient[n * units + u] = through_head(d2, n, u);
      along += result.gradient[n * units + u] * g[n * units + u];
    }
    for (std::size_t u = 0; u < units; ++u) {
      const std::size_t at = n * units + u;
      const Number h = norm[n] > 0 ? epsilon / norm[n] * (result.gradient[at] - along * g[at] / (norm[n] * norm[n]))
                                   : Number(0);
      for (std::size_t o = 0; o < outputs; ++o)
        head_gradient[u * outputs + o] += moved[at] * d2[n * outputs + o] + h * d[n * outputs + o];
    }
    for (std::size_t o = 0; o < outputs; ++o) head_gradient[units * outputs + o] += d2[n * outputs + o];
  }
  return result;
}

}  // namespace almanac::reference
