// Fast temporal attention; formulas and notation in reference/temporal-attention.hpp, shapes in kernels.hpp.
//
// Forward: one product h W for all steps at once, then row by row tanh and the score, then the weighted sums.
// Backward: row by row the gradient of the scores, then one product each over batch * time for dW and dh. The softmax
// wants the mean of dalpha under alpha; as dalpha_t = dcontext . h_t, that mean is dcontext . context.
#pragma once

#include "../kernels.hpp"
#include "matrix-product.hpp"
#include "squash.hpp"

namespace almanac {
namespace {

/** a . b, summed lane by lane and the lanes in pairs: the order depends on `count` alone. */
ALMANAC_INLINE float dot_product(std::size_t count, const float* a, const float* b) {
  Vector lanes = {};
  std::size_t i = 0;
  for (; i + vector_floats <= count; i += vector_floats) multiply_add(lanes, load(a + i), load(b + i));
  float rest = 0.0f;
  for (; i < count; ++i) rest += a[i] * b[i];
  float lane[vector_floats];
  store(lane, lanes);
  ALMANAC_UNROLL
  for (std::size_t half = vector_floats / 2; half > 0; half /= 2)
    for (std::size_t v = 0; v < half; ++v) lane[v] += lane[v + half];
  return lane[0] + rest;
}

/** `values` [time, batch] become their softmax over time, sample by sample. */
void softmax_over_time(std::size_t time, std::size_t batch, float* values) {
  for (std::size_t n = 0; n < batch; ++n) {
    float largest = values[n];
    for (std::size_t t = 1; t < time; ++t) largest = values[t * batch + n] > largest ? values[t * batch + n] : largest;
    for (std::size_t t = 0; t < time; ++t) values[t * batch + n] -= largest;
  }
  for_each_lane(time * batch, [&](auto at) { at.put(values, exponential_of(at(values))); });
  for (std::size_t n = 0; n < batch; ++n) {
    float sum = 0.0f;
    for (std::size_t t = 0; t < time; ++t) sum += values[t * batch + n];
    const float scale = 1.0f / sum;
    for (std::size_t t = 0; t < time; ++t) values[t * batch + n] *= scale;
  }
}

/** One sample: the sum of the rows of `input` [time, width], `batch` rows apart, by their weights. */
ALMANAC_INLINE void sum_by_attention(std::size_t time, std::size_t batch, std::size_t width,
                                     const float* ALMANAC_RESTRICT attention, const float* ALMANAC_RESTRICT input,
                                     float* ALMANAC_RESTRICT context) {
  std::size_t k = 0;
  for (; k + vector_floats <= width; k += vector_floats) {
    Vector sum = {};
    for (std::size_t t = 0; t < time; ++t)
      multiply_add(sum, attention[t * batch], load(input + t * batch * width + k));
    store(context + k, sum);
  }
  for (; k < width; ++k) {
    float sum = 0.0f;
    for (std::size_t t = 0; t < time; ++t) sum += attention[t * batch] * input[t * batch * width + k];
    context[k] = sum;
  }
}

ALMANAC_INLINE void squash_row(std::size_t units, const float* bias, float* squashed) {
  for_each_lane(units, [&](auto at) { at.put(squashed, tanh_of(at(squashed) + at(bias))); });
}

/** One row: `squashed` becomes the gradient of h W + b. */
ALMANAC_INLINE void score_backward(std::size_t units, float score_gradient, const float* ALMANAC_RESTRICT scorer,
                                   float* ALMANAC_RESTRICT squashed, float* ALMANAC_RESTRICT scorer_gradient) {
  ALMANAC_INDEPENDENT
  for (std::size_t u = 0; u < units; ++u) {
    const float a = squashed[u];
    scorer_gradient[u] += score_gradient * a;
    squashed[u] = score_gradient * scorer[u] * (1.0f - a * a);
  }
}

void temporal_attention_forward(const TemporalAttentionForward& p) {
  const std::size_t D = p.input_size, rows = p.time * p.batch;
  multiply_long(p.stop, rows, D, p.units, p.input, D, p.packed_input, p.squashed, p.units, Store::overwrite);
  for (std::size_t row = 0; row < rows; ++row) {
    squash_row(p.units, p.bias, p.squashed + row * p.units);
    p.attention[row] = dot_product(p.units, p.squashed + row * p.units, p.scorer);
  }
  softmax_over_time(p.time, p.batch, p.attention);
  const float* last = p.input + (rows - p.batch) * D;
  for (std::size_t n = 0; n < p.batch; ++n) {
    float* output = p.output + n * 2 * D;
    sum_by_attention(p.time, p.batch, D, p.attention + n, p.input + n * D, output);
    for (std::size_t k = 0; k < D; ++k) output[D + k] = last[n * D + k];
  }
}

void temporal_attention_backward(const TemporalAttentionBackward& p) {
  const std::size_t D = p.input_size, H = p.units, rows = p.time * p.batch;
  for (std::size_t u = 0; u < H; ++u) p.scorer_gradient[u] = 0.0f;
  for (std::size_t n = 0; n < p.batch; ++n) {
    const float* context_gradient = p.output_gradient + n * 2 * D;
    const float mean = dot_product(D, context_gradient, p.output + n * 2 * D);
    for (std::size_t row = n; row < rows; row += p.batch) {
      const float gradient = dot_product(D, context_gradient, p.input + row * D) - mean;
      score_backward(H, p.attention[row] * gradient, p.scorer, p.squashed + row * H, p.scorer_gradient);
    }
  }

  float* dW = p.weights_gradient;
  float* db = dW + D * H;
  float* du = db + H;
  for_each_panel(p.stop, p.squashed, H, rows, H, p.panel, [&](const float* panel, std::size_t j, std::size_t columns) {
    add_transposed_product(p.stop, rows, D, p.input, D, panel, columns, dW + j, H);
    add_column_sums(panel, rows, columns, db + j);
  });
  for (std::size_t u = 0; u < H; ++u) du[u] += p.scorer_gradient[u];
  if (p.input_gradient == nullptr) return;

  // What h sends through its score, then as a part of the context, then as the last step.
  multiply_long(p.stop, rows, H, D, p.squashed, H, p.packed_input_transposed, p.input_gradient, D, Store::overwrite);
  for (std::size_t row = 0; row < rows; ++row) {
    const float* ALMANAC_RESTRICT context_gradient = p.output_gradient + row % p.batch * 2 * D;
    float* ALMANAC_RESTRICT target = p.input_gradient + row * D;
    const float attention = p.attention[row];
    ALMANAC_INDEPENDENT
    for (std::size_t k = 0; k < D; ++k) target[k] += attention * context_gradient[k];
  }
  float* last = p.input_gradient + (rows - p.batch) * D;
  for (std::size_t n = 0; n < p.batch; ++n)
    for (std::size_t k = 0; k < D; ++k) last[n * D + k] += p.output_gradient[(2 * n + 1) * D + k];
}

}  // namespace
}  // namespace almanac
