// Specification of a whole network: chain, loss and gradient of one batch, layer after layer, nothing fused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "../network-spec.hpp"
#include "dense.hpp"
#include "dropout.hpp"
#include "lstm.hpp"
#include "mean-squared-error.hpp"
#include "pinball.hpp"

namespace almanac::reference {

template <typename Number>
struct BatchResult {
  Number loss;
  std::vector<Number> outputs;   // [batch, outputs]
  std::vector<Number> gradient;  // [parameters]
};

struct DropoutState {
  bool training;
  std::uint32_t seed, step;
};

/** `windows` [batch, time, features], `labels` [batch, label width]. */
template <typename Number>
BatchResult<Number> run_batch(const NetworkSpec& spec, const std::vector<Number>& parameters,
                              const std::vector<Number>& windows, const std::vector<Number>& labels, std::size_t batch,
                              const DropoutState& state) {
  const auto shapes = infer_shapes(spec);
  const std::size_t depth = spec.layers.size();
  std::vector<std::size_t> offsets{0};
  for (const auto& layer : spec.layers) offsets.push_back(offsets.back() + parameter_count(layer));

  std::vector<std::vector<Number>> values{windows};  // before the first layer, and after each one
  std::vector<LstmTrace<Number>> traces(depth);
  for (std::size_t i = 0; i < depth; ++i) {
    const Number* p = parameters.data() + offsets[i];
    const std::vector<Number>& input = values.back();
    std::vector<Number> output;
    if (const auto* lstm = std::get_if<LstmSpec>(&spec.layers[i])) {
      const LstmShape shape{batch, shapes[i].time, lstm->input_size, lstm->units};
      traces[i] = lstm_forward<Number>(shape, p, input.data());
      if (lstm->return_sequences) {
        output = traces[i].hidden;
      } else {
        for (std::size_t n = 0; n < batch; ++n) {
          const auto last = traces[i].hidden.begin() + static_cast<std::ptrdiff_t>(((n + 1) * shape.time - 1) * shape.units);
          output.insert(output.end(), last, last + static_cast<std::ptrdiff_t>(shape.units));
        }
      }
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
  std::vector<Number> gradient;  // of the loss with respect to values[i + 1]
  if (const auto* pinball = std::get_if<PinballSpec>(&spec.loss)) {
    result.loss = pinball_forward<Number>(pinball->levels, batch, result.outputs.data(), labels.data());
    gradient = pinball_backward<Number>(pinball->levels, batch, result.outputs.data(), labels.data());
  } else {
    const std::size_t count = batch * spec.outputs;
    result.loss = mean_squared_error_forward<Number>(count, result.outputs.data(), labels.data());
    gradient = mean_squared_error_backward<Number>(count, result.outputs.data(), labels.data());
  }

  for (std::size_t i = depth; i-- > 0;) {
    const Number* p = parameters.data() + offsets[i];
    Number* dp = result.gradient.data() + offsets[i];
    std::vector<Number> input_gradient(values[i].size());
    if (const auto* lstm = std::get_if<LstmSpec>(&spec.layers[i])) {
      const LstmShape shape{batch, shapes[i].time, lstm->input_size, lstm->units};
      std::vector<Number> hidden_gradient(traces[i].hidden.size());
      if (lstm->return_sequences) {
        hidden_gradient = gradient;
      } else {
        for (std::size_t n = 0; n < batch; ++n)
          for (std::size_t u = 0; u < shape.units; ++u)
            hidden_gradient[((n + 1) * shape.time - 1) * shape.units + u] = gradient[n * shape.units + u];
      }
      lstm_backward<Number>(shape, p, values[i].data(), traces[i], hidden_gradient.data(), dp, input_gradient.data());
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
