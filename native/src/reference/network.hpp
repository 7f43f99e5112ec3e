// Specification of a whole network: chain, loss and gradient of one batch, layer after layer, nothing fused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "../network-spec.hpp"
#include "adversarial.hpp"
#include "dense.hpp"
#include "dropout.hpp"
#include "flatten.hpp"
#include "gru.hpp"
#include "instrument-embedding.hpp"
#include "layer-norm.hpp"
#include "loss.hpp"
#include "lstm.hpp"
#include "pool.hpp"
#include "positional-encoding.hpp"
#include "recurrent.hpp"
#include "skip.hpp"
#include "temporal-attention.hpp"
#include "transformer-encoder.hpp"

namespace almanac::reference {

template <typename Number>
struct BatchResult {
  Number loss;
  std::vector<Number> outputs;   // [batch, outputs]
  Number training_loss;          // with the adversarial part
  std::vector<Number> gradient;  // of the training loss, [parameters]
};

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
  std::vector<std::vector<Direction<Number, LstmTrace<Number>>>> lstm_traces(depth);
  std::vector<std::vector<Direction<Number, GruTrace<Number>>>> gru_traces(depth);
  std::vector<TemporalAttentionTrace<Number>> attention_traces(depth);
  std::vector<TransformerEncoderTrace<Number>> encoder_traces(depth);
  const auto encoder_dropout = [&](const TransformerEncoderSpec& block) {
    return TransformerEncoderDropout{state.training,
                                     {block.dropout_rate, state.seed, state.step, block.stream},
                                     {block.dropout_rate, state.seed, state.step, block.stream + 1}};
  };
  for (std::size_t i = 0; i < depth; ++i) {
    const Number* p = parameters.data() + offsets[i];
    const std::vector<Number>& input = values.back();
    std::vector<Number> output;
    if (const auto* lstm = std::get_if<LstmSpec>(&spec.layers[i])) {
      const LstmShape shape{batch, shapes[i].time, lstm->input_size, lstm->units};
      lstm_traces[i] = recurrent_forward(shape, lstm->bidirectional, p, input, lstm_forward<Number>);
      output = recurrent_output(shape, lstm->return_sequences, lstm_traces[i]);
    } else if (const auto* gru = std::get_if<GruSpec>(&spec.layers[i])) {
      const GruShape shape{batch, shapes[i].time, gru->input_size, gru->units};
      gru_traces[i] = recurrent_forward(shape, gru->bidirectional, p, input, gru_forward<Number>);
      output = recurrent_output(shape, gru->return_sequences, gru_traces[i]);
    } else if (const auto* attention = std::get_if<TemporalAttentionSpec>(&spec.layers[i])) {
      const TemporalAttentionShape shape{batch, shapes[i].time, attention->input_size, attention->units};
      attention_traces[i] = temporal_attention_forward<Number>(shape, p, input.data());
      output = attention_traces[i].output;
    } else if (const auto* dropout = std::get_if<DropoutSpec>(&spec.layers[i])) {
      output = state.training ? dropout_apply<Number>({dropout->rate, state.seed, state.step, dropout->stream}, input)
                              : input;
    } else if (const auto* norm = std::get_if<LayerNormSpec>(&spec.layers[i])) {
      output = layer_norm_forward<Number>({batch * shapes[i].time, norm->input_size}, p, input.data());
    } else if (const auto* encoding = std::get_if<PositionalEncodingSpec>(&spec.layers[i])) {
      output = positional_encoding_forward<Number>(encoding->time, encoding->input_size, input);
    } else if (const auto* block = std::get_if<TransformerEncoderSpec>(&spec.layers[i])) {
      const TransformerEncoderShape shape{batch, shapes[i].time, block->input_size, block->heads, block->feed_forward};
      encoder_traces[i] = transformer_encoder_forward<Number>(shape, encoder_dropout(*block), p, input);
      output = encoder_traces[i].y;
    } else if (const auto* pool = std::get_if<PoolSpec>(&spec.layers[i])) {
      output = pool_forward<Number>(pool->how, batch, shapes[i].time, input);
    } else if (std::holds_alternative<FlattenSpec>(spec.layers[i])) {
      output = flatten(input);
    } else if (const auto* skip = std::get_if<SkipSpec>(&spec.layers[i])) {
      output = skip_forward(skip->how, batch * shapes[i].time, input, values[skip->source]);
    } else if (const auto* embedding = std::get_if<InstrumentEmbeddingSpec>(&spec.layers[i])) {
      output = instrument_embedding_forward({batch * shapes[i].time, embedding->input_size, embedding->units}, p, input);
    } else {
      const auto& dense = std::get<DenseSpec>(spec.layers[i]);
      output = dense_forward<Number>({batch * shapes[i].time, dense.input_size, dense.units, dense.activation}, p,
                                     input.data());
    }
    values.push_back(std::move(output));
  }

