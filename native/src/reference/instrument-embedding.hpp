// Specification of the embedding of instruments (entity embeddings; Guo and Berkhahn 2016): one learned vector for each
// instrument, joined to every step. The last column of the input is the place k of the instrument, a whole number.
//   y_t = [x_t, E_k]
// Shapes: input [rows, features + 1], E [instruments, units], output [rows, features + units].
// Backward: dE_k is the sum of the gradients of its rows. The input is data, and has no gradient.
#pragma once

#include <cstddef>
#include <vector>

namespace almanac::reference {

struct InstrumentEmbeddingShape {
  std::size_t rows, input_size, units;  // input_size = features + 1
};

template <typename Number>
std::vector<Number> instrument_embedding_forward(const InstrumentEmbeddingShape& s, const Number* embedding,
                                                 const std::vector<Number>& input) {
  std::vector<Number> output;
  for (std::size_t r = 0; r < s.rows; ++r) {
    const Number* x = input.data() + r * s.input_size;
    output.insert(output.end(), x, x + s.input_size - 1);
    const Number* e = embedding + static_cast<std::size_t>(x[s.input_size - 1]) * s.units;
    output.insert(output.end(), e, e + s.units);
  }
  return output;
}

/** Adds to d_embedding. */
template <typename Number>
void instrument_embedding_backward(const InstrumentEmbeddingShape& s, const std::vector<Number>& input,
                                   const std::vector<Number>& output_gradient, Number* d_embedding) {
  const std::size_t width = s.input_size - 1 + s.units;
  for (std::size_t r = 0; r < s.rows; ++r) {
    const std::size_t k = static_cast<std::size_t>(input[(r + 1) * s.input_size - 1]);
    for (std::size_t u = 0; u < s.units; ++u)
      d_embedding[k * s.units + u] += output_gradient[r * width + s.input_size - 1 + u];
  }
}

}  // namespace almanac::reference
