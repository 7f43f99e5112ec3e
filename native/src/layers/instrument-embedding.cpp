#include <cmath>
#include <cstring>

#include "../aligned-buffer.hpp"
#include "layer.hpp"

namespace almanac {
namespace {

class InstrumentEmbeddingLayer final : public Layer {
 public:
  InstrumentEmbeddingLayer(const InstrumentEmbeddingSpec& spec, std::size_t time) : spec_(spec), time_(time) {}

  std::size_t parameter_count() const override { return spec_.instruments * spec_.units; }

  std::size_t trace_size(std::size_t batch) const override { return aligned_size(batch * time_ * output_units()); }

  const float* forward(const Pass& pass, const float* parameters, const float*, const float* input,
                       float* trace) const override {
    for (std::size_t r = 0; r < pass.batch * time_; ++r) {
      const float* row = input + r * spec_.input_size;
      float* to = trace + r * output_units();
      std::memcpy(to, row, features() * sizeof(float));
      const std::size_t place = place_of(row);
      for (std::size_t u = 0; u < spec_.units; ++u)
        to[features() + u] = place < spec_.instruments ? parameters[place * spec_.units + u] : NAN;
    }
    return trace;
  }

  void backward(const Pass& pass, const float*, const float* input, float*, float* output_gradient, float*,
                float* parameter_gradient, float*) const override {
    for (std::size_t r = 0; r < pass.batch * time_; ++r) {
      const std::size_t place = place_of(input + r * spec_.input_size);
      if (place >= spec_.instruments) continue;
      for (std::size_t u = 0; u < spec_.units; ++u)
        parameter_gradient[place * spec_.units + u] += output_gradient[r * output_units() + features() + u];
    }
  }

 private:
  std::size_t features() const { return spec_.input_size - 1; }
  std::size_t output_units() const { return features() + spec_.units; }

  /** That of the instrument, or `instruments` where the column holds anything else: its outputs are then NaN. */
  std::size_t place_of(const float* row) const {
    const float found = row[features()];
    return found >= 0 && found < static_cast<float>(spec_.instruments) ? static_cast<std::size_t>(found)
                                                                       : spec_.instruments;
  }

  InstrumentEmbeddingSpec spec_;
  std::size_t time_;
};

}  // namespace

std::unique_ptr<Layer> make_instrument_embedding_layer(const InstrumentEmbeddingSpec& spec, std::size_t time) {
  return std::make_unique<InstrumentEmbeddingLayer>(spec, time);
}

}  // namespace almanac
