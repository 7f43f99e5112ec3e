#include <cmath>
#include <cstring>

#include "../aligned-buffer.hpp"
#include "layer.hpp"

namespace almanac {
namespace {

class PositionalEncodingLayer final : public Layer {
 public:
  PositionalEncodingLayer(const Kernels& kernels, const PositionalEncodingSpec& spec)
      : kernels_(kernels), spec_(spec), positions_(spec.time * spec.input_size) {
    const double width = static_cast<double>(spec.input_size);
    for (std::size_t t = 0; t < spec.time; ++t)
      for (std::size_t u = 0; u < spec.input_size; ++u) {
        const double angle = static_cast<double>(t) / std::pow(10000.0, static_cast<double>(u - u % 2) / width);
        positions_.data()[t * spec.input_size + u] =
            static_cast<float>(u % 2 == 0 ? std::sin(angle) : std::cos(angle));
      }
  }

  std::size_t parameter_count() const override { return 0; }

  std::size_t trace_size(std::size_t batch) const override { return aligned_size(batch * positions_.size()); }

  const float* forward(const Pass& pass, const float*, const float*, const float* input, float* trace) const override {
    kernels_.add_positions({
        .batch = pass.batch,
        .time = spec_.time,
        .units = spec_.input_size,
        .input = input,
        .positions = positions_.data(),
        .output = trace,
    });
    return trace;
  }

  void backward(const Pass& pass, const float*, const float*, float*, float* output_gradient, float* input_gradient,
                float*, float*) const override {
    if (input_gradient != nullptr)
      std::memcpy(input_gradient, output_gradient, pass.batch * positions_.size() * sizeof(float));
  }

 private:
  const Kernels& kernels_;
  PositionalEncodingSpec spec_;
  AlignedBuffer positions_;  // [time, input_size]
};

}  // namespace

std::unique_ptr<Layer> make_positional_encoding_layer(const Kernels& kernels, const PositionalEncodingSpec& spec) {
  return std::make_unique<PositionalEncodingLayer>(kernels, spec);
}

}  // namespace almanac
