// Specification of the dense layer: output = activation(input W + b), activation linear, relu or tanh.
// Shapes: input [batch, input_size], W [input_size, units] row-major, b [units], output [batch, units]. On a sequence
// the layer acts on each step alone: `batch` then counts the steps of all samples.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "../activation.hpp"

namespace almanac::reference {

struct DenseShape {
  std::size_t batch, input_size, units;
  Activation activation;

  std::size_t parameter_count() const { return (input_size + 1) * units; }
};

template <typename Number>
Number activate(Activation activation, Number z) {
  if (activation == Activation::relu) return z < Number(0) ? Number(0) : z;
  return activation == Activation::tanh ? std::tanh(z) : z;
}

/** The derivative by z, from the output a. That of relu at 0 is taken as 0. */
template <typename Number>
Number activation_slope(Activation activation, Number a) {
  if (activation == Activation::relu) return a > Number(0) ? Number(1) : Number(0);
  return activation == Activation::tanh ? Number(1) - a * a : Number(1);
}

template <typename Number>
std::vector<Number> dense_forward(const DenseShape& s, const Number* parameters, const Number* input) {
  const Number* W = parameters;
  const Number* b = W + s.input_size * s.units;
  std::vector<Number> output(s.batch * s.units);
  for (std::size_t n = 0; n < s.batch; ++n) {
    for (std::size_t j = 0; j < s.units; ++j) {
      Number z = b[j];
      for (std::size_t k = 0; k < s.input_size; ++k) z += input[n * s.input_size + k] * W[k * s.units + j];
      output[n * s.units + j] = activate(s.activation, z);
    }
  }
  return output;
}

/** Adds to `parameter_gradient`; writes `input_gradient`. */
template <typename Number>
void dense_backward(const DenseShape& s, const Number* parameters, const Number* input, const Number* output,
                    const Number* output_gradient, Number* parameter_gradient, Number* input_gradient) {
  const Number* W = parameters;
  Number* dW = parameter_gradient;
  Number* db = dW + s.input_size * s.units;
  for (std::size_t n = 0; n < s.batch; ++n) {
    for (std::size_t k = 0; k < s.input_size; ++k) input_gradient[n * s.input_size + k] = Number(0);
    for (std::size_t j = 0; j < s.units; ++j) {
      const std::size_t at = n * s.units + j;
      const Number dz = output_gradient[at] * activation_slope(s.activation, output[at]);
      db[j] += dz;
      for (std::size_t k = 0; k < s.input_size; ++k) {
        dW[k * s.units + j] += input[n * s.input_size + k] * dz;
        input_gradient[n * s.input_size + k] += W[k * s.units + j] * dz;
      }
    }
  }
}

}  // namespace almanac::reference
