// What a network is: a chain of layers over windows [batch, time, features], and its loss.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "activation.hpp"

namespace almanac {

/**
 * [batch, time, input_size] -> [batch, time, units], or [batch, units] of the last step. Bidirectional: a second layer
 * with parameters of its own reads the window from its end to its start, and the outputs lie side by side: 2 units, at
 * every step or of each direction's own last.
 */
struct LstmSpec {
  std::size_t input_size;
  std::size_t units;
  bool return_sequences;
  bool bidirectional = false;
};

/** As LstmSpec. */
struct GruSpec {
  std::size_t input_size;
  std::size_t units;
  bool return_sequences;
  bool bidirectional = false;
};

/** [batch, time, input_size] -> [batch, 2 input_size]: what it attends to, and the last step. */
struct TemporalAttentionSpec {
  std::size_t input_size;
  std::size_t units;
};

/** Same shape out as in. `stream` keeps the masks of several dropout layers apart. */
struct DropoutSpec {
  double rate;
  std::uint32_t stream;
};

/** [batch, input_size] -> [batch, units], or the same at each step of a sequence. */
struct DenseSpec {
  std::size_t input_size;
  std::size_t units;
  Activation activation;
};

/** Same shape out as in: each vector, or each step of a sequence, normalised over its width. */
struct LayerNormSpec {
  std::size_t input_size;
};

/** Same shape out as in, [batch, time, input_size]. */
struct PositionalEncodingSpec {
  std::size_t input_size;
  std::size_t time;
};

/** Same shape out as in, [batch, time, input_size]. Its two dropouts have the streams `stream` and `stream + 1`. */
struct TransformerEncoderSpec {
  std::size_t input_size;
  std::size_t heads;  // a divisor of input_size
  std::size_t feed_forward;
  double dropout_rate;
  std::uint32_t stream;
};

enum class Pooling { last, mean };

/** [batch, time, units] -> [batch, units]. */
struct PoolSpec {
  Pooling how;
};

/** [batch, time, units] -> [batch, time * units]: the steps side by side, the oldest first. */
struct FlattenSpec {};

enum class Joining { add, concat };

/** Brings the input of layer `source` (0: the window itself) back to what flows: added to it, or beside it. */
struct SkipSpec {
  std::size_t source;
  Joining how;
};

/**
 * The first layer: [batch, time, input_size], whose last column is the place of the instrument, to
 * [batch, time, input_size - 1 + units].
 */
struct InstrumentEmbeddingSpec {
  std::size_t input_size;
  std::size_t instruments;
  std::size_t units;
};

using LayerSpec = std::variant<LstmSpec, GruSpec, TemporalAttentionSpec, DropoutSpec, DenseSpec, LayerNormSpec,
                               PositionalEncodingSpec, TransformerEncoderSpec, PoolSpec, FlattenSpec, SkipSpec,
                               InstrumentEmbeddingSpec>;

// Losses. A sample has one label for each horizon; several outputs of one horizon lie side by side:
// output[horizon * levels or classes + i].

/** One output per horizon and level, each level in (0, 1); ordered: they are steps from the middle one outwards. */
struct PinballSpec {
  std::vector<double> levels;
  bool ordered = false;
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
struct BinaryCrossEntropySpec {
  double smoothing = 0;  // share of the label that is spread over both
  double focus = 0;      // how much less a label counts that is said well
};

/** One output per horizon and class, logits; labels are the index of a class. */
struct CrossEntropySpec {
  std::size_t classes;
  double smoothing = 0;
  double focus = 0;
};

/** One output per horizon, a score above zero for label 1 and below for label 0. */
struct HingeSpec {};

/** Two outputs per horizon: mean, and what softplus makes the standard deviation of. */
struct GaussianSpec {};

/** Three outputs per horizon: location, and what softplus makes the scale and the degrees of freedom of. */
struct StudentTSpec {};

using LossSpec = std::variant<PinballSpec, MeanSquaredErrorSpec, MeanAbsoluteErrorSpec, HuberSpec,
                              BinaryCrossEntropySpec, CrossEntropySpec, HingeSpec, GaussianSpec, StudentTSpec>;

/** Of a Gaussian or Student's t: without them a sample that is met exactly would have an infinite likelihood. */
constexpr double least_scale = 1e-3;
/** Of Student's t; above 2 its variance is finite. */
constexpr double least_degrees = 2;
constexpr double pi = 3.14159265358979323846;

/** Training also against a perturbation of what the last layer reads; epsilon is its length, beta 0 is none. */
struct AdversarialSpec {
  double epsilon = 0;
  double beta = 0;
};

struct NetworkSpec {
  std::vector<LayerSpec> layers;
  std::size_t window;
  std::size_t features;
  std::size_t outputs;
  LossSpec loss;
  AdversarialSpec adversarial = {};
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
