#pragma once

#include <algorithm>
#include <cmath>

namespace almanac::reference {

/** ln(1 + e^x), which overflows for no x; its derivative is the sigmoid. */
template <typename Number>
Number softplus(Number x) {
  return std::max(x, Number(0)) + std::log1p(std::exp(-std::abs(x)));
}

}  // namespace almanac::reference
