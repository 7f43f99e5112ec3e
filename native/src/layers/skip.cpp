#include "skip.hpp"

#include <cstring>
#include <stdexcept>

#include "../aligned-buffer.hpp"

namespace almanac {

std::size_t SkipLayer::output_size(std::size_t batch) const {
  return aligned_size(batch * flow_.time * output_units());
}

std::size_t SkipLayer::trace_size(std::size_t batch) const {
  return output_size(batch) + aligned_size(batch * source_.size());
}

const float* SkipLayer::join(const Pass& pass, const float* flow, const float* source, float* trace) const {
  const std::size_t rows = pass.batch * flow_.time;
  if (spec_.how == Joining::add) {
    for (std::size_t i = 0; i < rows * flow_.units; ++i) trace[i] = flow[i] + source[i];
    return trace;
  }
  for (std::size_t r = 0; r < rows; ++r) {
    float* row = trace + r * output_units();
    std::memcpy(row, flow + r * flow_.units, flow_.units * sizeof(float));
    std::memcpy(row + flow_.units, source + r * source_.units, source_.units * sizeof(float));
  }
  return trace;
}

void SkipLayer::split(const Pass& pass, const float* output_gradient, float* flow_gradient, float* trace) const {
  const std::size_t rows = pass.batch * flow_.time;
  float* source_gradient = trace + output_size(pass.batch);
  if (spec_.how == Joining::add) {
    const std::size_t bytes = rows * flow_.units * sizeof(float);
    std::memcpy(source_gradient, output_gradient, bytes);
    if (flow_gradient != nullptr) std::memcpy(flow_gradient, output_gradient, bytes);
    return;
  }
  for (std::size_t r = 0; r < rows; ++r) {
    const float* row = output_gradient + r * output_units();
    if (flow_gradient != nullptr) std::memcpy(flow_gradient + r * flow_.units, row, flow_.units * sizeof(float));
    std::memcpy(source_gradient + r * source_.units, row + flow_.units, source_.units * sizeof(float));
  }
}

void SkipLayer::add_source_gradient(const Pass& pass, const float* trace, float* gradient) const {
  const float* source_gradient = trace + output_size(pass.batch);
  for (std::size_t i = 0; i < pass.batch * source_.size(); ++i) gradient[i] += source_gradient[i];
}

const float* SkipLayer::forward(const Pass&, const float*, const float*, const float*, float*) const {
  throw std::logic_error("A skip is joined, not passed forward.");
}

void SkipLayer::backward(const Pass&, const float*, const float*, float*, float*, float*, float*, float*) const {
  throw std::logic_error("A skip is split, not passed backward.");
}

}  // namespace almanac
