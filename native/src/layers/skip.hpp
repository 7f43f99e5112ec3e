// A skip connection reads two values where a layer reads one, so the network calls it by functions of its own.
#pragma once

#include "../network-spec.hpp"
#include "layer.hpp"

namespace almanac {

class SkipLayer final : public Layer {
 public:
  /** The shapes of what flows and of what is brought back. */
  SkipLayer(const SkipSpec& spec, const SampleShape& flow, const SampleShape& source)
      : spec_(spec), flow_(flow), source_(source) {}

  std::size_t source() const { return spec_.source; }

  std::size_t parameter_count() const override { return 0; }
  /** The output, and behind it the gradient of the source until it is asked for. */
  std::size_t trace_size(std::size_t batch) const override;

  const float* join(const Pass& pass, const float* flow, const float* source, float* trace) const;
  /** The gradient of the flow, which may be null when nobody needs it; that of the source stays in `trace`. */
  void split(const Pass& pass, const float* output_gradient, float* flow_gradient, float* trace) const;
  /** Adds the gradient of the source to what its own reader has put there. */
  void add_source_gradient(const Pass& pass, const float* trace, float* gradient) const;

  const float* forward(const Pass&, const float*, const float*, const float*, float*) const override;
  void backward(const Pass&, const float*, const float*, float*, float*, float*, float*, float*) const override;

 private:
  std::size_t output_units() const {
    return spec_.how == Joining::add ? flow_.units : flow_.units + source_.units;
  }
  std::size_t output_size(std::size_t batch) const;

  SkipSpec spec_;
  SampleShape flow_, source_;
};

}  // namespace almanac
