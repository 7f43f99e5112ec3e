// Fast LSTM; formulas and notation in reference/lstm.hpp, shapes in kernels.hpp.
//
// Forward: one product x W for all steps at once, then per step h_{t-1} U and the fused gates.
// Backward: per step the gates and dz_t U^T, then one product each over batch * time for dW, dU and dx.
#pragma once

#include "../kernels.hpp"
#include "direction.hpp"
#include "matrix-product.hpp"
#include "squash.hpp"

namespace almanac {
namespace {

/** One row: gates z [4, units] before and after the non-linearities. */
ALMANAC_INLINE void lstm_cell_forward(std::size_t units, const float* ALMANAC_RESTRICT bias,
                                      const float* ALMANAC_RESTRICT previous_cell, float* ALMANAC_RESTRICT gates,
                                      float* ALMANAC_RESTRICT cell, float* ALMANAC_RESTRICT cell_tanh,
                                      float* ALMANAC_RESTRICT hidden) {
  ALMANAC_INDEPENDENT
  for (std::size_t u = 0; u < units; ++u) {
    const float i = sigmoid_of(gates[u] + bias[u]);
    const float f = sigmoid_of(gates[units + u] + bias[units + u]);
    const float g = tanh_of(gates[2 * units + u] + bias[2 * units + u]);
    const float o = sigmoid_of(gates[3 * units + u] + bias[3 * units + u]);
    const float c = f * previous_cell[u] + i * g;
    const float squashed = tanh_of(c);
    gates[u] = i;
    gates[units + u] = f;
    gates[2 * units + u] = g;
    gates[3 * units + u] = o;
    cell[u] = c;
    cell_tanh[u] = squashed;
    hidden[u] = o * squashed;
  }
}

/** One row: gates [4, units] become their gradient dz, `cell_gradient` that of the step before. */
ALMANAC_INLINE void lstm_cell_backward(std::size_t units, const float* ALMANAC_RESTRICT previous_cell,
                                       const float* ALMANAC_RESTRICT cell_tanh,
                                       const float* ALMANAC_RESTRICT hidden_gradient, float* ALMANAC_RESTRICT gates,
                                       float* ALMANAC_RESTRICT cell_gradient) {
  ALMANAC_INDEPENDENT
  for (std::size_t u = 0; u < units; ++u) {
    const float i = gates[u], f = gates[units + u], g = gates[2 * units + u], o = gates[3 * units + u];
    const float squashed = cell_tanh[u];
    const float dh = hidden_gradient[u];
    const float dc = cell_gradient[u] + dh * o * (1.0f - squashed * squashed);
    gates[u] = dc * g * i * (1.0f - i);
    gates[units + u] = dc * previous_cell[u] * f * (1.0f - f);
    gates[2 * units + u] = dc * i * (1.0f - g * g);
    gates[3 * units + u] = dh * squashed * o * (1.0f - o);
    cell_gradient[u] = dc * f;
  }
}

void lstm_forward(const LstmForward& p) {
  const std::size_t H = p.units, width = 4 * H;
  multiply(p.time * p.batch, p.input_size, width, p.input, p.input_size, p.packed_input, p.gates, width,
           Store::overwrite);
  for (std::size_t i = 0; i < p.time; ++i) {
    const std::size_t now = nth_step(i, p.time, p.reverse) * p.batch;
    const std::size_t before = i > 0 ? nth_step(i - 1, p.time, p.reverse) * p.batch : 0;
    float* gates = p.gates + now * width;
    if (i > 0)
      multiply(p.batch, H, width, p.hidden + before * p.hidden_stride, p.hidden_stride, p.packed_recurrent, gates,
               width, Store::accumulate);
    for (std::size_t n = 0; n < p.batch; ++n)
      lstm_cell_forward(H, p.bias, i > 0 ? p.cell + (before + n) * H : p.zeros, gates + n * width,
                        p.cell + (now + n) * H, p.cell_tanh + (now + n) * H, p.hidden + (now + n) * p.hidden_stride);
  }
}

void lstm_backward(const LstmBackward& p) {
  const std::size_t H = p.units, width = 4 * H, rows = p.time * p.batch, stride = p.hidden_stride;
  for (std::size_t j = 0; j < p.batch * H; ++j) p.cell_gradient[j] = 0.0f;

  for (std::size_t i = p.time; i-- > 0;) {
    const std::size_t now = nth_step(i, p.time, p.reverse) * p.batch;
    const std::size_t before = i > 0 ? nth_step(i - 1, p.time, p.reverse) * p.batch : 0;
    const float* hidden_gradient = p.every_step ? p.hidden_gradient + now * stride : p.hidden_gradient;
    float* gates = p.gates + now * width;
    for (std::size_t n = 0; n < p.batch; ++n)
      lstm_cell_backward(H, i > 0 ? p.cell + (before + n) * H : p.zeros, p.cell_tanh + (now + n) * H,
                         hidden_gradient + n * stride, gates + n * width, p.cell_gradient + n * H);
    if (i > 0)
      multiply(p.batch, width, H, gates, width, p.packed_recurrent_transposed,
               p.every_step ? p.hidden_gradient + before * stride : p.hidden_gradient, stride,
               p.every_step ? Store::accumulate : Store::overwrite);
  }

  float* dW = p.weights_gradient;
  float* dU = dW + p.input_size * width;
  float* db = dU + H * width;
  const Meeting meeting = meet_step_before(p.batch, p.reverse);
  for (std::size_t j = 0; j < width; j += panel_width) {
    const std::size_t columns = width - j < panel_width ? width - j : panel_width;
    pack_panel(p.gates, rows, width, j, p.panel);
    multiply_panel<Layout::transposed>(p.input_size, rows, p.input, p.input_size, p.panel, columns, dW + j, width,
                                       Store::accumulate);
    multiply_panel<Layout::transposed>(H, rows - p.batch, p.hidden + meeting.before * stride, stride,
                                       p.panel + meeting.now * panel_width, columns, dU + j, width,
                                       Store::accumulate);
    add_column_sums(p.panel, rows, columns, db + j);
  }
  if (p.input_gradient != nullptr)
    multiply(rows, width, p.input_size, p.gates, width, p.packed_input_transposed, p.input_gradient, p.input_size,
             p.add_input_gradient ? Store::accumulate : Store::overwrite);
}

}  // namespace
}  // namespace almanac