  BatchResult<Number> result{0, values.back(), 0, std::vector<Number>(parameters.size())};
  result.loss = loss_forward<Number>(spec, batch, result.outputs.data(), labels.data(), weights.data());
  // Of the loss with respect to values[i + 1].
  std::vector<Number> gradient =
      loss_backward<Number>(spec, batch, result.outputs.data(), labels.data(), weights.data());
  // What comes to values[i] past the layer that reads it, from skips and the adversarial part.
  std::vector<std::vector<Number>> aside(depth + 1);
  const auto add_aside = [&](std::size_t value, const std::vector<Number>& part) {
    aside[value].resize(part.size());
    for (std::size_t k = 0; k < part.size(); ++k) aside[value][k] += part[k];
  };
  result.training_loss = result.loss;
  if (spec.adversarial.beta > 0) {
    const auto& head = std::get<DenseSpec>(spec.layers.back());
    const auto adversarial = adversarial_step<Number>(
        spec.adversarial, batch, head.input_size, head.units, parameters.data() + offsets[depth - 1], values[depth - 1],
        gradient,
        [&](const std::vector<Number>& q) {
          return loss_forward<Number>(spec, batch, q.data(), labels.data(), weights.data());
        },
        [&](const std::vector<Number>& q) {
          return loss_backward<Number>(spec, batch, q.data(), labels.data(), weights.data());
        },
        result.gradient.data() + offsets[depth - 1]);
    result.training_loss += adversarial.loss;
    add_aside(depth - 1, adversarial.gradient);
  }

  for (std::size_t i = depth; i-- > 0;) {
    const Number* p = parameters.data() + offsets[i];
    Number* dp = result.gradient.data() + offsets[i];
    std::vector<Number> input_gradient(values[i].size());
    if (const auto* lstm = std::get_if<LstmSpec>(&spec.layers[i])) {
      const LstmShape shape{batch, shapes[i].time, lstm->input_size, lstm->units};
      input_gradient = recurrent_backward(shape, lstm->return_sequences, p, lstm_traces[i], gradient, dp,
                                          lstm_backward<Number>);
    } else if (const auto* gru = std::get_if<GruSpec>(&spec.layers[i])) {
      const GruShape shape{batch, shapes[i].time, gru->input_size, gru->units};
      input_gradient = recurrent_backward(shape, gru->return_sequences, p, gru_traces[i], gradient, dp,
                                          gru_backward<Number>);
    } else if (const auto* attention = std::get_if<TemporalAttentionSpec>(&spec.layers[i])) {
      const TemporalAttentionShape shape{batch, shapes[i].time, attention->input_size, attention->units};
      temporal_attention_backward<Number>(shape, p, values[i].data(), attention_traces[i], gradient.data(), dp,
                                          input_gradient.data());
    } else if (const auto* dropout = std::get_if<DropoutSpec>(&spec.layers[i])) {
      input_gradient = state.training
                           ? dropout_apply<Number>({dropout->rate, state.seed, state.step, dropout->stream}, gradient)
                           : gradient;
    } else if (const auto* norm = std::get_if<LayerNormSpec>(&spec.layers[i])) {
      layer_norm_backward<Number>({batch * shapes[i].time, norm->input_size}, p, values[i].data(), gradient.data(), dp,
                                  input_gradient.data());
    } else if (std::holds_alternative<PositionalEncodingSpec>(spec.layers[i])) {
      input_gradient = gradient;
    } else if (const auto* block = std::get_if<TransformerEncoderSpec>(&spec.layers[i])) {
      const TransformerEncoderShape shape{batch, shapes[i].time, block->input_size, block->heads, block->feed_forward};
      input_gradient = transformer_encoder_backward<Number>(shape, encoder_dropout(*block), p, values[i],
                                                            encoder_traces[i], gradient, dp);
    } else if (const auto* pool = std::get_if<PoolSpec>(&spec.layers[i])) {
      input_gradient = pool_backward<Number>(pool->how, batch, shapes[i].time, gradient);
    } else if (std::holds_alternative<FlattenSpec>(spec.layers[i])) {
      input_gradient = flatten(gradient);
    } else if (const auto* skip = std::get_if<SkipSpec>(&spec.layers[i])) {
      auto [dx, ds] = skip_backward(skip->how, batch * shapes[i].time, shapes[i].units, shapes[skip->source].units,
                                    gradient);
      input_gradient = std::move(dx);
      add_aside(skip->source, ds);
    } else if (const auto* embedding = std::get_if<InstrumentEmbeddingSpec>(&spec.layers[i])) {
      instrument_embedding_backward({batch * shapes[i].time, embedding->input_size, embedding->units}, values[i],
                                    gradient, dp);
    } else {
      const auto& dense = std::get<DenseSpec>(spec.layers[i]);
      dense_backward<Number>({batch * shapes[i].time, dense.input_size, dense.units, dense.activation}, p,
                             values[i].data(), values[i + 1].data(), gradient.data(), dp, input_gradient.data());
    }
    gradient = std::move(input_gradient);
    for (std::size_t k = 0; k < aside[i].size(); ++k) gradient[k] += aside[i][k];
  }
  return result;
}

}  // namespace almanac::reference
