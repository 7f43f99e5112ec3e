// Fast dense layer; formulas in reference/dense.hpp, shapes in kernels.hpp.
#pragma once

#include "../kernels.hpp"
#include "matrix-product.hpp"

namespace almanac {
namespace {

void dense_forward(const DenseForward& p) {
  multiply(p.batch, p.input_size, p.units, p.input, p.input_size, p.packed, p.output, p.units, Store::overwrite);
  for (std::size_t n = 0; n < p.batch; ++n) {
    float* ALMANAC_RESTRICT output = p.output + n * p.units;
    for (std::size_t u = 0; u < p.units; ++u) {
      const float z = output[u] + p.bias[u];
      output[u] = p.relu && z < 0.0f ? 0.0f : z;
    }
  }
}

void dense_backward(const DenseBackward& p) {
  if (p.relu)
    for (std::size_t i = 0; i < p.batch * p.units; ++i)
      if (!(p.output[i] > 0.0f)) p.output_gradient[i] = 0.0f;
  float* dW = p.weights_gradient;
  float* db = dW + p.input_size * p.units;
  for (std::size_t j = 0; j < p.units; j += panel_width) {
    const std::size_t columns = p.units - j < panel_width ? p.units - j : panel_width;
    pack_panel(p.output_gradient, p.batch, p.units, j, p.panel);
    multiply_panel<Layout::transposed>(p.input_size, p.batch, p.input, p.input_size, p.panel, columns, dW + j, p.units,
                                       Store::accumulate);
    add_column_sums(p.panel, p.batch, columns, db + j);
  }
  if (p.input_gradient != nullptr)
    multiply(p.batch, p.units, p.input_size, p.output_gradient, p.units, p.packed_transposed, p.input_gradient,
             p.input_size, Store::overwrite);
}

}  // namespace
}  // namespace almanac
