// Specification of multi-head attention among the steps of a sequence (Vaswani et al. 2017), after the projections to
// queries, keys and values. Head h has the columns h size .. (h + 1) size - 1, size = units / heads; in each:
//
//   s_ij = q_i . k_j / sqrt(size)              i the step that asks, j the step that is read
//   w_i = softmax over j of s_ij               no mask: the whole window lies in the past
//   output_i = sum over j of w_ij v_j
//
// Shapes: Q, K, V, output [batch, time, units]; weights w [batch, heads, time i, time j].
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace almanac::reference {

struct AttentionShape {
  std::size_t batch, time, units, heads;
};

template <typename Number>
struct AttentionTrace {
  std::vector<Number> weights;  // [batch, heads, time, time]
  std::vector<Number> output;   // [batch, time, units]
};

/** softmax of one row. */
template <typename Number>
std::vector<Number> softmax(std::vector<Number> scores) {
  const Number largest = *std::max_element(scores.begin(), scores.end());
  Number sum = 0;
  for (Number& s : scores) sum += s = std::exp(s - largest);
  for (Number& s : scores) s /= sum;
  return scores;
}

template <typename Number>
AttentionTrace<Number> attention_forward(const AttentionShape& s, const std::vector<Number>& Q,
                                         const std::vector<Number>& K, const std::vector<Number>& V) {
  const std::size_t size = s.units / s.heads;
  AttentionTrace<Number> trace;
  trace.output.resize(Q.size());
  for (std::size_t n = 0; n < s.batch; ++n)
    for (std::size_t h = 0; h < s.heads; ++h)
      for (std::size_t i = 0; i < s.time; ++i) {
        const std::size_t at_i = (n * s.time + i) * s.units + h * size;
        std::vector<Number> scores(s.time);
        for (std::size_t j = 0; j < s.time; ++j) {
          const std::size_t at_j = (n * s.time + j) * s.units + h * size;
          for (std::size_t u = 0; u < size; ++u) scores[j] += Q[at_i + u] * K[at_j + u];
          scores[j] /= std::sqrt(static_cast<Number>(size));
        }
        const std::vector<Number> w = softmax(scores);
        for (std::size_t j = 0; j < s.time; ++j) {
          const std::size_t at_j = (n * s.time + j) * s.units + h * size;
          for (std::size_t u = 0; u < size; ++u) trace.output[at_i + u] += w[j] * V[at_j + u];
        }
        trace.weights.insert(trace.weights.end(), w.begin(), w.end());
      }
  return trace;
}

/** Adds to the gradients of Q, K and V. Through softmax: ds_ij = w_ij (dw_ij - sum over l of w_il dw_il). */
template <typename Number>
void attention_backward(const AttentionShape& s, const std::vector<Number>& Q, const std::vector<Number>& K,
                        const std::vector<Number>& V, const AttentionTrace<Number>& trace,
                        const std::vector<Number>& output_gradient, std::vector<Number>& dQ, std::vector<Number>& dK,
                        std::vector<Number>& dV) {
  const std::size_t size = s.units / s.heads;
  for (std::size_t n = 0; n < s.batch; ++n)
    for (std::size_t h = 0; h < s.heads; ++h)
      for (std::size_t i = 0; i < s.time; ++i) {
        const std::size_t at_i = (n * s.time + i) * s.units + h * size;
        const Number* w = &trace.weights[((n * s.heads + h) * s.time + i) * s.time];
        std::vector<Number> dw(s.time);
        Number common = 0;
        for (std::size_t j = 0; j < s.time; ++j) {
          const std::size_t at_j = (n * s.time + j) * s.units + h * size;
          for (std::size_t u = 0; u < size; ++u) {
            dw[j] += output_gradient[at_i + u] * V[at_j + u];
            dV[at_j + u] += w[j] * output_gradient[at_i + u];
          }
          common += w[j] * dw[j];
        }
        for (std::size_t j = 0; j < s.time; ++j) {
          const std::size_t at_j = (n * s.time + j) * s.units + h * size;
          const Number ds = w[j] * (dw[j] - common) / std::sqrt(static_cast<Number>(size));
          for (std::size_t u = 0; u < size; ++u) {
            dQ[at_i + u] += ds * K[at_j + u];
            dK[at_j + u] += ds * Q[at_i + u];
          }
        }
      }
}

}  // namespace almanac::reference
