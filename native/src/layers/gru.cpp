#include "../aligned-buffer.hpp"
#include "layer.hpp"

namespace almanac {
namespace {

class GruLayer final : public Layer {
 public:
  GruLayer(const Kernels& kernels, const GruSpec& spec, std::size_t time)
      : kernels_(kernels), spec_(spec), time_(time), zeros_(3 * spec.units) {}

  std::size_t parameter_count() const override { return almanac::parameter_count(LayerSpec{spec_}); }

  std::size_t packed_size() const override { return offsets().end; }

  void pack(const float* parameters, float* packed) const override {
    const std::size_t width = 3 * spec_.units;
    const float* W = parameters;
    const float* U = W + spec_.input_size * width;
    const Offsets at = offsets();
    kernels_.pack(W, spec_.input_size, width, false, packed + at.input);
    kernels_.pack(U, spec_.units, width, false, packed + at.recurrent);
    kernels_.pack(W, spec_.input_size, width, true, packed + at.input_transposed);
    kernels_.pack(U, spec_.units, width, true, packed + at.recurrent_transposed);
  }

  std::size_t trace_size(std::size_t batch) const override {
    return aligned_size(time_ * batch * 3 * spec_.units) + 2 * aligned_size(time_ * batch * spec_.units) +
           aligned_size(batch * 3 * spec_.units);
  }

  std::size_t scratch_size(std::size_t batch) const override { return time_ * batch * kernels_.panel_width; }

  const float* forward(const Pass& pass, const float* parameters, const float* packed, const float* input,
                       float* memory) const override {
    const Offsets at = offsets();
    const Trace trace = layout(pass.batch, memory);
    const float* bias = parameters + (spec_.input_size + spec_.units) * 3 * spec_.units;
    kernels_.gru_forward({
        .batch = pass.batch,
        .time = time_,
        .input_size = spec_.input_size,
        .units = spec_.units,
        .input = input,
        .packed_input = packed + at.input,
        .packed_recurrent = packed + at.recurrent,
        .bias = bias,
        .recurrent_bias = bias + 3 * spec_.units,
        .zeros = zeros_.data(),
        .product = trace.product,
        .gates = trace.gates,
        .recurrent = trace.recurrent,
        .hidden = trace.hidden,
    });
    return spec_.return_sequences ? trace.hidden : trace.hidden + (time_ - 1) * pass.batch * spec_.units;
  }

  void backward(const Pass& pass, const float* packed, const float* input, float* memory, float* output_gradient,
                float* input_gradient, float* parameter_gradient, float* scratch) const override {
    const Offsets at = offsets();
    const Trace trace = layout(pass.batch, memory);
    kernels_.gru_backward({
        .batch = pass.batch,
        .time = time_,
        .input_size = spec_.input_size,
        .units = spec_.units,
        .input = input,
        .packed_input_transposed = packed + at.input_transposed,
        .packed_recurrent_transposed = packed + at.recurrent_transposed,
        .gates = trace.gates,
        .recurrent = trace.recurrent,
        .hidden = trace.hidden,
        .zeros = zeros_.data(),
        .every_step = spec_.return_sequences,
        .hidden_gradient = output_gradient,
        .panel = scratch,
        .input_gradient = input_gradient,
        .weights_gradient = parameter_gradient,
    });
  }

 private:
  struct Offsets {
    std::size_t input, recurrent, input_transposed, recurrent_transposed, end;
  };
  struct Trace {
    float *gates, *recurrent, *hidden, *product;
  };

  Offsets offsets() const {
    const std::size_t width = 3 * spec_.units;
    Offsets at{};
    at.recurrent = at.input + aligned_size(kernels_.packed_size(spec_.input_size, width));
    at.input_transposed = at.recurrent + aligned_size(kernels_.packed_size(spec_.units, width));
    at.recurrent_transposed = at.input_transposed + aligned_size(kernels_.packed_size(width, spec_.input_size));
    at.end = at.recurrent_transposed + aligned_size(kernels_.packed_size(width, spec_.units));
    return at;
  }

  Trace layout(std::size_t batch, float* memory) const {
    const std::size_t plane = aligned_size(time_ * batch * spec_.units);
    float* gates = memory;
    float* recurrent = gates + aligned_size(time_ * batch * 3 * spec_.units);
    return {gates, recurrent, recurrent + plane, recurrent + 2 * plane};
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
