// Specification of one encoder block of the Transformer (Vaswani et al. 2017), normalised before each branch (Xiong
// et al. 2020, "On Layer Normalization in the Transformer Architecture"):
//
//   z1 = LN1(x)                                                      reference/layer-norm.hpp
//   x1 = x + D1(attention(z1 Wq + bq, z1 Wk + bk, z1 Wv + bv) Wo + bo)    reference/attention.hpp
//   z2 = LN2(x1)
//   y = x1 + D2(relu(z2 W1 + b1) W2 + b2)
//
// D1 and D2: dropout (reference/dropout.hpp) with the streams `stream` and `stream + 1`.
// Shapes: x, y [batch, time, units]; parameters in this order: g1 [units], be1, Wq [units, units], bq [units], Wk, bk,
// Wv, bv, Wo, bo, g2, be2, W1 [units, feed_forward], b1 [feed_forward], W2 [feed_forward, units], b2 [units].
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "attention.hpp"
#include "dense.hpp"
#include "dropout.hpp"
#include "layer-norm.hpp"

namespace almanac::reference {

struct TransformerEncoderShape {
  std::size_t batch, time, units, heads, feed_forward;

  std::size_t rows() const { return batch * time; }
  DenseShape projection() const { return {rows(), units, units, Activation::linear}; }
  DenseShape widening() const { return {rows(), units, feed_forward, Activation::relu}; }
  DenseShape narrowing() const { return {rows(), feed_forward, units, Activation::linear}; }
  LayerNormShape norm() const { return {rows(), units}; }
  AttentionShape attention() const { return {batch, time, units, heads}; }

  std::size_t parameter_count() const {
    return 2 * norm().parameter_count() + 4 * projection().parameter_count() + widening().parameter_count() +
           narrowing().parameter_count();
  }
};

/** Where each part's parameters lie. */
struct TransformerEncoderParts {
  std::size_t norm1, query, key, value, output, norm2, widening, narrowing;

  explicit TransformerEncoderParts(const TransformerEncoderShape& s) {
    const std::size_t projection = s.projection().parameter_count();
    norm1 = 0;
    query = s.norm().parameter_count();
    key = query + projection;
    value = key + projection;
    output = value + projection;
    norm2 = output + projection;
    widening = norm2 + s.norm().parameter_count();
    narrowing = widening + s.widening().parameter_count();
  }
};

/** D1 and D2, or nothing where `training` is false. */
struct TransformerEncoderDropout {
  bool training;
  DropoutMask first, second;

  template <typename Number>
  std::vector<Number> apply(const DropoutMask& mask, const std::vector<Number>& values) const {
    return training ? dropout_apply(mask, values) : values;
  }
};

/** The names of the formulas above. */
template <typename Number>
struct TransformerEncoderTrace {
  std::vector<Number> z1, Q, K, V, x1, z2, widened, y;
  AttentionTrace<Number> attention;
};

template <typename Number>
std::vector<Number> sum_of(std::vector<Number> a, const std::vector<Number>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  return a;
}

template <typename Number>
TransformerEncoderTrace<Number> transformer_encoder_forward(const TransformerEncoderShape& s,
                                                            const TransformerEncoderDropout& dropout,
                                                            const Number* parameters,
                                                            const std::vector<Number>& input) {
  const TransformerEncoderParts at(s);
  TransformerEncoderTrace<Number> trace;
  trace.z1 = layer_norm_forward(s.norm(), parameters + at.norm1, input.data());
  trace.Q = dense_forward(s.projection(), parameters + at.query, trace.z1.data());
  trace.K = dense_forward(s.projection(), parameters + at.key, trace.z1.data());
  trace.V = dense_forward(s.projection(), parameters + at.value, trace.z1.data());
  trace.attention = attention_forward(s.attention(), trace.Q, trace.K, trace.V);
  const auto attended = dense_forward(s.projection(), parameters + at.output, trace.attention.output.data());
  trace.x1 = sum_of(input, dropout.apply(dropout.first, attended));
  trace.z2 = layer_norm_forward(s.norm(), parameters + at.norm2, trace.x1.data());
  trace.widened = dense_forward(s.widening(), parameters + at.widening, trace.z2.data());
  const auto fed = dense_forward(s.narrowing(), parameters + at.narrowing, trace.widened.data());
  trace.y = sum_of(trace.x1, dropout.apply(dropout.second, fed));
  return trace;
}

/** Adds to `parameter_gradient`; returns the gradient of the input. */
template <typename Number>
std::vector<Number> transformer_encoder_backward(const TransformerEncoderShape& s,
                                                 const TransformerEncoderDropout& dropout, const Number* parameters,
                                                 const std::vector<Number>& input,
                                                 const TransformerEncoderTrace<Number>& trace,
                                                 const std::vector<Number>& dy, Number* parameter_gradient) {
  const TransformerEncoderParts at(s);
  const std::size_t size = input.size();
  const std::vector<Number> unused(size);  // a linear layer's output has no part in its gradient

  const auto dfed = dropout.apply(dropout.second, dy);
  std::vector<Number> dwidened(trace.widened.size()), dz2(size), from_branch(size);
  dense_backward(s.narrowing(), parameters + at.narrowing, trace.widened.data(), unused.data(), dfed.data(),
                 parameter_gradient + at.narrowing, dwidened.data());
  dense_backward(s.widening(), parameters + at.widening, trace.z2.data(), trace.widened.data(), dwidened.data(),
                 parameter_gradient + at.widening, dz2.data());
  layer_norm_backward(s.norm(), parameters + at.norm2, trace.x1.data(), dz2.data(), parameter_gradient + at.norm2,
                      from_branch.data());
  const auto dx1 = sum_of(dy, from_branch);

  const auto dattended = dropout.apply(dropout.first, dx1);
  std::vector<Number> dcontext(size), dQ(size), dK(size), dV(size);
  dense_backward(s.projection(), parameters + at.output, trace.attention.output.data(), unused.data(),
                 dattended.data(), parameter_gradient + at.output, dcontext.data());
  attention_backward(s.attention(), trace.Q, trace.K, trace.V, trace.attention, dcontext, dQ, dK, dV);
  const auto back_to_z1 = [&](std::size_t part, const std::vector<Number>& gradient) {
    std::vector<Number> result(size);
    dense_backward(s.projection(), parameters + part, trace.z1.data(), unused.data(), gradient.data(),
                   parameter_gradient + part, result.data());
    return result;
  };
  const auto dz1 = sum_of(sum_of(back_to_z1(at.query, dQ), back_to_z1(at.key, dK)), back_to_z1(at.value, dV));
  layer_norm_backward(s.norm(), parameters + at.norm1, input.data(), dz1.data(), parameter_gradient + at.norm1,
                      from_branch.data());
  return sum_of(dx1, from_branch);
}

}  // namespace almanac::reference
