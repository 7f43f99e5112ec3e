#include <cstring>

#include "../aligned-buffer.hpp"
#include "layer.hpp"

namespace almanac {
namespace {

class TemporalAttentionLayer final : public Layer {
 public:
  TemporalAttentionLayer(const Kernels& kernels, const TemporalAttentionSpec& spec, std::size_t time)
      : kernels_(kernels), spec_(spec), time_(time) {}

  std::size_t parameter_count() const override { return almanac::parameter_count(LayerSpec{spec_}); }

  std::size_t packed_size() const override { return offsets().end; }

  void pack(const float* parameters, float* packed) const override {
    const Offsets at = offsets();
    kernels_.pack(parameters, spec_.input_size, spec_.units, false, packed + at.input);
    kernels_.pack(parameters, spec_.input_size, spec_.units, true, packed + at.input_transposed);
    // A plain copy: backward, which is not given the parameters, needs it too.
    std::memcpy(packed + at.scorer, parameters + (spec_.input_size + 1) * spec_.units, spec_.units * sizeof(float));
  }

  std::size_t trace_size(std::size_t batch) const override {
    return aligned_size(time_ * batch * spec_.units) + aligned_size(time_ * batch) +
           aligned_size(batch * 2 * spec_.input_size);
  }

  std::size_t scratch_size(std::size_t batch) const override {
    return aligned_size(spec_.units) + time_ * batch * kernels_.panel_width;
  }

  const float* forward(const Pass& pass, const float* parameters, const float* packed, const float* input,
                       float* memory) const override {
    const Offsets at = offsets();
    const Trace trace = layout(pass.batch, memory);
    kernels_.temporal_attention_forward({
        .stop = pass.stop,
        .batch = pass.batch,
        .time = time_,
        .input_size = spec_.input_size,
        .units = spec_.units,
        .input = input,
        .packed_input = packed + at.input,
        .bias = parameters + spec_.input_size * spec_.units,
        .scorer = packed + at.scorer,
        .squashed = trace.squashed,
        .attention = trace.attention,
        .output = trace.output,
    });
    return trace.output;
  }

  void backward(const Pass& pass, const float* packed, const float* input, float* memory, float* output_gradient,
                float* input_gradient, float* parameter_gradient, float* scratch) const override {
    const Offsets at = offsets();
    const Trace trace = layout(pass.batch, memory);
    kernels_.temporal_attention_backward({
        .stop = pass.stop,
        .batch = pass.batch,
        .time = time_,
        .input_size = spec_.input_size,
        .units = spec_.units,
        .input = input,
        .packed_input_transposed = packed + at.input_transposed,
        .scorer = packed + at.scorer,
        .squashed = trace.squashed,
        .attention = trace.attention,
        .output = trace.output,
        .output_gradient = output_gradient,
        .scorer_gradient = scratch,
        .panel = scratch + aligned_size(spec_.units),
        .input_gradient = input_gradient,
        .weights_gradient = parameter_gradient,
    });
  }

 private:
  struct Offsets {
    std::size_t input, input_transposed, scorer, end;
  };
  struct Trace {
    float *squashed, *attention, *output;
  };

  Offsets offsets() const {
    Offsets at{};
    at.input_transposed = at.input + aligned_size(kernels_.packed_size(spec_.input_size, spec_.units));
    at.scorer = at.input_transposed + aligned_size(kernels_.packed_size(spec_.units, spec_.input_size));
    at.end = at.scorer + aligned_size(spec_.units);
    return at;
  }

  Trace layout(std::size_t batch, float* memory) const {
    float* attention = memory + aligned_size(time_ * batch * spec_.units);
    return {memory, attention, attention + aligned_size(time_ * batch)};
  }

  const Kernels& kernels_;
  TemporalAttentionSpec spec_;
  std::size_t time_;
};

}  // namespace

std::unique_ptr<Layer> make_temporal_attention_layer(const Kernels& kernels, const TemporalAttentionSpec& spec,
                                                     std::size_t time) {
  return std::make_unique<TemporalAttentionLayer>(kernels, spec, time);
}

}  // namespace almanac
