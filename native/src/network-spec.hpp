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

using LayerSpec = std::variant<LstmSpec, DropoutSpec, DenseSpec>;

/** One label per sample and one output per level, each level in (0, 1). */
struct PinballSpec {
  std::vector<double> levels;
};

/** As many labels per sample as outputs. */
struct MeanSquaredErrorSpec {};

using LossSpec = std::variant<PinballSpec, MeanSquaredErrorSpec>;

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

/** Labels per sample. */
std::size_t label_width(const NetworkSpec& spec);

}  // namespace almanac
