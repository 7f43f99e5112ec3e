// Fast dense layer; formulas in reference/dense.hpp, shapes in kernels.hpp.
#pragma once

#include "../kernels.hpp"
#include "matrix-product.hpp"
#include "squash.hpp"

namespace almanac {
namespace {

/** One row of sums becomes one of outputs. */
ALMANAC_INLINE void dense_activate(Activation activation, std::size_t units, const float* ALMANAC_RESTRICT bias,
                                   float* ALMANAC_RESTRICT output) {
  if (activation == Activation::tanh) {
    for_each_lane(units, [&](auto at) { at.put(output, tanh_of(at(output) + at(bias))); });
  } else if (activation == Activation::relu) {
    ALMANAC_INDEPENDENT
    for (std::size_t u = 0; u < units; ++u) {
      const float z = output[u] + bias[u];
      output[u] = z < 0.0f ? 0.0f : z;
    }
  } else {
    ALMANAC_INDEPENDENT
    for (std::size_t u = 0; u < units; ++u) output[u] += bias[u];
  }
}

/** The gradient of the outputs becomes that of the sums. */
ALMANAC_INLINE void dense_activate_backward(Activation activation, std::size_t count,
                                            const float* ALMANAC_RESTRICT output, float* ALMANAC_RESTRICT gradient) {
  if (activation == Activation::tanh) {
    ALMANAC_INDEPENDENT
    for (std::size_t i = 0; i < count; ++i) gradient[i] *= 1.0f - output[i] * output[i];
  } else if (activation == Activation::relu) {
    ALMANAC_INDEPENDENT
    for (std::size_t i = 0; i < count; ++i) gradient[i] = output[i] > 0.0f ? gradient[i] : 0.0f;
  }
}

void dense_forward(const DenseForward& p) {
  multiply_long(p.stop, p.batch, p.input_size, p.units, p.input, p.input_size, p.packed, p.output, p.units, Store::overwrite);
  for (std::size_t n = 0; n < p.batch; ++n) dense_activate(p.activation, p.units, p.bias, p.output + n * p.units);
}

void dense_backward(const DenseBackward& p) {
  dense_activate_backward(p.activation, p.batch * p.units, p.output, p.output_gradient);
  for_each_panel(p.stop, p.output_gradient, p.units, p.batch, p.units, p.panel,
                 [&](const float* panel, std::size_t j, std::size_t columns) {
                   add_transposed_product(p.stop, p.batch, p.input_size, p.input, p.input_size, panel, columns,
                                          p.weights_gradient + j, p.units);
                   if (p.bias_gradient != nullptr) add_column_sums(panel, p.batch, columns, p.bias_gradient + j);
                 });
  if (p.input_gradient != nullptr)
    multiply_long(p.stop, p.batch, p.units, p.input_size, p.output_gradient, p.units, p.packed_transposed, p.input_gradient,
             p.input_size, p.add_to_input_gradient ? Store::accumulate : Store::overwrite);
}

}  // namespace
}  // namespace almanac
