#include <cstring>

#include "../aligned-buffer.hpp"
#include "layer.hpp"

namespace almanac {
namespace {

class DropoutLayer final : public Layer {
 public:
  DropoutLayer(const Kernels& kernels, const DropoutSpec& spec, const SampleShape& shape)
      : kernels_(kernels), spec_(spec), shape_(shape) {}

  std::size_t parameter_count() const override { return 0; }

  std::size_t trace_size(std::size_t batch) const override { return aligned_size(batch * shape_.size()); }

  const float* forward(const Pass& pass, const float*, const float*, const float* input, float* trace) const override {
    if (!drops(pass)) return input;
    apply(pass, input, trace);
    return trace;
  }

  void backward(const Pass& pass, const float*, const float*, float*, float* output_gradient, float* input_gradient,
                float*, float*) const override {
    if (input_gradient == nullptr) return;
    if (drops(pass)) {
      apply(pass, output_gradient, input_gradient);
    } else {
      std::memcpy(input_gradient, output_gradient, pass.batch * shape_.size() * sizeof(float));
    }
  }

 private:
  bool drops(const Pass& pass) const { return pass.dropout && spec_.rate > 0; }

  void apply(const Pass& pass, const float* input, float* output) const {
    kernels_.dropout_apply({
        .batch = pass.batch,
        .time = shape_.time,
        .units = shape_.units,
        .first_position = pass.first_position,
        .rate = spec_.rate,
        .seed = pass.seed,
        .step = pass.step,
        .stream = spec_.stream,
        .input = input,
        .output = output,
    });
  }

  const Kernels& kernels_;
  DropoutSpec spec_;
  SampleShape shape_;
};

}  // namespace

std::unique_ptr<Layer> make_dropout_layer(const Kernels& kernels, const DropoutSpec& spec, const SampleShape& shape) {
  return std::make_unique<DropoutLayer>(kernels, spec, shape);
}

}  // namespace almanac
