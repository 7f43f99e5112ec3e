// Specification of inverted dropout (Srivastava et al. 2014): in training every element is kept with
// probability 1 - rate and scaled by 1 / (1 - rate); at inference the layer does nothing.
// Shape: [batch, time, units], batch-major; time = 1 after a layer that returns one step.
// The mask is a pure function of (seed, step, stream, index), index = (position in batch * time + t) * units + u,
// so it does not depend on who computes it. Forward and backward are the same product with the mask.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "../random.hpp"

namespace almanac::reference {

struct DropoutMask {
  double rate;
  std::uint32_t seed, step, stream;

  bool keeps(std::size_t index) const {
    const std::uint32_t word = hash32(seed, step, stream, static_cast<std::uint32_t>(index));
    return static_cast<double>(word) >= rate * 4294967296.0;
  }
};

template <typename Number>
std::vector<Number> dropout_apply(const DropoutMask& mask, const std::vector<Number>& values) {
  const Number scale = static_cast<Number>(1.0 / (1.0 - mask.rate));
  std::vector<Number> result(values.size());
  for (std::size_t index = 0; index < values.size(); ++index)
    result[index] = mask.keeps(index) ? values[index] * scale : Number(0);
  return result;
}

}  // namespace almanac::reference
