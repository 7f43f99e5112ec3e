// Specification of pooling over time, [batch, time, units] -> [batch, units]: the last step, or the mean of all.
#pragma once

#include <cstddef>
#include <vector>

#include "../network-spec.hpp"

namespace almanac::reference {

/** The share of step t in the result. */
template <typename Number>
Number pool_share(Pooling how, std::size_t time, std::size_t t) {
  if (how == Pooling::mean) return Number(1) / static_cast<Number>(time);
  return t + 1 == time ? Number(1) : Number(0);
}

template <typename Number>
std::vector<Number> pool_forward(Pooling how, std::size_t batch, std::size_t time, const std::vector<Number>& input) {
  const std::size_t units = input.size() / (batch * time);
  std::vector<Number> output(batch * units);
  for (std::size_t n = 0; n < batch; ++n)
    for (std::size_t t = 0; t < time; ++t)
      for (std::size_t u = 0; u < units; ++u)
        output[n * units + u] += pool_share<Number>(how, time, t) * input[(n * time + t) * units + u];
  return output;
}

/** The gradient [batch, units] as that of the sequence. */
template <typename Number>
std::vector<Number> pool_backward(Pooling how, std::size_t batch, std::size_t time,
                                  const std::vector<Number>& output_gradient) {
  const std::size_t units = output_gradient.size() / batch;
  std::vector<Number> input_gradient(batch * time * units);
  for (std::size_t n = 0; n < batch; ++n)
    for (std::size_t t = 0; t < time; ++t)
      for (std::size_t u = 0; u < units; ++u)
        input_gradient[(n * time + t) * units + u] = pool_share<Number>(how, time, t) * output_gradient[n * units + u];
  return input_gradient;
}

}  // namespace almanac::reference
