// Specification of the LSTM layer (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000).
//
//   [zi zf zg zo] = x_t W + h_{t-1} U + b              gate order i, f, g, o
//   i = sigmoid(zi)  f = sigmoid(zf)  g = tanh(zg)  o = sigmoid(zo)
//   c_t = f * c_{t-1} + i * g
//   h_t = o * tanh(c_t)                                h_0 = c_0 = 0
//
// Shapes: input [batch, time, input_size], W [input_size, 4 units], U [units, 4 units], b [4 units],
// hidden [batch, time, units]; parameters lie as W, U, b in one vector, matrices row-major.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "sigmoid.hpp"

namespace almanac::reference {

struct LstmShape {
  std::size_t batch, time, input_size, units;

  std::size_t parameter_count() const { return (input_size + units + 1) * 4 * units; }
};

/** What the backward pass needs of the forward pass: every gate, cell and output of every step. */
template <typename Number>
struct LstmTrace {
  std::vector<Number> gates;   // [batch, time, 4, units]: i, f, g, o
  std::vector<Number> cell;    // [batch, time, units]
  std::vector<Number> hidden;  // [batch, time, units]
};

template <typename Number>
LstmTrace<Number> lstm_forward(const LstmShape& s, const Number* parameters, const Number* input) {
  const std::size_t H = s.units;
  const Number* W = parameters;
  const Number* U = W + s.input_size * 4 * H;
  const Number* b = U + H * 4 * H;
  LstmTrace<Number> trace;
  trace.gates.resize(s.batch * s.time * 4 * H);
  trace.cell.resize(s.batch * s.time * H);
  trace.hidden.resize(s.batch * s.time * H);
  for (std::size_t n = 0; n < s.batch; ++n) {
    for (std::size_t t = 0; t < s.time; ++t) {
      const std::size_t row = n * s.time + t;
      for (std::size_t j = 0; j < 4 * H; ++j) {
        Number z = b[j];
        for (std::size_t k = 0; k < s.input_size; ++k) z += input[row * s.input_size + k] * W[k * 4 * H + j];
        if (t > 0)
          for (std::size_t k = 0; k < H; ++k) z += trace.hidden[(row - 1) * H + k] * U[k * 4 * H + j];
        trace.gates[row * 4 * H + j] = j / H == 2 ? std::tanh(z) : sigmoid(z);
      }
      for (std::size_t u = 0; u < H; ++u) {
        const Number* gate = &trace.gates[row * 4 * H + u];
        const Number previous = t > 0 ? trace.cell[(row - 1) * H + u] : Number(0);
        const Number cell = gate[H] * previous + gate[0] * gate[2 * H];
        trace.cell[row * H + u] = cell;
        trace.hidden[row * H + u] = gate[3 * H] * std::tanh(cell);
      }
    }
  }
  return trace;
}

/**
 * Back-propagation through time. `hidden_gradient` [batch, time, units] is the gradient that arrives at every
 * step's output. Adds to `parameter_gradient`; writes `input_gradient` [batch, time, input_size].
 */
template <typename Number>
void lstm_backward(const LstmShape& s, const Number* parameters, const Number* input, const LstmTrace<Number>& trace,
                   const Number* hidden_gradient, Number* parameter_gradient, Number* input_gradient) {
  const std::size_t H = s.units;
  const Number* W = parameters;
  const Number* U = W + s.input_size * 4 * H;
  Number* dW = parameter_gradient;
  Number* dU = dW + s.input_size * 4 * H;
  Number* db = dU + H * 4 * H;
  for (std::size_t n = 0; n < s.batch; ++n) {
    std::vector<Number> dh(H), dc(H), dz(4 * H);
    for (std::size_t t = s.time; t-- > 0;) {
      const std::size_t row = n * s.time + t;
      for (std::size_t u = 0; u < H; ++u) {
        const Number* gate = &trace.gates[row * 4 * H + u];
        const Number i = gate[0], f = gate[H], g = gate[2 * H], o = gate[3 * H];
        const Number squashed = std::tanh(trace.cell[row * H + u]);
        const Number previous = t > 0 ? trace.cell[(row - 1) * H + u] : Number(0);
        const Number gradient = dh[u] + hidden_gradient[row * H + u];
        const Number cell_gradient = dc[u] + gradient * o * (Number(1) - squashed * squashed);
        dz[u] = cell_gradient * g * i * (Number(1) - i);
        dz[H + u] = cell_gradient * previous * f * (Number(1) - f);
        dz[2 * H + u] = cell_gradient * i * (Number(1) - g * g);
        dz[3 * H + u] = gradient * squashed * o * (Number(1) - o);
        dc[u] = cell_gradient * f;
      }
      for (std::size_t j = 0; j < 4 * H; ++j) db[j] += dz[j];
      for (std::size_t k = 0; k < s.input_size; ++k) {
        Number sum = 0;
        for (std::size_t j = 0; j < 4 * H; ++j) {
          dW[k * 4 * H + j] += input[row * s.input_size + k] * dz[j];
          sum += W[k * 4 * H + j] * dz[j];
        }
        input_gradient[row * s.input_size + k] = sum;
      }
      for (std::size_t k = 0; k < H; ++k) {
        Number sum = 0;
        for (std::size_t j = 0; j < 4 * H; ++j) {
          if (t > 0) dU[k * 4 * H + j] += trace.hidden[(row - 1) * H + k] * dz[j];
          sum += U[k * 4 * H + j] * dz[j];
        }
        dh[k] = sum;
      }
    }
  }
}

}  // namespace almanac::reference
