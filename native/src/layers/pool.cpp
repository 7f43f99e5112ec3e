#include <cstring>

#include "../aligned-buffer.hpp"
#include "layer.hpp"

namespace almanac {
namespace {

class PoolLayer final : public Layer {
 public:
  PoolLayer(const Kernels& kernels, const PoolSpec& spec, const SampleShape& shape)
      : kernels_(kernels), spec_(spec), shape_(shape) {}

  std::size_t parameter_count() const override { return 0; }

  std::size_t trace_size(std::size_t batch) const override {
    return spec_.how == Pooling::mean ? aligned_size(batch * shape_.units) : 0;
  }

  const float* forward(const Pass& pass, const float*, const float*, const float* input, float* trace) const override {
    if (spec_.how == Pooling::last) return input + steps_before_last(pass);
    kernels_.pool_mean_forward({pass.batch, shape_.time, shape_.units, input, trace});
    return trace;
  }

  void backward(const Pass& pass, const float*, const float*, float*, float* output_gradient, float* input_gradient,
                float*, float*) const override {
    if (input_gradient == nullptr) return;
    if (spec_.how == Pooling::mean) {
      kernels_.pool_mean_backward({pass.batch, shape_.time, shape_.units, output_gradient, input_gradient});
      return;
    }
    std::memset(input_gradient, 0, steps_before_last(pass) * sizeof(float));
    std::memcpy(input_gradient + steps_before_last(pass), output_gradient, pass.batch * shape_.units * sizeof(float));
  }

 private:
  /** Floats before the last step of all samples. */
  std::size_t steps_before_last(const Pass& pass) const { return (shape_.time - 1) * pass.batch * shape_.units; }

  const Kernels& kernels_;
  PoolSpec spec_;
  SampleShape shape_;  // of the input
};

}  // namespace

std::unique_ptr<Layer> make_pool_layer(const Kernels& kernels, const PoolSpec& spec, const SampleShape& shape) {
  return std::make_unique<PoolLayer>(kernels, spec, shape);
}

}  // namespace almanac
