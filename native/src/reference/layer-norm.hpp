// Specification of layer normalisation (Ba, Kiros and Hinton 2016) over the width of each row:
//
//   mean = mean over u of x_u, variance = mean over u of (x_u - mean)^2      (divided by the width: biased)
//   normal_u = (x_u - mean) / sqrt(variance + 1e-5)
//   y_u = normal_u gamma_u + beta_u
//
// Shapes: x, y [rows, units], a row being a sample's vector or one step of its sequence; parameters gamma [units]
// (starts at 1), beta [units] (starts at 0).
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace almanac::reference {

struct LayerNormShape {
  std::size_t rows, units;

  std::size_t parameter_count() const { return 2 * units; }
};

/** [rows, units] of normal, and of each row 1 / sqrt(variance + 1e-5). */
template <typename Number>
struct Normalised {
  std::vector<Number> normal, inverse;
};

template <typename Number>
Normalised<Number> normalise(const LayerNormShape& s, const Number* input) {
  Normalised<Number> result;
  for (std::size_t r = 0; r < s.rows; ++r) {
    const Number* x = input + r * s.units;
    Number mean = 0, variance = 0;
    for (std::size_t u = 0; u < s.units; ++u) mean += x[u];
    mean /= static_cast<Number>(s.units);
    for (std::size_t u = 0; u < s.units; ++u) variance += (x[u] - mean) * (x[u] - mean);
    variance /= static_cast<Number>(s.units);
    const Number inverse = Number(1) / std::sqrt(variance + Number(1e-5));
    for (std::size_t u = 0; u < s.units; ++u) result.normal.push_back((x[u] - mean) * inverse);
    result.inverse.push_back(inverse);
  }
  return result;
}

template <typename Number>
std::vector<Number> layer_norm_forward(const LayerNormShape& s, const Number* parameters, const Number* input) {
  std::vector<Number> output = normalise(s, input).normal;
  for (std::size_t i = 0; i < output.size(); ++i)
    output[i] = output[i] * parameters[i % s.units] + parameters[s.units + i % s.units];
  return output;
}

/**
 * Adds to `parameter_gradient`; writes `input_gradient`. With g = gamma dy, mean and variance being functions of x:
 * dx = (g - mean(g) - normal mean(g normal)) / sqrt(variance + 1e-5).
 */
template <typename Number>
void layer_norm_backward(const LayerNormShape& s, const Number* parameters, const Number* input,
                         const Number* output_gradient, Number* parameter_gradient, Number* input_gradient) {
  const Normalised<Number> x = normalise(s, input);
  for (std::size_t r = 0; r < s.rows; ++r) {
    Number along_mean = 0, along_normal = 0;
    for (std::size_t u = 0; u < s.units; ++u) {
      const std::size_t at = r * s.units + u;
      const Number g = parameters[u] * output_gradient[at];
      along_mean += g / static_cast<Number>(s.units);
      along_normal += g * x.normal[at] / static_cast<Number>(s.units);
      parameter_gradient[u] += output_gradient[at] * x.normal[at];
      parameter_gradient[s.units + u] += output_gradient[at];
    }
    for (std::size_t u = 0; u < s.units; ++u) {
      const std::size_t at = r * s.units + u;
      input_gradient[at] =
          x.inverse[r] * (parameters[u] * output_gradient[at] - along_mean - x.normal[at] * along_normal);
    }
  }
}

}  // namespace almanac::reference
