// Fast dropout; the mask is specified in reference/dropout.hpp. Forward and backward are the same product: the mask
// is computed again rather than stored.
#pragma once

#include "../kernels.hpp"
#include "../random.hpp"
#include "vector.hpp"

namespace almanac {
namespace {

/** The mask of one layer in one optimiser step. */
struct DropoutMask {
  std::uint32_t prefix, threshold;
  float scale;

  /** `value`, the element of that index, dropped or scaled. */
  ALMANAC_INLINE float apply(std::uint32_t index, float value) const {
    return hash32_at(prefix, index) >= threshold ? value * scale : 0.0f;
  }
};

ALMANAC_INLINE DropoutMask make_dropout_mask(double rate, std::uint32_t seed, std::uint32_t step,
                                             std::uint32_t stream) {
  // hash >= rate * 2^32 over integers is hash >= the next integer up; the spec keeps it within 32 bits.
  const double exact = rate * 4294967296.0;
  const std::uint32_t floor = static_cast<std::uint32_t>(exact);
  const std::uint32_t threshold = static_cast<double>(floor) < exact ? floor + 1 : floor;
  return {hash32_prefix(seed, step, stream), threshold, static_cast<float>(1.0 / (1.0 - rate))};
}

void dropout_apply(const Dropout& p) {
  const DropoutMask mask = make_dropout_mask(p.rate, p.seed, p.step, p.stream);
  for (std::size_t t = 0; t < p.time; ++t) {
    for (std::size_t n = 0; n < p.batch; ++n) {
      const std::uint32_t first = static_cast<std::uint32_t>(((p.first_position + n) * p.time + t) * p.units);
      const float* ALMANAC_RESTRICT input = p.input + (t * p.batch + n) * p.units;
      float* ALMANAC_RESTRICT output = p.output + (t * p.batch + n) * p.units;
      const std::uint32_t units = static_cast<std::uint32_t>(p.units);
      ALMANAC_INDEPENDENT
      for (std::uint32_t u = 0; u < units; ++u) output[u] = mask.apply(first + u, input[u]);
    }
  }
}

}  // namespace
}  // namespace almanac
