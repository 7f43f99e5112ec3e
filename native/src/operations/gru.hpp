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
ALMANAC_INLINE void gru_cell_forward(std::size_t units, const float* bias, const float* recurrent_bias,
                                     const float* product, const float* previous_hidden, float* gates,
                                     float* recurrent, float* hidden) {
  for_each_lane(units, [&](auto at) {
    const auto sum = [&](std::size_t k) { return at(gates + k * units) + at(bias + k * units); };
    const auto z = sigmoid_of(sum(0) + at(product)), r = sigmoid_of(sum(1) + at(product + units));
    const auto a = at(product + 2 * units) + at(recurrent_bias);
    const auto n = tanh_of(sum(2) + r * a);
    at.put(gates, z);
    at.put(gates + units, r);
    at.put(gates + 2 * units, n);
    at.put(recurrent, a);
    at.put(hidden, (1.0f - z) * n + z * at(previous_hidden));
  });
}

/**
 * One row: gates become [dz dr dn], `recurrent` becomes da, `hidden_gradient` becomes what the update gate hands on
 * to the step before without a matrix.
 */
ALMANAC_INLINE void gru_cell_backward(std::size_t units, const float* previous_hidden, float* gates, float* recurrent,
                                      float* hidden_gradient) {
  for_each_lane(units, [&](auto at) {
    const auto z = at(gates), r = at(gates + units), n = at(gates + 2 * units);
    const auto a = at(recurrent), dh = at(hidden_gradient);
    const auto dn = dh * (1.0f - z) * (1.0f - n * n);
    at.put(gates, dh * (at(previous_hidden) - n) * z * (1.0f - z));
    at.put(gates + units, dn * a * r * (1.0f - r));
    at.put(gates + 2 * units, dn);
    at.put(recurrent, dn * r);
    at.put(hidden_gradient, dh * z);
  });
}

void gru_forward(const GruForward& p) {
  const std::size_t H = p.units, width = 3 * H;
  multiply_long(p.stop, p.time * p.batch, p.input_size, width, p.input, p.input_size, p.packed_input, p.gates, width,
           Store::overwrite);
  for (std::size_t i = 0; i < p.time && !is_raised(p.stop); ++i) {
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

void gru_backward(const GruBackward& p) {
  const std::size_t H = p.units, width = 3 * H, rows = p.time * p.batch, stride = p.hidden_stride;

  for (std::size_t i = p.time; i-- > 0 && !is_raised(p.stop);) {
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
    // [dz dr da] U^T: dz and dr are the front of the rows of `gates`.
    multiply_joined(p.batch, width, H, {gates, width, 2 * H}, {recurrent, H, H}, p.packed_recurrent_transposed, target,
                    stride, Store::accumulate);
  }

  float* dW = p.weights_gradient;
  float* dU = dW + p.input_size * width;
  float* db = dU + H * width;
  float* dbR = db + width;
  const Meeting meeting = meet_step_before(p.batch, p.reverse);
  const float* before = p.hidden + meeting.before * stride;
  // What x W and h U add to the gates have the same gradient in z and r; in the candidate each has its own.
  const auto add_input = [&](const float* panel, std::size_t first, std::size_t columns) {
    add_transposed_product(p.stop, rows, p.input_size, p.input, p.input_size, panel, columns, dW + first, width);
  };
  const auto add_recurrent = [&](const float* panel, std::size_t first, std::size_t columns) {
    add_transposed_product(p.stop, rows - p.batch, H, before, stride, panel + meeting.now * whole_vectors(columns), columns,
                           dU + first, width);
  };
  for_each_panel(p.stop, p.gates, width, rows, 2 * H, p.panel, [&](const float* panel, std::size_t j, std::size_t columns) {
    add_input(panel, j, columns);
    add_recurrent(panel, j, columns);
    add_column_sums(panel, rows, columns, db + j);
  });
  for_each_panel(p.stop, p.gates + 2 * H, width, rows, H, p.panel, [&](const float* panel, std::size_t j, std::size_t columns) {
    add_input(panel, 2 * H + j, columns);
    add_column_sums(panel, rows, columns, db + 2 * H + j);
  });
  for_each_panel(p.stop, p.recurrent, H, rows, H, p.panel, [&](const float* panel, std::size_t j, std::size_t columns) {
    add_recurrent(panel, 2 * H + j, columns);
    add_column_sums(panel, rows, columns, dbR + j);
  });
  if (p.input_gradient != nullptr)
    multiply_long(p.stop, rows, width, p.input_size, p.gates, width, p.packed_input_transposed, p.input_gradient, p.input_size,
             p.add_input_gradient ? Store::accumulate : Store::overwrite);
}

}  // namespace
}  // namespace almanac
