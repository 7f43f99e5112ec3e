#include "loss.hpp"

namespace almanac {
namespace {

double sum_pinball(const PinballSpec& spec, std::size_t count, std::size_t batch, const float* outputs,
                   const float* labels, float* gradient) {
  const std::size_t width = spec.levels.size();
  const double share = 1.0 / (static_cast<double>(batch) * static_cast<double>(width));
  double sum = 0;
  for (std::size_t n = 0; n < count; ++n) {
    for (std::size_t l = 0; l < width; ++l) {
      const double level = spec.levels[l];
      const double error = static_cast<double>(labels[n]) - static_cast<double>(outputs[n * width + l]);
      // NaN takes the second branch and stays NaN in the sum.
      const double slope = error >= 0 ? level : level - 1;
      sum += slope * error;
      if (gradient != nullptr) gradient[n * width + l] = static_cast<float>(-slope * share);
    }
  }
  return sum / static_cast<double>(width);
}

double sum_squared_error(std::size_t width, std::size_t count, std::size_t batch, const float* outputs,
                         const float* labels, float* gradient) {
  const double share = 2.0 / (static_cast<double>(batch) * static_cast<double>(width));
  double sum = 0;
  for (std::size_t i = 0; i < count * width; ++i) {
    const double error = static_cast<double>(outputs[i]) - static_cast<double>(labels[i]);
    sum += error * error;
    if (gradient != nullptr) gradient[i] = static_cast<float>(error * share);
  }
  return sum / static_cast<double>(width);
}

}  // namespace

double sum_loss(const NetworkSpec& spec, std::size_t count, std::size_t batch, const float* outputs,
                const float* labels, float* gradient) {
  if (const auto* pinball = std::get_if<PinballSpec>(&spec.loss))
    return sum_pinball(*pinball, count, batch, outputs, labels, gradient);
  return sum_squared_error(spec.outputs, count, batch, outputs, labels, gradient);
}

}  // namespace almanac
