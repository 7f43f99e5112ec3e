// Specification of additive attention over time, as in ALSTM (Qin et al. 2017, "A Dual-Stage Attention-Based Recurrent
// Neural Network for Time Series Prediction"; Feng et al. 2019, "Enhancing Stock Movement Prediction with Adversarial
// Training", equations 2 and 3).
//
//   s_t = u . tanh(h_t W + b)                          score of step t
//   alpha = softmax over t of s_t
//   context = sum over t of alpha_t h_t
//   output = [context h_T]
//
// Shapes: input h [batch, time, input_size], W [input_size, units], b [units], u [units], output
// [batch, 2 input_size]; parameters lie as W, b, u in one vector, matrices row-major.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace almanac::reference {

struct TemporalAttentionShape {
  std::size_t batch, time, input_size, units;

  std::size_t parameter_count() const { return (input_size + 2) * units; }
};

/** What the backward pass needs of the forward pass. */
template <typename Number>
struct TemporalAttentionTrace {
  std::vector<Number> squashed;   // tanh(h W + b) [batch, time, units]
  std::vector<Number> attention;  // alpha [batch, time]
  std::vector<Number> output;     // [batch, 2 input_size]
};

template <typename Number>
TemporalAttentionTrace<Number> temporal_attention_forward(const TemporalAttentionShape& s, const Number* parameters,
                                                          const Number* input) {
  const std::size_t D = s.input_size, H = s.units, T = s.time;
  const Number* W = parameters;
  const Number* b = W + D * H;
  const Number* u = b + H;
  TemporalAttentionTrace<Number> trace;
  trace.squashed.resize(s.batch * T * H);
  trace.attention.resize(s.batch * T);
  trace.output.resize(s.batch * 2 * D);
  for (std::size_t n = 0; n < s.batch; ++n) {
    std::vector<Number> score(T);
    for (std::size_t t = 0; t < T; ++t) {
      const std::size_t row = n * T + t;
      for (std::size_t j = 0; j < H; ++j) {
        Number z = b[j];
        for (std::size_t k = 0; k < D; ++k) z += input[row * D + k] * W[k * H + j];
        trace.squashed[row * H + j] = std::tanh(z);
        score[t] += u[j] * trace.squashed[row * H + j];
      }
    }
    // Shifting all scores changes nothing, and keeps the exponentials finite.
    const Number largest = *std::max_element(score.begin(), score.end());
    Number sum = 0;
    for (std::size_t t = 0; t < T; ++t) sum += std::exp(score[t] - largest);
    for (std::size_t t = 0; t < T; ++t) trace.attention[n * T + t] = std::exp(score[t] - largest) / sum;
    Number* context = &trace.output[n * 2 * D];
    Number* last = context + D;
    for (std::size_t k = 0; k < D; ++k) {
      for (std::size_t t = 0; t < T; ++t) context[k] += trace.attention[n * T + t] * input[(n * T + t) * D + k];
      last[k] = input[(n * T + T - 1) * D + k];
    }
  }
  return trace;
}

/** Adds to `parameter_gradient`; writes `input_gradient` [batch, time, input_size]. */
template <typename Number>
void temporal_attention_backward(const TemporalAttentionShape& s, const Number* parameters, const Number* input,
                                 const TemporalAttentionTrace<Number>& trace, const Number* output_gradient,
                                 Number* parameter_gradient, Number* input_gradient) {
  const std::size_t D = s.input_size, H = s.units, T = s.time;
  const Number* W = parameters;
  const Number* u = W + (D + 1) * H;
  Number* dW = parameter_gradient;
  Number* db = dW + D * H;
  Number* du = db + H;
  for (std::size_t n = 0; n < s.batch; ++n) {
    const Number* alpha = &trace.attention[n * T];
    const Number* dcontext = output_gradient + n * 2 * D;
    const Number* dlast = dcontext + D;
    std::vector<Number> dalpha(T);
    Number mean = 0;
    for (std::size_t t = 0; t < T; ++t) {
      for (std::size_t k = 0; k < D; ++k) dalpha[t] += dcontext[k] * input[(n * T + t) * D + k];
      mean += alpha[t] * dalpha[t];
    }
    for (std::size_t t = 0; t < T; ++t) {
      const std::size_t row = n * T + t;
      const Number dscore = alpha[t] * (dalpha[t] - mean);
      for (std::size_t k = 0; k < D; ++k)
        input_gradient[row * D + k] = alpha[t] * dcontext[k] + (t + 1 == T ? dlast[k] : Number(0));
      for (std::size_t j = 0; j < H; ++j) {
        const Number a = trace.squashed[row * H + j];
        const Number dz = dscore * u[j] * (Number(1) - a * a);
        du[j] += dscore * a;
        db[j] += dz;
        for (std::size_t k = 0; k < D; ++k) {
          dW[k * H + j] += input[row * D + k] * dz;
          input_gradient[row * D + k] += W[k * H + j] * dz;
        }
      }
    }
  }
}

}  // namespace almanac::reference
