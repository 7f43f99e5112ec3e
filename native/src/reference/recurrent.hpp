// Specification of what a recurrent layer gives out, in one direction or two (Schuster and Paliwal 1997).
//
//   forward direction:  the layer's own formulas over x_1 .. x_T give h_1 .. h_T
//   backward direction: the same formulas with parameters of their own over x_T .. x_1 give g_T .. g_1
//   every step:         [h_t g_t] of the same step t
//   last step:          [h_T g_1], of each direction the state that has read the whole window
//
// Shapes: input [batch, time, input_size], output [batch, time, units] or [batch, units], twice as wide with two
// directions; the parameters of the forward direction come first. As Keras's Bidirectional with merge_mode 'concat'.
#pragma once

#include <cstddef>
#include <vector>

namespace almanac::reference {

/** Of hidden [batch, time, units] the last step, [batch, units]. */
template <typename Number>
std::vector<Number> take_last_step(std::size_t batch, std::size_t time, const std::vector<Number>& hidden) {
  const std::size_t units = hidden.size() / (batch * time);
  std::vector<Number> last;
  for (std::size_t n = 0; n < batch; ++n)
    for (std::size_t u = 0; u < units; ++u) last.push_back(hidden[((n + 1) * time - 1) * units + u]);
  return last;
}

/** Back: [batch, units] as the gradient of hidden [batch, time, units]. */
template <typename Number>
std::vector<Number> put_last_step(std::size_t batch, std::size_t time, const std::vector<Number>& gradient) {
  const std::size_t units = gradient.size() / batch;
  std::vector<Number> hidden_gradient(batch * time * units);
  for (std::size_t n = 0; n < batch; ++n)
    for (std::size_t u = 0; u < units; ++u)
      hidden_gradient[((n + 1) * time - 1) * units + u] = gradient[n * units + u];
  return hidden_gradient;
}

/** `sequence` [batch, time, width] with the last step first. Its own inverse. */
template <typename Number>
std::vector<Number> reverse_time(std::size_t batch, std::size_t time, const std::vector<Number>& sequence) {
  const std::size_t width = sequence.size() / (batch * time);
  std::vector<Number> reversed;
  for (std::size_t n = 0; n < batch; ++n)
    for (std::size_t t = time; t-- > 0;)
      for (std::size_t k = 0; k < width; ++k) reversed.push_back(sequence[(n * time + t) * width + k]);
  return reversed;
}

/** What one direction has read and kept, in the order of its reading. */
template <typename Number, typename Trace>
struct Direction {
  std::vector<Number> input;  // [batch, time, input_size]
  Trace trace;
};

/** One direction or two; `forward` is the layer's own, such as lstm_forward. */
template <typename Number, typename Trace, typename Shape>
std::vector<Direction<Number, Trace>> recurrent_forward(const Shape& s, bool bidirectional, const Number* parameters,
                                                        const std::vector<Number>& input,
                                                        Trace (*forward)(const Shape&, const Number*, const Number*)) {
  std::vector<Direction<Number, Trace>> directions{{input, forward(s, parameters, input.data())}};
  if (bidirectional) {
    const auto reversed = reverse_time(s.batch, s.time, input);
    directions.push_back({reversed, forward(s, parameters + s.parameter_count(), reversed.data())});
  }
  return directions;
}

template <typename Number, typename Trace, typename Shape>
std::vector<Number> recurrent_output(const Shape& s, bool every_step,
                                     const std::vector<Direction<Number, Trace>>& directions) {
  const std::size_t rows = every_step ? s.batch * s.time : s.batch, width = directions.size() * s.units;
  std::vector<Number> output(rows * width);
  for (std::size_t d = 0; d < directions.size(); ++d) {
    std::vector<Number> own = directions[d].trace.hidden;
    if (!every_step) own = take_last_step(s.batch, s.time, own);
    if (every_step && d == 1) own = reverse_time(s.batch, s.time, own);
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t u = 0; u < s.units; ++u) output[row * width + d * s.units + u] = own[row * s.units + u];
  }
  return output;
}

/**
 * `backward` is the layer's own, such as lstm_backward. Adds to `parameter_gradient`; returns the gradient of the
 * input, to which both directions add.
 */
template <typename Number, typename Trace, typename Shape>
std::vector<Number> recurrent_backward(const Shape& s, bool every_step, const Number* parameters,
                                       const std::vector<Direction<Number, Trace>>& directions,
                                       const std::vector<Number>& output_gradient, Number* parameter_gradient,
                                       void (*backward)(const Shape&, const Number*, const Number*, const Trace&,
                                                        const Number*, Number*, Number*)) {
  const std::size_t rows = every_step ? s.batch * s.time : s.batch, width = directions.size() * s.units;
  std::vector<Number> input_gradient(s.batch * s.time * s.input_size);
  for (std::size_t d = 0; d < directions.size(); ++d) {
    std::vector<Number> own;
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t u = 0; u < s.units; ++u) own.push_back(output_gradient[row * width + d * s.units + u]);
    if (!every_step) own = put_last_step(s.batch, s.time, own);
    if (every_step && d == 1) own = reverse_time(s.batch, s.time, own);
    std::vector<Number> part(input_gradient.size());
    backward(s, parameters + d * s.parameter_count(), directions[d].input.data(), directions[d].trace, own.data(),
             parameter_gradient + d * s.parameter_count(), part.data());
    if (d == 1) part = reverse_time(s.batch, s.time, part);
    for (std::size_t k = 0; k < part.size(); ++k) input_gradient[k] += part[k];
  }
  return input_gradient;
}

}  // namespace almanac::reference
