// Fast positional encoding: the sinusoids of reference/positional-encoding.hpp, computed once, are added.
#pragma once

#include "../kernels.hpp"
#include "vector.hpp"

namespace almanac {
namespace {

void add_positions(const AddPositions& p) {
  for (std::size_t t = 0; t < p.time; ++t) {
    const float* ALMANAC_RESTRICT positions = p.positions + t * p.units;
    for (std::size_t n = 0; n < p.batch; ++n) {
      const float* ALMANAC_RESTRICT input = p.input + (t * p.batch + n) * p.units;
      float* ALMANAC_RESTRICT output = p.output + (t * p.batch + n) * p.units;
      ALMANAC_INDEPENDENT
      for (std::size_t u = 0; u < p.units; ++u) output[u] = input[u] + positions[u];
    }
  }
}

}  // namespace
}  // namespace almanac
