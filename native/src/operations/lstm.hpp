// Fast LSTM; formulas and notation in reference/lstm.hpp, shapes in kernels.hpp.
//
// Forward: per step one product [x_t h_{t-1}] [W; U], which reads both where they lie, and the fused gates.
// Backward: per step the gates and dz_t U^T, then one product each over batch * time for dW, dU and dx.
#pragma once

#include "../kernels.hpp"
#include "direction.hpp"
#include "matrix-product.hpp"
#include "squash.hpp"

namespace almanac {
namespace {

/** One row: gates z [4, units] before and after the non-linearities. */
ALMANAC_INLINE void lstm_cell_forward(std::size_t units, const float* bias, const float* previous_cell, float* gates,
                                      float* cell, float* cell_tanh, float* hidden) {
  for_each_lane(units, [&](auto at) {
    const auto gate = [&](std::size_t k) { return at(gates + k * units) + at(bias + k * units); };
    const auto i = sigmoid_of(gate(0)), f = sigmoid_of(gate(1)), g = tanh_of(gate(2)), o = sigmoid_of(gate(3));
    const auto c = f * at(previous_cell) + i * g;
    const auto squashed = tanh_of(c);
    at.put(gates, i);
    at.put(gates + units, f);
    at.put(gates + 2 * units, g);
    at.put(gates + 3 * units, o);
    at.put(cell, c);
    at.put(cell_tanh, squashed);
    at.put(hidden, o * squashed);
  });
}

/** One row: gates [4, units] become their gradient dz, `cell_gradient` that of the step before. */
ALMANAC_INLINE void lstm_cell_backward(std::size_t units, const float* previous_cell, const float* cell_tanh,
                                       const float* hidden_gradient, float* gates, float* cell_gradient) {
  for_each_lane(units, [&](auto at) {
    const auto i = at(gates), f = at(gates + units), g = at(gates + 2 * units), o = at(gates + 3 * units);
    const auto squashed = at(cell_tanh), dh = at(hidden_gradient);
    const auto dc = at(cell_gradient) + dh * o * (1.0f - squashed * squashed);
    at.put(gates, dc * g * i * (1.0f - i));
    at.put(gates + units, dc * at(previous_cell) * f * (1.0f - f));
    at.put(gates + 2 * units, dc * i * (1.0f - g * g));
    at.put(gates + 3 * units, dh * squashed * o * (1.0f - o));
    at.put(cell_gradient, dc * f);
  });
}

void lstm_forward(const LstmForward& p) {
  const std::size_t H = p.units, width = 4 * H;
  for (std::size_t i = 0; i < p.time && !is_raised(p.stop); ++i) {
    const std::size_t now = nth_step(i, p.time, p.reverse) * p.batch;
    const std::size_t before = i > 0 ? nth_step(i - 1, p.time, p.reverse) * p.batch : 0;
    float* gates = p.gates + now * width;
    const Factor input{p.input + now * p.input_size, p.input_size, p.input_size};
    const Factor state{p.hidden + before * p.hidden_stride, p.hidden_stride, i > 0 ? H : 0};
    multiply_joined(p.batch, p.input_size + H, width, input, state, p.packed, gates, width, Store::overwrite);
    for (std::size_t n = 0; n < p.batch; ++n)
      lstm_cell_forward(H, p.bias, i > 0 ? p.cell + (before + n) * H : p.zeros, gates + n * width,
                        p.cell + (now + n) * H, p.cell_tanh + (now + n) * H, p.hidden + (now + n) * p.hidden_stride);
  }
}

void lstm_backward(const LstmBackward& p) {
  const std::size_t H = p.units, width = 4 * H, rows = p.time * p.batch, stride = p.hidden_stride;
  for (std::size_t j = 0; j < p.batch * H; ++j) p.cell_gradient[j] = 0.0f;

  for (std::size_t i = p.time; i-- > 0 && !is_raised(p.stop);) {
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
  for_each_panel(p.stop, p.gates, width, rows, width, p.panel, [&](const float* panel, std::size_t j, std::size_t columns) {
    add_transposed_product(p.stop, rows, p.input_size, p.input, p.input_size, panel, columns, dW + j, width);
    add_transposed_product(p.stop, rows - p.batch, H, p.hidden + meeting.before * stride, stride,
                           panel + meeting.now * whole_vectors(columns), columns, dU + j, width);
    add_column_sums(panel, rows, columns, db + j);
  });
  if (p.input_gradient != nullptr)
    multiply_long(p.stop, rows, width, p.input_size, p.gates, width, p.packed_input_transposed, p.input_gradient, p.input_size,
             p.add_input_gradient ? Store::accumulate : Store::overwrite);
}

}  // namespace
}  // namespace almanac
