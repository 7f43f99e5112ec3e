#include "../aligned-buffer.hpp"
#include "layer.hpp"

namespace almanac {
namespace {

class LstmLayer final : public Layer {
 public:
  LstmLayer(const Kernels& kernels, const LstmSpec& spec, std::size_t time)
      : kernels_(kernels), spec_(spec), time_(time), zeros_(spec.units) {}

  std::size_t parameter_count() const override { return almanac::parameter_count(LayerSpec{spec_}); }

  std::size_t packed_size() const override { return offsets().end; }

  void pack(const float* parameters, float* packed) const override {
    const std::size_t width = 4 * spec_.units;
    const float* W = parameters;
    const float* U = W + spec_.input_size * width;
    const Offsets at = offsets();
    kernels_.pack(W, spec_.input_size, width, false, packed + at.input);
    kernels_.pack(U, spec_.units, width, false, packed + at.recurrent);
    kernels_.pack(W, spec_.input_size, width, true, packed + at.input_transposed);
    kernels_.pack(U, spec_.units, width, true, packed + at.recurrent_transposed);
  }

  std::size_t trace_size(std::size_t batch) const override {
    return aligned_size(time_ * batch * 4 * spec_.units) + 3 * aligned_size(time_ * batch * spec_.units);
  }

  std::size_t scratch_size(std::size_t batch) const override {
    return aligned_size(batch * spec_.units) + time_ * batch * kernels_.panel_width;
  }

  const float* forward(const Pass& pass, const float* parameters, const float* packed, const float* input,
                       float* memory) const override {
    const Offsets at = offsets();
    const Trace trace = layout(pass.batch, memory);
    kernels_.lstm_forward({
        .batch = pass.batch,
        .time = time_,
        .input_size = spec_.input_size,
        .units = spec_.units,
        .input = input,
        .packed_input = packed + at.input,
        .packed_recurrent = packed + at.recurrent,
        .bias = parameters + (spec_.input_size + spec_.units) * 4 * spec_.units,
        .zeros = zeros_.data(),
        .gates = trace.gates,
        .cell = trace.cell,
        .cell_tanh = trace.cell_tanh,
        .hidden = trace.hidden,
    });
    return spec_.return_sequences ? trace.hidden : trace.hidden + (time_ - 1) * pass.batch * spec_.units;
  }

  void backward(const Pass& pass, const float* packed, const float* input, float* memory, float* output_gradient,
                float* input_gradient, float* parameter_gradient, float* scratch) const override {
    const Offsets at = offsets();
    const Trace trace = layout(pass.batch, memory);
    kernels_.lstm_backward({
        .batch = pass.batch,
        .time = time_,
        .input_size = spec_.input_size,
        .units = spec_.units,
        .input = input,
        .packed_input_transposed = packed + at.input_transposed,
        .packed_recurrent_transposed = packed + at.recurrent_transposed,
        .gates = trace.gates,
        .cell = trace.cell,
        .cell_tanh = trace.cell_tanh,
        .hidden = trace.hidden,
        .zeros = zeros_.data(),
        .every_step = spec_.return_sequences,
        .hidden_gradient = output_gradient,
        .cell_gradient = scratch,
        .panel = scratch + aligned_size(pass.batch * spec_.units),
        .input_gradient = input_gradient,
        .weights_gradient = parameter_gradient,
    });
  }

 private:
  struct Offsets {
    std::size_t input, recurrent, input_transposed, recurrent_transposed, end;
  };
  struct Trace {
    float *gates, *cell, *cell_tanh, *hidden;
  };

  Offsets offsets() const {
    const std::size_t width = 4 * spec_.units;
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
    float* cell = gates + aligned_size(time_ * batch * 4 * spec_.units);
    return {gates, cell, cell + plane, cell + 2 * plane};
  }

  const Kernels& kernels_;
  LstmSpec spec_;
  std::size_t time_;
  AlignedBuffer zeros_;
};

}  // namespace

std::unique_ptr<Layer> make_lstm_layer(const Kernels& kernels, const LstmSpec& spec, std::size_t time) {
  return std::make_unique<LstmLayer>(kernels, spec, time);
}

}  // namespace almanac
