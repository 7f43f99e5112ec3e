#include <cstring>

#include "../aligned-buffer.hpp"
#include "layer.hpp"

namespace almanac {
namespace {

/** From rows [time, batch, units] to rows [batch, time * units]. */
class FlattenLayer final : public Layer {
 public:
  explicit FlattenLayer(const SampleShape& shape) : shape_(shape) {}

  std::size_t parameter_count() const override { return 0; }

  std::size_t trace_size(std::size_t batch) const override { return aligned_size(batch * shape_.size()); }

  const float* forward(const Pass& pass, const float*, const float*, const float* input, float* trace) const override {
    for (std::size_t t = 0; t < shape_.time; ++t)
      for (std::size_t n = 0; n < pass.batch; ++n)
        std::memcpy(trace + (n * shape_.time + t) * shape_.units, input + (t * pass.batch + n) * shape_.units,
                    shape_.units * sizeof(float));
    return trace;
  }

  void backward(const Pass& pass, const float*, const float*, float*, float* output_gradient, float* input_gradient,
                float*, float*) const override {
    if (input_gradient == nullptr) return;
    for (std::size_t t = 0; t < shape_.time; ++t)
      for (std::size_t n = 0; n < pass.batch; ++n)
        std::memcpy(input_gradient + (t * pass.batch + n) * shape_.units,
                    output_gradient + (n * shape_.time + t) * shape_.units, shape_.units * sizeof(float));
  }

 private:
  SampleShape shape_;  // of the input
};

}  // namespace

std::unique_ptr<Layer> make_flatten_layer(const SampleShape& shape) { return std::make_unique<FlattenLayer>(shape); }

}  // namespace almanac
