// Specification of the GRU layer (Cho et al. 2014), in the variant whose reset gate acts after the recurrent product
// (Keras' reset_after, ONNX's linear_before_reset = 1, PyTorch's GRU).
//
//   z = sigmoid(x_t Wz + h_{t-1} Uz + bz)              update gate
//   r = sigmoid(x_t Wr + h_{t-1} Ur + br)              reset gate
//   a = h_{t-1} Un + bR
//   n = tanh(x_t Wn + bn + r * a)                      candidate
//   h_t = (1 - z) * n + z * h_{t-1}                    h_0 = 0
//
// Shapes: input [batch, time, input_size], W = [Wz Wr Wn] [input_size, 3 units], U = [Uz Ur Un] [units, 3 units],
// b = [bz br bn] [3 units], bR [units], hidden [batch, time, units]; parameters lie as W, U, b, bR in one vector,
// matrices row-major.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "sigmoid.hpp"

namespace almanac::reference {

struct GruShape {
  std::size_t batch, time, input_size, units;

  std::size_t parameter_count() const { return (input_size + units + 1) * 3 * units + units; }
};

/** What the backward pass needs of the forward pass. */
template <typename Number>
struct GruTrace {
  std::vector<Number> gates;      // [batch, time, 3, units]: z, r, n
  std::vector<Number> recurrent;  // a [batch, time, units]
  std::vector<Number> hidden;     // [batch, time, units]
};

template <typename Number>
GruTrace<Number> gru_forward(const GruShape& s, const Number* parameters, const Number* input) {
  const std::size_t H = s.units;
  const Number* W = parameters;
  const Number* U = W + s.input_size * 3 * H;
  const Number* b = U + H * 3 * H;
  const Number* bR = b + 3 * H;
  GruTrace<Number> trace;
  trace.gates.resize(s.batch * s.time * 3 * H);
  trace.recurrent.resize(s.batch * s.time * H);
  trace.hidden.resize(s.batch * s.time * H);
  for (std::size_t n = 0; n < s.batch; ++n) {
    for (std::size_t t = 0; t < s.time; ++t) {
      const std::size_t row = n * s.time + t;
      const auto from_input = [&](std::size_t j) {
        Number sum = b[j];
        for (std::size_t k = 0; k < s.input_size; ++k) sum += input[row * s.input_size + k] * W[k * 3 * H + j];
        return sum;
      };
      const auto from_hidden = [&](std::size_t j) {
        Number sum = 0;
        if (t > 0)
          for (std::size_t k = 0; k < H; ++k) sum += trace.hidden[(row - 1) * H + k] * U[k * 3 * H + j];
        return sum;
      };
      for (std::size_t u = 0; u < H; ++u) {
        const Number z = sigmoid(from_input(u) + from_hidden(u));
        const Number r = sigmoid(from_input(H + u) + from_hidden(H + u));
        const Number a = from_hidden(2 * H + u) + bR[u];
        const Number candidate = std::tanh(from_input(2 * H + u) + r * a);
        const Number previous = t > 0 ? trace.hidden[(row - 1) * H + u] : Number(0);
        Number* gate = &trace.gates[row * 3 * H + u];
        gate[0] = z;
        gate[H] = r;
        gate[2 * H] = candidate;
        trace.recurrent[row * H + u] = a;
        trace.hidden[row * H + u] = (Number(1) - z) * candidate + z * previous;
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
void gru_backward(const GruShape& s, const Number* parameters, const Number* input, const GruTrace<Number>& trace,
                  const Number* hidden_gradient, Number* parameter_gradient, Number* input_gradient) {
  const std::size_t H = s.units;
  const Number* W = parameters;
  const Number* U = W + s.input_size * 3 * H;
  Number* dW = parameter_gradient;
  Number* dU = dW + s.input_size * 3 * H;
  Number* db = dU + H * 3 * H;
  Number* dbR = db + 3 * H;
  for (std::size_t n = 0; n < s.batch; ++n) {
    // Of x W + b and of h U: they differ in the candidate's third, where r stands between the two.
    std::vector<Number> dh(H), from_input(3 * H), from_hidden(3 * H);
    for (std::size_t t = s.time; t-- > 0;) {
      const std::size_t row = n * s.time + t;
      for (std::size_t u = 0; u < H; ++u) {
        const Number* gate = &trace.gates[row * 3 * H + u];
        const Number z = gate[0], r = gate[H], candidate = gate[2 * H];
        const Number previous = t > 0 ? trace.hidden[(row - 1) * H + u] : Number(0);
        const Number gradient = dh[u] + hidden_gradient[row * H + u];
        const Number inner = gradient * (Number(1) - z) * (Number(1) - candidate * candidate);
        from_input[u] = from_hidden[u] = gradient * (previous - candidate) * z * (Number(1) - z);
        from_input[H + u] = from_hidden[H + u] = inner * trace.recurrent[row * H + u] * r * (Number(1) - r);
        from_input[2 * H + u] = inner;
        from_hidden[2 * H + u] = inner * r;
        dh[u] = gradient * z;
      }
      for (std::size_t j = 0; j < 3 * H; ++j) db[j] += from_input[j];
      for (std::size_t u = 0; u < H; ++u) dbR[u] += from_hidden[2 * H + u];
      for (std::size_t k = 0; k < s.input_size; ++k) {
        Number sum = 0;
        for (std::size_t j = 0; j < 3 * H; ++j) {
          dW[k * 3 * H + j] += input[row * s.input_size + k] * from_input[j];
          sum += W[k * 3 * H + j] * from_input[j];
        }
        input_gradient[row * s.input_size + k] = sum;
      }
      for (std::size_t k = 0; k < H; ++k) {
        Number sum = 0;
        for (std::size_t j = 0; j < 3 * H; ++j) {
          if (t > 0) dU[k * 3 * H + j] += trace.hidden[(row - 1) * H + k] * from_hidden[j];
          sum += U[k * 3 * H + j] * from_hidden[j];
        }
        dh[k] += sum;
      }
    }
  }
}

}  // namespace almanac::reference
