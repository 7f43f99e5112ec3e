// What a network is: a chain of layers over windows [batch, time, features], and its loss.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace almanac {

/** [batch, time, input_size] -> [batch, time, units], or [batch, units] of the last step. */
struct LstmSpec {
  std::size_t input_size;
  std::size_t units;
  bool return_sequences;
};

/** [batch, time, input_size] -> [batch, time, units], or [batch, units] of the last step. */
struct GruSpec {
  std::size_t input_size;
  std::size_t units;
  bool return_sequences;
};

/** Same shape out as in. `stream` keeps the masks of several dropout layers apart. */
struct DropoutSpec {
  double rate;
  std::uint32_t stream;
};

/** [batch, input_size] -> [batch, units]. */
struct DenseSpec {
  std::size_t input_size;
  std::size_t units;
  bool relu;
};

using LayerSpec = std::variant<LstmSpec, GruSpec, DropoutSpec, DenseSpec>;

// Losses. A sample has one label for each horizon; several outputs of one horizon lie side by side:
// output[horizon * levels or classes + i].

/** One output per horizon and level, each level in (0, 1). */
struct PinballSpec {
  std::vector<double> levels;
};

/** One output per horizon. */
struct MeanSquaredErrorSpec {};

/** One output per horizon. */
struct MeanAbsoluteErrorSpec {};

/** One output per horizon; errors beyond `delta` count linearly. */
struct HuberSpec {
  double delta;
};

/** One output per horizon, the logit of label 1 against label 0. */
struct BinaryCrossEntropySpec {};

/** One output per horizon and class, logits; labels are the index of a class. */
struct CrossEntropySpec {
  std::size_t classes;
};

using LossSpec = std::variant<PinballSpec, MeanSquaredErrorSpec, MeanAbsoluteErrorSpec, HuberSpec,
                              BinaryCrossEntropySpec, CrossEntropySpec>;

struct NetworkSpec {
  std::vector<LayerSpec> layers;
  std::size_t window;
  std::size_t features;
  std::size_t outputs;
  LossSpec loss;
};

/** Shape of what flows between two layers for one sample: [time, units], or [units] when not a sequence. */
struct SampleShape {
  bool sequence;
  std::size_t time;  // 1 when not a sequence
  std::size_t units;

  std::size_t size() const { return time * units; }
};

/** The shape before the first layer and after each one; throws std::invalid_argument where layers do not fit. */
std::vector<SampleShape> infer_shapes(const NetworkSpec& spec);

/** Parameters of one layer, in the one flat vector of the network. */
std::size_t parameter_count(const LayerSpec& layer);

/** Labels per sample: the horizons. */
std::size_t label_width(const NetworkSpec& spec);

}  // namespace almanac
