#include "../aligned-buffer.hpp"
#include "layer.hpp"

namespace almanac {
namespace {

class DenseLayer final : public Layer {
 public:
  DenseLayer(const Kernels& kernels, const DenseSpec& spec, std::size_t time)
      : kernels_(kernels), spec_(spec), time_(time) {}

  std::size_t parameter_count() const override { return almanac::parameter_count(LayerSpec{spec_}); }

  std::size_t packed_size() const override {
    return plain_size() + aligned_size(kernels_.packed_size(spec_.units, spec_.input_size));
  }

  void pack(const float* parameters, float* packed) const override {
    kernels_.pack(parameters, spec_.input_size, spec_.units, false, packed);
    kernels_.pack(parameters, spec_.input_size, spec_.units, true, packed + plain_size());
  }

  std::size_t trace_size(std::size_t batch) const override { return aligned_size(batch * time_ * spec_.units); }

  std::size_t scratch_size(std::size_t batch) const override { return batch * time_ * kernels_.panel_width; }

  const float* forward(const Pass& pass, const float* parameters, const float* packed, const float* input,
                       float* trace) const override {
    kernels_.dense_forward({
        .stop = pass.stop,
        .batch = pass.batch * time_,
        .input_size = spec_.input_size,
        .units = spec_.units,
        .activation = spec_.activation,
        .input = input,
        .packed = packed,
        .bias = parameters + spec_.input_size * spec_.units,
        .output = trace,
    });
    return trace;
  }

  void backward(const Pass& pass, const float* packed, const float* input, float* trace, float* output_gradient,
                float* input_gradient, float* parameter_gradient, float* scratch) const override {
    kernels_.dense_backward({
        .stop = pass.stop,
        .batch = pass.batch * time_,
        .input_size = spec_.input_size,
        .units = spec_.units,
        .activation = spec_.activation,
        .input = input,
        .output = trace,
        .packed_transposed = packed + plain_size(),
        .output_gradient = output_gradient,
        .panel = scratch,
        .input_gradient = input_gradient,
        .weights_gradient = parameter_gradient,
        .bias_gradient = parameter_gradient + spec_.input_size * spec_.units,
    });
  }

 private:
  std::size_t plain_size() const { return aligned_size(kernels_.packed_size(spec_.input_size, spec_.units)); }

  const Kernels& kernels_;
  DenseSpec spec_;
  std::size_t time_;  // 1 after a vector
};

}  // namespace

std::unique_ptr<Layer> make_dense_layer(const Kernels& kernels, const DenseSpec& spec, std::size_t time) {
  return std::make_unique<DenseLayer>(kernels, spec, time);
}

}  // namespace almanac
