#include "../aligned-buffer.hpp"
#include "directions.hpp"
#include "layer.hpp"

namespace almanac {
namespace {

class GruLayer final : public Layer {
 public:
  GruLayer(const Kernels& kernels, const GruSpec& spec, std::size_t time)
      : kernels_(kernels), spec_(spec), time_(time), zeros_(3 * spec.units) {}

  std::size_t parameter_count() const override { return almanac::parameter_count(LayerSpec{spec_}); }

  std::size_t packed_size() const override { return directions() * offsets().end; }

  void pack(const float* parameters, float* packed) const override {
    const std::size_t width = 3 * spec_.units;
    const Offsets at = offsets();
    for (std::size_t d = 0; d < directions(); ++d) {
      const float* W = parameters + d * direction_parameters();
      const float* U = W + spec_.input_size * width;
      float* target = packed + d * at.end;
      kernels_.pack(W, spec_.input_size, width, false, target + at.input);
      kernels_.pack(U, spec_.units, width, false, target + at.recurrent);
      kernels_.pack(W, spec_.input_size, width, true, target + at.input_transposed);
      kernels_.pack(U, spec_.units, width, true, target + at.recurrent_transposed);
    }
  }

  std::size_t trace_size(std::size_t batch) const override {
    return directions() * direction_trace_size(batch) + aligned_size(time_ * batch * hidden_stride()) +
           (gathers() ? aligned_size(batch * hidden_stride()) : 0);
  }

  std::size_t scratch_size(std::size_t batch) const override { return time_ * batch * kernels_.panel_width; }

  const float* forward(const Pass& pass, const float* parameters, const float* packed, const float* input,
                       float* memory) const override {
    const Offsets at = offsets();
    float* hidden = hidden_of(pass.batch, memory);
    for (std::size_t d = 0; d < directions(); ++d) {
      const Trace trace = layout(pass.batch, memory, d);
      const float* weights = packed + d * at.end;
      const float* bias =
          parameters + d * direction_parameters() + (spec_.input_size + spec_.units) * 3 * spec_.units;
      kernels_.gru_forward({
          .stop = pass.stop,
          .batch = pass.batch,
          .time = time_,
          .input_size = spec_.input_size,
          .units = spec_.units,
          .reverse = d == 1,
          .hidden_stride = hidden_stride(),
          .input = input,
          .packed_input = weights + at.input,
          .packed_recurrent = weights + at.recurrent,
          .bias = bias,
          .recurrent_bias = bias + 3 * spec_.units,
          .zeros = zeros_.data(),
          .product = trace.product,
          .gates = trace.gates,
          .recurrent = trace.recurrent,
          .hidden = hidden + d * spec_.units,
      });
    }
    if (spec_.return_sequences) return hidden;
    if (!gathers()) return hidden + (time_ - 1) * pass.batch * hidden_stride();
    float* ends = hidden + aligned_size(time_ * pass.batch * hidden_stride());
    gather_ends(time_, pass.batch, spec_.units, hidden, ends);
    return ends;
  }

  void backward(const Pass& pass, const float* packed, const float* input, float* memory, float* output_gradient,
                float* input_gradient, float* parameter_gradient, float* scratch) const override {
    const Offsets at = offsets();
    const float* hidden = hidden_of(pass.batch, memory);
    for (std::size_t d = 0; d < directions(); ++d) {
      const Trace trace = layout(pass.batch, memory, d);
      const float* weights = packed + d * at.end;
      kernels_.gru_backward({
          .stop = pass.stop,
          .batch = pass.batch,
          .time = time_,
          .input_size = spec_.input_size,
          .units = spec_.units,
          .reverse = d == 1,
          .hidden_stride = hidden_stride(),
          .input = input,
          .packed_input_transposed = weights + at.input_transposed,
          .packed_recurrent_transposed = weights + at.recurrent_transposed,
          .gates = trace.gates,
          .recurrent = trace.recurrent,
          .hidden = hidden + d * spec_.units,
          .zeros = zeros_.data(),
          .every_step = spec_.return_sequences,
          .hidden_gradient = output_gradient + d * spec_.units,
          .panel = scratch,
          .input_gradient = input_gradient,
          .add_input_gradient = d == 1,
          .weights_gradient = parameter_gradient + d * direction_parameters(),
      });
    }
  }

 private:
  struct Offsets {
    std::size_t input, recurrent, input_transposed, recurrent_transposed, end;
  };
  struct Trace {
    float *gates, *recurrent, *product;
  };

  std::size_t directions() const { return direction_count(spec_.bidirectional); }
  std::size_t direction_parameters() const { return parameter_count() / directions(); }
  std::size_t hidden_stride() const { return directions() * spec_.units; }
  bool gathers() const { return spec_.bidirectional && !spec_.return_sequences; }

  Offsets offsets() const {
    const std::size_t width = 3 * spec_.units;
    Offsets at{};
    at.recurrent = at.input + aligned_size(kernels_.packed_size(spec_.input_size, width));
    at.input_transposed = at.recurrent + aligned_size(kernels_.packed_size(spec_.units, width));
    at.recurrent_transposed = at.input_transposed + aligned_size(kernels_.packed_size(width, spec_.input_size));
    at.end = at.recurrent_transposed + aligned_size(kernels_.packed_size(width, spec_.units));
    return at;
  }

  // In the trace: the directions one after the other, then the hidden states that they share, then the ends.
  std::size_t direction_trace_size(std::size_t batch) const {
    return aligned_size(time_ * batch * 3 * spec_.units) + aligned_size(time_ * batch * spec_.units) +
           aligned_size(batch * 3 * spec_.units);
  }

  Trace layout(std::size_t batch, float* memory, std::size_t direction) const {
    float* gates = memory + direction * direction_trace_size(batch);
    float* recurrent = gates + aligned_size(time_ * batch * 3 * spec_.units);
    return {gates, recurrent, recurrent + aligned_size(time_ * batch * spec_.units)};
  }

  float* hidden_of(std::size_t batch, float* memory) const {
    return memory + directions() * direction_trace_size(batch);
  }

  const Kernels& kernels_;
  GruSpec spec_;
  std::size_t time_;
  AlignedBuffer zeros_;  // h_0 and h_0 U of one sample
};

}  // namespace

std::unique_ptr<Layer> make_gru_layer(const Kernels& kernels, const GruSpec& spec, std::size_t time) {
  return std::make_unique<GruLayer>(kernels, spec, time);
}

}  // namespace almanac
