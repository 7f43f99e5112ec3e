// output = input + dropout(branch), row by row; the mask is specified in reference/dropout.hpp. Without an input it is
// the gradient of the branch.
#pragma once

#include "../kernels.hpp"
#include "dropout.hpp"

namespace almanac {
namespace {

/** One row, `first` being the index of its first element in the mask. */
ALMANAC_INLINE void add_branch_row(std::uint32_t units, std::uint32_t first, const DropoutMask& mask, bool drops,
                                   const float* ALMANAC_RESTRICT branch, const float* ALMANAC_RESTRICT input,
                                   float* ALMANAC_RESTRICT output) {
  if (input == nullptr) {
    ALMANAC_INDEPENDENT
    for (std::uint32_t u = 0; u < units; ++u) output[u] = drops ? mask.apply(first + u, branch[u]) : branch[u];
  } else {
    ALMANAC_INDEPENDENT
    for (std::uint32_t u = 0; u < units; ++u)
      output[u] = input[u] + (drops ? mask.apply(first + u, branch[u]) : branch[u]);
  }
}

void add_branch(const AddBranch& p) {
  const bool drops = p.rate > 0;
  const DropoutMask mask = make_dropout_mask(p.rate, p.seed, p.step, p.stream);
  for (std::size_t n = 0; n < p.batch; ++n)
    for (std::size_t t = 0; t < p.time; ++t)
      add_branch_row(static_cast<std::uint32_t>(p.units),
                     static_cast<std::uint32_t>(((p.first_position + n) * p.time + t) * p.units), mask, drops,
                     p.branch + t * p.branch_order.time + n * p.branch_order.sample,
                     p.input == nullptr ? nullptr : p.input + t * p.input_order.time + n * p.input_order.sample,
                     p.output + t * p.output_order.time + n * p.output_order.sample);
}

}  // namespace
}  // namespace almanac
