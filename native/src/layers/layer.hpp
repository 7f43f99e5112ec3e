// A layer of the fast path: what it keeps in memory and which operation it calls. To add one: its specification in
// reference/, its operation in operations/ and kernels.hpp, its class here, its case in make_layer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "../kernels.hpp"
#include "../network-spec.hpp"

namespace almanac {

/** What one shard of a batch is computed under. Data within a shard is time-major: row t * batch + n. */
struct Pass {
  std::size_t batch;           // samples in this shard
  std::size_t first_position;  // of its first sample in the whole batch
  bool dropout;
  std::uint32_t seed, step;
  const StopFlag& stop;  // once it is raised, what a layer leaves is of no use
};

class Layer {
 public:
  virtual ~Layer() = default;

  virtual std::size_t parameter_count() const = 0;

  /** Floats of the packed copy of the weights, made anew whenever the parameters have changed. */
  virtual std::size_t packed_size() const { return 0; }
  virtual void pack(const float* parameters, float* packed) const {
    (void)parameters;
    (void)packed;
  }

  /** Floats kept between forward and backward for a shard of `batch` samples, the output included. */
  virtual std::size_t trace_size(std::size_t batch) const = 0;
  /** Floats that backward uses up and that layers may share. */
  virtual std::size_t scratch_size(std::size_t batch) const {
    (void)batch;
    return 0;
  }

  /** Returns where the output lies: in `trace`, or `input` itself. */
  virtual const float* forward(const Pass& pass, const float* parameters, const float* packed, const float* input,
                               float* trace) const = 0;
  /**
   * `output_gradient` may be overwritten; `input_gradient` is null when nobody needs it; `parameter_gradient` is
   * added to.
   */
  virtual void backward(const Pass& pass, const float* packed, const float* input, float* trace,
                        float* output_gradient, float* input_gradient, float* parameter_gradient,
                        float* scratch) const = 0;
};

std::unique_ptr<Layer> make_lstm_layer(const Kernels& kernels, const LstmSpec& spec, std::size_t time);
std::unique_ptr<Layer> make_gru_layer(const Kernels& kernels, const GruSpec& spec, std::size_t time);
std::unique_ptr<Layer> make_temporal_attention_layer(const Kernels& kernels, const TemporalAttentionSpec& spec,
                                                     std::size_t time);
std::unique_ptr<Layer> make_dense_layer(const Kernels& kernels, const DenseSpec& spec, std::size_t time);
std::unique_ptr<Layer> make_layer_norm_layer(const Kernels& kernels, const LayerNormSpec& spec, std::size_t time);
std::unique_ptr<Layer> make_positional_encoding_layer(const Kernels& kernels, const PositionalEncodingSpec& spec);
std::unique_ptr<Layer> make_transformer_encoder_layer(const Kernels& kernels, const TransformerEncoderSpec& spec,
                                                      std::size_t time);
std::unique_ptr<Layer> make_pool_layer(const Kernels& kernels, const PoolSpec& spec, const SampleShape& shape);
std::unique_ptr<Layer> make_flatten_layer(const SampleShape& shape);
std::unique_ptr<Layer> make_instrument_embedding_layer(const InstrumentEmbeddingSpec& spec, std::size_t time);
std::unique_ptr<Layer> make_dropout_layer(const Kernels& kernels, const DropoutSpec& spec, const SampleShape& shape);

}  // namespace almanac
