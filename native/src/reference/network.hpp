// Specification of a whole network: chain, loss and gradient of one batch, layer after layer, nothing fused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "../network-spec.hpp"
#include "dense.hpp"
#include "dropout.hpp"
#include "gru.hpp"
#include "loss.hpp"
#include "lstm.hpp"

namespace almanac::reference {

template <typename Number>
struct BatchResult {
  Number loss;
  std::vector<Number> outputs;   // [batch, outputs]
  std::vector<Number> gradient;  // [parameters]
};

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

struct DropoutState {
  bool training;
  std::uint32_t seed, step;
};

/** `windows` [batch, time, features], `labels` and their `weights` [batch, label width]. */
template <typename Number>
BatchResult<Number> run_batch(const NetworkSpec& spec, const std::vector<Number>& parameters,
                              const std::vector<Number>& windows, const std::vector<Number>& labels,
                              const std::vector<Number>& weights, std::size_t batch, const DropoutState& state) {
  const auto shapes = infer_shapes(spec);
  const std::size_t depth = spec.layers.size();
  std::vector<std::size_t> offsets{0};
  for (const auto& layer : spec.layers) offsets.push_back(offsets.back() + parameter_count(layer));

  std::vector<std::vector<Number>> values{windows};  // before the first layer, and after each one
  std::vector<LstmTrace<Number>> lstm_traces(depth);
  std::vector<GruTrace<Number>> gru_traces(depth);
  for (std::size_t i = 0; i < depth; ++i) {
    const Number* p = parameters.data() + offsets[i];
    const std::vector<Number>& input = values.back();
    std::vector<Number> output;
    if (const auto* lstm = std::get_if<LstmSpec>(&spec.layers[i])) {
      const LstmShape shape{batch, shapes[i].time, lstm->input_size, lstm->units};
      lstm_traces[i] = lstm_forward<Number>(shape, p, input.data());
      const auto& hidden = lstm_traces[i].hidden;
      output = lstm->return_sequences ? hidden : take_last_step(batch, shape.time, hidden);
    } else if (const auto* gru = std::get_if<GruSpec>(&spec.layers[i])) {
      const GruShape shape{batch, shapes[i].time, gru->input_size, gru->units};
      gru_traces[i] = gru_forward<Number>(shape, p, input.data());
      const auto& hidden = gru_traces[i].hidden;
      output = gru->return_sequences ? hidden : take_last_step(batch, shape.time, hidden);
    } else if (const auto* dropout = std::get_if<DropoutSpec>(&spec.layers[i])) {
      output = state.training ? dropout_apply<Number>({dropout->rate, state.seed, state.step, dropout->stream}, input)
                              : input;
    } else {
      const auto& dense = std::get<DenseSpec>(spec.layers[i]);
      output = dense_forward<Number>({batch, dense.input_size, dense.units, dense.relu}, p, input.data());
    }
    values.push_back(std::move(output));
  }

  BatchResult<Number> result{0, values.back(), std::vector<Number>(parameters.size())};
  result.loss = loss_forward<Number>(spec, batch, result.outputs.data(), labels.data(), weights.data());
  // Of the loss with respect to values[i + 1].
  std::vector<Number> gradient =
      loss_backward<Number>(spec, batch, result.outputs.data(), labels.data(), weights.data());

  for (std::size_t i = depth; i-- > 0;) {
    const Number* p = parameters.data() + offsets[i];
    Number* dp = result.gradient.data() + offsets[i];
    std::vector<Number> input_gradient(values[i].size());
    if (const auto* lstm = std::get_if<LstmSpec>(&spec.layers[i])) {
      const LstmShape shape{batch, shapes[i].time, lstm->input_size, lstm->units};
      const auto hidden_gradient = lstm->return_sequences ? gradient : put_last_step(batch, shape.time, gradient);
      lstm_backward<Number>(shape, p, values[i].data(), lstm_traces[i], hidden_gradient.data(), dp,
                            input_gradient.data());
    } else if (const auto* gru = std::get_if<GruSpec>(&spec.layers[i])) {
      const GruShape shape{batch, shapes[i].time, gru->input_size, gru->units};
      const auto hidden_gradient = gru->return_sequences ? gradient : put_last_step(batch, shape.time, gradient);
      gru_backward<Number>(shape, p, values[i].data(), gru_traces[i], hidden_gradient.data(), dp,
                           input_gradient.data());
    } else if (const auto* dropout = std::get_if<DropoutSpec>(&spec.layers[i])) {
      input_gradient = state.training
                           ? dropout_apply<Number>({dropout->rate, state.seed, state.step, dropout->stream}, gradient)
                           : gradient;
    } else {
      const auto& dense = std::get<DenseSpec>(spec.layers[i]);
      dense_backward<Number>({batch, dense.input_size, dense.units, dense.relu}, p, values[i].data(),
                             values[i + 1].data(), gradient.data(), dp, input_gradient.data());
    }
    gradient = std::move(input_gradient);
  }
  return result;
}

}  // namespace almanac::reference
