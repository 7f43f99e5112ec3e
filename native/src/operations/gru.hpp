// Fast GRU; formulas and notation in reference/gru.hpp, shapes in kernels.hpp.
//
// Forward: one product x W for all steps at once, then per step h_{t-1} U and the fused gates.
// Backward: per step the gates and what they send through U^T, then one product each over batch * time for dW, dU
// and dx. The gradient of x W + b is [dz dr dn] and that of h U is [dz dr da], so what has to do with the candidate
// is done apart in dU.
#pragma once

#include "../kernels.hpp"
#include "direction.hpp"
#include "matrix-product.hpp"
#include "squash.hpp"

namespace almanac {
namespace {

/** One row: gates hold x W and become z, r, n; `product` is h_{t-1} U [3, units]; `recurrent` receives a. */
ALMANAC_INLINE void gru_cell_forward(std::size_t units, const float* ALMANAC_RESTRICT bias,
                                     const float* ALMANAC_RESTRICT recurrent_bias,
                                     const float* ALMANAC_RESTRICT product,
                                     const float* ALMANAC_RESTRICT previous_hidden, float* ALMANAC_RESTRICT gates,
                                     float* ALMANAC_RESTRICT recurrent, float* ALMANAC_RESTRICT hidden) {
  ALMANAC_INDEPENDENT
  for (std::size_t u = 0; u < units; ++u) {
    const float z = sigmoid_of(gates[u] + product[u] + bias[u]);
    const float r = sigmoid_of(gates[units + u] + product[units + u] + bias[units + u]);
    const float a = product[2 * units + u] + recurrent_bias[u];
    const float n = tanh_of(gates[2 * units + u] + bias[2 * units + u] + r * a);
    gates[u] = z;
    gates[units + u] = r;
    gates[2 * units + u] = n;
    recurrent[u] = a;
    hidden[u] = (1.0f - z) * n + z * previous_hidden[u];
  }
}

/**
 * One row: gates become [dz dr dn], `recurrent` becomes da, `hidden_gradient` becomes what the update gate hands on
 * to the step before without a matrix.
 */
ALMANAC_INLINE void gru_cell_backward(std::size_t units, const float* ALMANAC_RESTRICT previous_hidden,
                                      float* ALMANAC_RESTRICT gates, float* ALMANAC_RESTRICT recurrent,
                                      float* ALMANAC_RESTRICT hidden_gradient) {
  ALMANAC_INDEPENDENT
  for (std::size_t u = 0; u < units; ++u) {
    const float z = gates[u], r = gates[units + u], n = gates[2 * units + u];
    const float a = recurrent[u];
    const float dh = hidden_gradient[u];
    const float dn = dh * (1.0f - z) * (1.0f - n * n);
    gates[u] = dh * (previous_hidden[u] - n) * z * (1.0f - z);
    gates[units + u] = dn * a * r * (1.0f - r);
    gates[2 * units + u] = dn;
    recurrent[u] = dn * r;
    hidden_gradient[u] = dh * z;
  }
}

void gru_forward(const GruForward& p) {
  const std::size_t H = p.units, width = 3 * H;
  multiply(p.time * p.batch, p.input_size, width, p.input, p.input_size, p.packed_input, p.gates, width,
           Store::overwrite);
  for (std::size_t i = 0; i < p.time; ++i) {
    const std::size_t now = nth_step(i, p.time, p.reverse) * p.batch;
    const std::size_t before = i > 0 ? nth_step(i - 1, p.time, p.reverse) * p.batch : 0;
    if (i > 0)
      multiply(p.batch, H, width, p.hidden + before * p.hidden_stride, p.hidden_stride, p.packed_recurrent, p.product,
               width, Store::overwrite);
    for (std::size_t n = 0; n < p.batch; ++n)
      gru_cell_forward(H, p.bias, p.recurrent_bias, i > 0 ? p.product + n * width : p.zeros,
                       i > 0 ? p.hidden + (before + n) * p.hidden_stride : p.zeros, p.gates + (now + n) * width,
                       p.recurrent + (now + n) * H, p.hidden + (now + n) * p.hidden_stride);
  }
}

/** `target` [batch, units] += [dz dr da] U^T, [dz dr] being the front of the rows of `gates`; rows as of hidden. */
void gru_multiply_recurrent(const GruBackward& p, const float* gates, const float* recurrent, float* target) {
  const std::size_t H = p.units, width = 3 * H;
  for (std::size_t j = 0; j < H; j += panel_width) {
    const std::size_t columns = H - j < panel_width ? H - j : panel_width;
    const float* panel = p.packed_recurrent_transposed + j * width;
    multiply_panel<Layout::plain>(p.batch, 2 * H, gates, width, panel, columns, target + j, p.hidden_stride,
                                  Store::accumulate);
    multiply_panel<Layout::plain>(p.batch, H, recurrent, H, panel + 2 * H * panel_width, columns, target + j,
                                  p.hidden_stride, Store::accumulate);
  }
}

void gru_backward(const GruBackward& p) {
  const std::size_t H = p.units, width = 3 * H, rows = p.time * p.batch, stride = p.hidden_stride;

  for (std::size_t i = p.time; i-- > 0;) {
    const std::size_t now = nth_step(i, p.time, p.reverse) * p.batch;
    const std::size_t before = i > 0 ? nth_step(i - 1, p.time, p.reverse) * p.batch : 0;
    float* hidden_gradient = p.every_step ? p.hidden_gradient + now * stride : p.hidden_gradient;
    float* gates = p.gates + now * width;
    float* recurrent = p.recurrent + now * H;
    for (std::size_t n = 0; n < p.batch; ++n)
      gru_cell_backward(H, i > 0 ? p.hidden + (before + n) * stride : p.zeros, gates + n * width, recurrent + n * H,
                        hidden_gradient + n * stride);
    if (i == 0) break;
    float* target = hidden_gradient;
    if (p.every_step) {
      target = p.hidden_gradient + before * stride;
      for (std::size_t n = 0; n < p.batch; ++n)
        for (std::size_t u = 0; u < H; ++u) target[n * stride + u] += hidden_gradient[n * stride + u];
    }
    gru_multiply_recurrent(p, gates, recurrent, target);
  }

  float* dW = p.weights_gradient;
  float* dU = dW + p.input_size * width;
  float* db = dU + H * width;
  float* dbR = db + width;
  const Meeting meeting = meet_step_before(p.batch, p.reverse);
  const float* before = p.hidden + meeting.before * stride;
  const float* now = p.panel + meeting.now * panel_width;
  for (std::size_t j = 0; j < 2 * H; j += panel_width) {
    // The last panel may hold columns of the candidate as well; they are not stored.
    const std::size_t columns = 2 * H - j < panel_width ? 2 * H - j : panel_width;
    pack_panel(p.gates, rows, width, j, p.panel);
    multiply_panel<Layout::transposed>(p.input_size, rows, p.input, p.input_size, p.panel, columns, dW + j, width,
                                       Store::accumulate);
    multiply_panel<Layout::transposed>(H, rows - p.batch, before, stride, now, columns, dU + j, width,
                                       Store::accumulate);
    add_column_sums(p.panel, rows, columns, db + j);
  }
  for (std::size_t j = 0; j < H; j += panel_width) {
    const std::size_t columns = H - j < panel_width ? H - j : panel_width;
    pack_panel(p.gates, rows, width, 2 * H + j, p.panel);
    multiply_panel<Layout::transposed>(p.input_size, rows, p.input, p.input_size, p.panel, columns, dW + 2 * H + j,
                                       width, Store::accumulate);
    add_column_sums(p.panel, rows, columns, db + 2 * H + j);
    pack_panel(p.recurrent, rows, H, j, p.panel);
    multiply_panel<Layout::transposed>(H, rows - p.batch, before, stride, now, columns, dU + 2 * H + j, width,
                                       Store::accumulate);
    add_column_sums(p.panel, rows, columns, dbR + j);
  }
  if (p.input_gradient != nullptr)
    multiply(rows, width, p.input_size, p.gates, width, p.packed_input_transposed, p.input_gradient, p.input_size,
             p.add_input_gradient ? Store::accumulate : Store::overwrite);
}

}  // namespace
}  // namespace almanac
