// Specification of the logistic function 1 / (1 + e^-x). Where e^-x becomes infinite it is 0, as it should be.
#pragma once

#include <cmath>

namespace almanac::reference {

template <typename Number>
Number sigmoid(Number x) {
  return Number(1) / (Number(1) + std::exp(-x));
}

}  // namespace almanac::reference
