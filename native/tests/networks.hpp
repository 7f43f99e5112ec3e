// Networks and data that several tests use.
#pragma once

#include <string>
#include <vector>

#include "check.hpp"
#include "dataset.hpp"
#include "network-spec.hpp"

namespace almanac::tests {

struct Case {
  std::string name;
  NetworkSpec spec;
  std::size_t batch;
  bool weighted = false;  // whether its labels have weights other than 1
};

/** Odd sizes on purpose: around one vector, one tile, one shard and one panel of each instruction set. */
inline std::vector<Case> network_cases() {
  const PinballSpec three{{0.1, 0.5, 0.9}};
  return {
      {"lstm 4 -> 3, dense 3", {{LstmSpec{3, 4, true}, LstmSpec{4, 3, false}, DenseSpec{3, 3, Activation::linear}}, 5, 3, 3, three}, 4},
      {"one unit, one step", {{LstmSpec{1, 1, false}, DenseSpec{1, 3, Activation::linear}}, 1, 1, 3, three}, 1},
      {"lstm 17 -> 33 with dropout, relu",
       {{LstmSpec{5, 17, true}, DropoutSpec{0.3, 0}, LstmSpec{17, 33, false}, DropoutSpec{0.2, 1}, DenseSpec{33, 9, Activation::relu},
         DenseSpec{9, 3, Activation::linear}},
        7, 5, 3, three},
       19},
      {"dropout on the inputs, mean squared error",
       {{DropoutSpec{0.25, 3}, LstmSpec{2, 16, false}, DenseSpec{16, 2, Activation::linear}}, 11, 2, 2, MeanSquaredErrorSpec{}},
       8},
      {"lstm as the last layer", {{LstmSpec{6, 8, true}, LstmSpec{8, 5, false}}, 3, 6, 5, MeanSquaredErrorSpec{}}, 9},
      {"64 -> 32, wider than a panel",
       {{LstmSpec{9, 64, true}, DropoutSpec{0.5, 0}, LstmSpec{64, 32, false}, DenseSpec{32, 40, Activation::relu},
         DenseSpec{40, 3, Activation::linear}},
        13, 9, 3, three},
       37},
      {"dense tanh and relu at each step, pool last",
       {{DenseSpec{3, 17, Activation::tanh}, DropoutSpec{0.2, 0}, DenseSpec{17, 35, Activation::relu},
         PoolSpec{Pooling::last}, DenseSpec{35, 3, Activation::tanh}},
        5, 3, 3, three},
       11},
      {"layer norm of sequence and vector",
       {{LayerNormSpec{5}, GruSpec{5, 19, true}, LayerNormSpec{19}, PoolSpec{Pooling::mean}, LayerNormSpec{19},
         DenseSpec{19, 3, Activation::linear}},
        6, 5, 3, three},
       10},
      {"positional encoding of an odd width, pool mean",
       {{PositionalEncodingSpec{5, 7}, DenseSpec{5, 9, Activation::tanh}, PositionalEncodingSpec{9, 7},
         PoolSpec{Pooling::mean}, DenseSpec{9, 3, Activation::linear}},
        7, 5, 3, three},
       9},
      {"transformer, heads of 3, with dropout",
       {{DenseSpec{3, 6, Activation::linear}, PositionalEncodingSpec{6, 5}, TransformerEncoderSpec{6, 2, 7, 0.3, 0},
         TransformerEncoderSpec{6, 1, 5, 0.2, 2}, PoolSpec{Pooling::last}, DenseSpec{6, 3, Activation::linear}},
        5, 3, 3, three},
       11},
      {"transformer on the inputs, one step, one unit a head",
       {{TransformerEncoderSpec{4, 4, 1, 0, 0}, PoolSpec{Pooling::mean}, DenseSpec{4, 2, Activation::linear}}, 1, 4, 2,
        MeanSquaredErrorSpec{}},
       3},
      {"transformer of 40, heads of 20, wider than a panel, then lstm",
       {{DenseSpec{5, 40, Activation::tanh}, PositionalEncodingSpec{40, 37}, TransformerEncoderSpec{40, 2, 72, 0.1, 4},
         LayerNormSpec{40}, LstmSpec{40, 8, false}, DenseSpec{8, 3, Activation::linear}},
        37, 5, 3, three},
       13},
      {"transformer of 80, heads of 40, 70 steps",
       {{DenseSpec{5, 80, Activation::linear}, TransformerEncoderSpec{80, 2, 33, 0.1, 4}, LayerNormSpec{80},
         PoolSpec{Pooling::mean}, DenseSpec{80, 3, Activation::linear}},
        70, 5, 3, three},
       9},
      {"pinball at two horizons, weighted",
       {{LstmSpec{3, 6, false}, DenseSpec{6, 6, Activation::linear}}, 4, 3, 6, three}, 11, true},
      {"mean squared error, weighted",
       {{LstmSpec{3, 6, false}, DenseSpec{6, 3, Activation::linear}}, 4, 3, 3, MeanSquaredErrorSpec{}}, 10, true},
      {"mean absolute error, weighted",
       {{LstmSpec{3, 6, false}, DenseSpec{6, 2, Activation::linear}}, 4, 3, 2, MeanAbsoluteErrorSpec{}}, 10, true},
      {"huber, weighted", {{LstmSpec{3, 6, false}, DenseSpec{6, 2, Activation::linear}}, 4, 3, 2, HuberSpec{0.4}}, 9, true},
      {"binary cross-entropy, weighted",
       {{LstmSpec{3, 6, false}, DenseSpec{6, 2, Activation::linear}}, 4, 3, 2, BinaryCrossEntropySpec{}}, 9, true},
      {"cross-entropy at two horizons, weighted",
       {{LstmSpec{3, 6, false}, DenseSpec{6, 8, Activation::linear}}, 4, 3, 8, CrossEntropySpec{4}}, 12, true},
      {"pinball of ordered quantiles at two horizons, weighted",
       {{LstmSpec{3, 6, false}, DenseSpec{6, 6, Activation::linear}}, 4, 3, 6, PinballSpec{{0.1, 0.5, 0.9}, true}}, 11, true},
      {"binary focal, smoothed, weighted",
       {{LstmSpec{3, 6, false}, DenseSpec{6, 2, Activation::linear}}, 4, 3, 2, BinaryCrossEntropySpec{0.1, 2}}, 9, true},
      {"focal, smoothed, weighted",
       {{LstmSpec{3, 6, false}, DenseSpec{6, 8, Activation::linear}}, 4, 3, 8, CrossEntropySpec{4, 0.1, 2}}, 12, true},
      {"hinge, weighted", {{LstmSpec{3, 6, false}, DenseSpec{6, 2, Activation::linear}}, 4, 3, 2, HingeSpec{}}, 9, true},
      {"gaussian, weighted", {{LstmSpec{3, 6, false}, DenseSpec{6, 4, Activation::linear}}, 4, 3, 4, GaussianSpec{}}, 9, true},
      {"student-t, weighted", {{LstmSpec{3, 6, false}, DenseSpec{6, 6, Activation::linear}}, 4, 3, 6, StudentTSpec{}}, 9, true},
      {"flatten, linear", {{FlattenSpec{}, DenseSpec{15, 3, Activation::linear}}, 5, 3, 3, three}, 11},
      {"flatten after a layer, mlp",
       {{DenseSpec{3, 7, Activation::tanh}, FlattenSpec{}, DenseSpec{35, 9, Activation::relu},
         DenseSpec{9, 3, Activation::linear}},
        5, 3, 3, three},
       19},
      {"skips: residual, the window beside, a vector twice",
       {{DenseSpec{3, 6, Activation::tanh}, LstmSpec{6, 6, true}, SkipSpec{1, Joining::add}, SkipSpec{0, Joining::concat},
         DropoutSpec{0.3, 0}, GruSpec{9, 5, false}, DenseSpec{5, 5, Activation::tanh}, SkipSpec{6, Joining::add},
         SkipSpec{6, Joining::concat}, DenseSpec{10, 3, Activation::linear}},
        6, 3, 3, three},
       13},
      {"a skip of what flows, and two from one value",
       {{SkipSpec{0, Joining::add}, DenseSpec{3, 4, Activation::linear}, SkipSpec{2, Joining::concat},
         SkipSpec{2, Joining::concat}, LstmSpec{12, 4, false}, DenseSpec{4, 2, Activation::linear}},
        4, 3, 2, MeanSquaredErrorSpec{}},
       9},
      {"instrument embedding", {{InstrumentEmbeddingSpec{4, 5, 3}, LstmSpec{6, 7, false}, DenseSpec{7, 3, Activation::linear}}, 6, 4, 3, three},
       17},
      {"adversarial alstm by hinge",
       {{DenseSpec{3, 4, Activation::tanh}, LstmSpec{4, 5, true}, TemporalAttentionSpec{5, 3},
         DenseSpec{10, 1, Activation::linear}},
        5, 3, 1, HingeSpec{}, {0.5, 0.7}},
       19},
      {"adversarial pinball, weighted",
       {{GruSpec{3, 5, false}, DenseSpec{5, 6, Activation::linear}}, 4, 3, 6, three, {0.3, 1.5}}, 10, true},
      {"adversarial linear model", {{FlattenSpec{}, DenseSpec{15, 1, Activation::linear}}, 5, 3, 1, MeanSquaredErrorSpec{}, {0.2, 0.5}}, 11},
      {"gru 4 -> 3, dense 3", {{GruSpec{3, 4, true}, GruSpec{4, 3, false}, DenseSpec{3, 3, Activation::linear}}, 5, 3, 3, three}, 4},
      {"gru, one unit, one step", {{GruSpec{1, 1, false}, DenseSpec{1, 3, Activation::linear}}, 1, 1, 3, three}, 1},
      {"gru 17 -> 33 with dropout, relu",
       {{GruSpec{5, 17, true}, DropoutSpec{0.3, 0}, GruSpec{17, 33, false}, DropoutSpec{0.2, 1}, DenseSpec{33, 9, Activation::relu},
         DenseSpec{9, 3, Activation::linear}},
        7, 5, 3, three},
       19},
      {"lstm -> gru -> lstm, lstm as the last layer",
       {{LstmSpec{6, 8, true}, GruSpec{8, 16, true}, LstmSpec{16, 5, false}}, 3, 6, 5, MeanSquaredErrorSpec{}},
       9},
      {"gru as the last layer", {{GruSpec{6, 9, true}, GruSpec{9, 5, false}}, 4, 6, 5, MeanSquaredErrorSpec{}}, 9},
      {"gru 64 -> 40, wider than a panel",
       {{GruSpec{9, 64, true}, DropoutSpec{0.5, 0}, GruSpec{64, 40, false}, DenseSpec{40, 3, Activation::linear}}, 13, 9, 3, three},
       37},
      {"bidirectional lstm 4 -> 3, dense 3",
       {{LstmSpec{3, 4, true, true}, LstmSpec{8, 3, false, true}, DenseSpec{6, 3, Activation::linear}}, 5, 3, 3, three},
       4},
      {"bidirectional lstm, one unit, one step",
       {{LstmSpec{1, 1, false, true}, DenseSpec{2, 3, Activation::linear}}, 1, 1, 3, three},
       1},
      {"bidirectional lstm 17 -> lstm 9 with dropout",
       {{LstmSpec{5, 17, true, true}, DropoutSpec{0.3, 0}, LstmSpec{34, 9, false}, DenseSpec{9, 3, Activation::linear}},
        7, 5, 3, three},
       19},
      {"bidirectional lstm as the last layer",
       {{LstmSpec{6, 8, true}, LstmSpec{8, 5, false, true}}, 3, 6, 10, MeanSquaredErrorSpec{}},
       9},
      {"bidirectional lstm 64 -> 33, wider than a panel",
       {{LstmSpec{9, 64, true, true}, DropoutSpec{0.5, 0}, LstmSpec{128, 33, false, true}, DenseSpec{66, 3, Activation::linear}},
        13, 9, 3, three},
       37},
      {"bidirectional gru 4 -> 3, dense 3",
       {{GruSpec{3, 4, true, true}, GruSpec{8, 3, false, true}, DenseSpec{6, 3, Activation::linear}}, 5, 3, 3, three},
       4},
      {"bidirectional gru, one unit, one step",
       {{GruSpec{1, 1, false, true}, DenseSpec{2, 3, Activation::linear}}, 1, 1, 3, three},
       1},
      {"bidirectional gru 17 -> bidirectional lstm 9 with dropout",
       {{GruSpec{5, 17, true, true}, DropoutSpec{0.3, 0}, LstmSpec{34, 9, false, true}, DenseSpec{18, 3, Activation::linear}},
        7, 5, 3, three},
       19},
      {"bidirectional gru 40 as the last layer",
       {{GruSpec{6, 9, true}, GruSpec{9, 40, false, true}}, 4, 6, 80, MeanSquaredErrorSpec{}},
       9},
      {"lstm 4 -> temporal attention 3, dense 3",
       {{LstmSpec{3, 4, true}, TemporalAttentionSpec{4, 3}, DenseSpec{8, 3, Activation::linear}}, 5, 3, 3, three},
       4},
      {"temporal attention, one unit, one step",
       {{LstmSpec{1, 1, true}, TemporalAttentionSpec{1, 1}, DenseSpec{2, 3, Activation::linear}}, 1, 1, 3, three},
       1},
      {"bidirectional gru 17 -> temporal attention 33 with dropout",
       {{GruSpec{5, 17, true, true}, DropoutSpec{0.3, 0}, TemporalAttentionSpec{34, 33}, DropoutSpec{0.2, 1},
         DenseSpec{68, 3, Activation::linear}},
        7, 5, 3, three},
       19},
      {"temporal attention alone", {{TemporalAttentionSpec{6, 5}}, 9, 6, 12, MeanSquaredErrorSpec{}}, 11},
      {"alstm 64 -> 40, wider than a panel",
       {{LstmSpec{9, 64, true}, TemporalAttentionSpec{64, 40}, DenseSpec{128, 3, Activation::linear}}, 13, 9, 3, three},
       37},
  };
}

inline std::size_t count_parameters(const NetworkSpec& spec) {
  std::size_t count = 0;
  for (const auto& layer : spec.layers) count += parameter_count(layer);
  return count;
}

/** `count` labels of the kind that the loss takes. */
inline std::vector<float> make_labels(const LossSpec& loss, std::size_t count, std::uint32_t seed) {
  std::vector<float> labels = numbers<float>(count, seed, 1.0);
  const auto* cross_entropy = std::get_if<CrossEntropySpec>(&loss);
  const bool binary = std::holds_alternative<BinaryCrossEntropySpec>(loss) || std::holds_alternative<HingeSpec>(loss);
  if (cross_entropy == nullptr && !binary) return labels;
  const std::size_t classes = binary ? 2 : cross_entropy->classes;
  for (std::size_t i = 0; i < count; ++i)
    labels[i] = static_cast<float>(hash32(seed, 1, 0, static_cast<std::uint32_t>(i)) % classes);
  return labels;
}

/** `count` weights in [0, 2], every fifth one 0. */
inline std::vector<float> make_weights(std::size_t count, std::uint32_t seed) {
  std::vector<float> weights = numbers<float>(count, seed, 1.0);
  for (std::size_t i = 0; i < count; ++i) weights[i] = i % 5 == 3 ? 0.0f : weights[i] + 1;
  return weights;
}

/** `samples` overlapping windows, each two rows after the one before. */
inline Dataset make_dataset(const Case& c, std::size_t samples, std::uint32_t seed) {
  Dataset data;
  const std::size_t rows = c.spec.window + 2 * samples, labels = samples * label_width(c.spec);
  data.features = numbers<float>(rows * c.spec.features, seed, 1.5);
  if (const auto* embedding = std::get_if<InstrumentEmbeddingSpec>(&c.spec.layers.front()))
    for (std::size_t row = 0; row < rows; ++row)
      data.features[(row + 1) * c.spec.features - 1] =
          static_cast<float>(hash32(seed, 2, 0, static_cast<std::uint32_t>(row)) % embedding->instruments);
  data.labels = make_labels(c.spec.loss, labels, seed + 1);
  if (c.weighted) data.weights = make_weights(labels, seed + 2);
  for (std::size_t i = 0; i < samples; ++i) data.ends.push_back(static_cast<std::int32_t>(c.spec.window - 1 + 2 * i));
  return data;
}

/** The windows of `order` as [batch, window, features], their labels and weights, for the reference. */
template <typename Number>
struct Batch {
  std::vector<Number> windows, labels, weights;
};

template <typename Number>
Batch<Number> copy_batch(const NetworkSpec& spec, const Dataset& data, const std::vector<std::int32_t>& order) {
  Batch<Number> batch;
  const std::size_t width = label_width(spec);
  for (const std::int32_t sample : order) {
    const std::size_t i = static_cast<std::size_t>(sample);
    const std::size_t first = (static_cast<std::size_t>(data.ends[i]) + 1 - spec.window) * spec.features;
    for (std::size_t k = 0; k < spec.window * spec.features; ++k)
      batch.windows.push_back(static_cast<Number>(data.features[first + k]));
    for (std::size_t k = i * width; k < (i + 1) * width; ++k) {
      batch.labels.push_back(static_cast<Number>(data.labels[k]));
      batch.weights.push_back(data.weights.empty() ? Number(1) : static_cast<Number>(data.weights[k]));
    }
  }
  return batch;
}

}  // namespace almanac::tests
