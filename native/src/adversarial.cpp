#include "adversarial.hpp"

#include <cmath>

#include "loss.hpp"

namespace almanac {
namespace {

/** by_outputs W^T, [count, units]. */
void through_head(const AdversarialPass& p, std::size_t outputs, const float* by_outputs, float* result) {
  for (std::size_t n = 0; n < p.count; ++n)
    for (std::size_t u = 0; u < p.units; ++u) {
      float sum = 0;
      for (std::size_t o = 0; o < outputs; ++o) sum += by_outputs[n * outputs + o] * p.head[u * outputs + o];
      result[n * p.units + u] = sum;
    }
}

}  // namespace

double sum_adversarial_loss(const NetworkSpec& spec, const AdversarialPass& p) {
  const std::size_t outputs = spec.outputs, units = p.units;
  const float epsilon = static_cast<float>(spec.adversarial.epsilon);
  through_head(p, outputs, p.output_gradient, p.direction);
  for (std::size_t n = 0; n < p.count; ++n) {
    float* g = p.direction + n * units;
    double squares = 0;
    for (std::size_t u = 0; u < units; ++u) squares += static_cast<double>(g[u]) * static_cast<double>(g[u]);
    const float inverse = squares > 0 ? static_cast<float>(1 / std::sqrt(squares)) : 0.0f;
    for (std::size_t u = 0; u < units; ++u) g[u] *= inverse;
    float* q = p.outputs + n * outputs;
    for (std::size_t o = 0; o < outputs; ++o) q[o] = p.head[units * outputs + o];
    for (std::size_t u = 0; u < units; ++u) {
      const float moved = p.latent[n * units + u] + epsilon * g[u];
      for (std::size_t o = 0; o < outputs; ++o) q[o] += moved * p.head[u * outputs + o];
    }
  }

  const float beta = static_cast<float>(spec.adversarial.beta);
  const double loss = sum_loss(spec, p.count, p.batch, p.outputs, p.labels, p.weights, p.adversarial_gradient);
  for (std::size_t i = 0; i < p.count * outputs; ++i) p.adversarial_gradient[i] *= beta;
  through_head(p, outputs, p.adversarial_gradient, p.latent_gradient);

  for (std::size_t n = 0; n < p.count; ++n) {
    const float* direction = p.direction + n * units;
    const float* own = p.output_gradient + n * outputs;
    const float* adversarial = p.adversarial_gradient + n * outputs;
    const float* G = p.latent_gradient + n * units;
    // |g| once more: the same products as above.
    double squares = 0, along = 0;
    for (std::size_t u = 0; u < units; ++u) {
      float g = 0;
      for (std::size_t o = 0; o < outputs; ++o) g += own[o] * p.head[u * outputs + o];
      squares += static_cast<double>(g) * static_cast<double>(g);
      along += static_cast<double>(G[u]) * static_cast<double>(direction[u]);
    }
    const float reach = squares > 0 ? static_cast<float>(static_cast<double>(epsilon) / std::sqrt(squares)) : 0.0f;
    for (std::size_t u = 0; u < units; ++u) {
      const float moved = p.latent[n * units + u] + epsilon * direction[u];
      const float h = reach * (G[u] - static_cast<float>(along) * direction[u]);
      for (std::size_t o = 0; o < outputs; ++o)
        p.head_gradient[u * outputs + o] += moved * adversarial[o] + h * own[o];
    }
    for (std::size_t o = 0; o < outputs; ++o) p.head_gradient[units * outputs + o] += adversarial[o];
  }
  return spec.adversarial.beta * loss;
}

}  // namespace almanac
