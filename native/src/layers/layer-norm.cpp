#include <cstring>

#include "../aligned-buffer.hpp"
#include "layer.hpp"

namespace almanac {
namespace {

class LayerNormLayer final : public Layer {
 public:
  LayerNormLayer(const Kernels& kernels, const LayerNormSpec& spec, std::size_t time)
      : kernels_(kernels), units_(spec.input_size), time_(time) {}

  std::size_t parameter_count() const override { return 2 * units_; }

  /** gamma: backward sees no parameters but these. */
  std::size_t packed_size() const override { return units_; }

  void pack(const float* parameters, float* packed) const override {
    std::memcpy(packed, parameters, units_ * sizeof(float));
  }

  std::size_t trace_size(std::size_t batch) const override {
    return output_size(batch) + aligned_size(batch * time_ * 2);
  }

  std::size_t scratch_size(std::size_t) const override { return 2 * units_; }

  // Rows are normalised each by itself, so their order does not matter: the steps count as samples.

  const float* forward(const Pass& pass, const float* parameters, const float*, const float* input,
                       float* trace) const override {
    kernels_.layer_norm_forward({
        .batch = pass.batch * time_,
        .time = 1,
        .units = units_,
        .input = input,
        .input_order = RowOrder::sample_major(1, units_),
        .gamma = parameters,
        .beta = parameters + units_,
        .statistics = trace + output_size(pass.batch),
        .output = trace,
    });
    return trace;
  }

  void backward(const Pass& pass, const float* packed, const float* input, float* trace, float* output_gradient,
                float* input_gradient, float* parameter_gradient, float* scratch) const override {
    kernels_.layer_norm_backward({
        .batch = pass.batch * time_,
        .time = 1,
        .units = units_,
        .input = input,
        .input_order = RowOrder::sample_major(1, units_),
        .gamma = packed,
        .statistics = trace + output_size(pass.batch),
        .output_gradient = output_gradient,
        .sums = scratch,
        .input_gradient = input_gradient,
        .weights_gradient = parameter_gradient,
    });
  }

 private:
  std::size_t output_size(std::size_t batch) const { return aligned_size(batch * time_ * units_); }

  const Kernels& kernels_;
  std::size_t units_, time_;
};

}  // namespace

std::unique_ptr<Layer> make_layer_norm_layer(const Kernels& kernels, const LayerNormSpec& spec, std::size_t time) {
  return std::make_unique<LayerNormLayer>(kernels, spec, time);
}

}  // namespace almanac
