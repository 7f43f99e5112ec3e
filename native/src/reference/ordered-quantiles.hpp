// Specification of quantiles that cannot cross, by construction (Gasthaus et al. 2019 add up increments alike): the
// output in the middle, m = levels / 2 rounded down, is its quantile, and the others are steps away from it,
//   q_m = a_m,   q_k = q_(k-1) + softplus(a_k) for k > m,   q_k = q_(k+1) - softplus(a_k) for k < m.
// Shapes: outputs a and quantiles q [count, levels]; `count` = batch * horizons. Unit: that of the label.
// Backward:  da_m = sum of all dq,
//   da_k = sigmoid(a_k) * sum_(j >= k) dq_j for k > m,   da_k = -sigmoid(a_k) * sum_(j <= k) dq_j for k < m.
#pragma once

#include <cstddef>
#include <vector>

#include "sigmoid.hpp"
#include "softplus.hpp"

namespace almanac::reference {

template <typename Number>
std::vector<Number> ordered_quantiles_forward(std::size_t levels, std::size_t count, const Number* outputs) {
  const std::size_t m = levels / 2;
  std::vector<Number> quantiles(count * levels);
  for (std::size_t n = 0; n < count; ++n) {
    const Number* a = outputs + n * levels;
    Number* q = quantiles.data() + n * levels;
    q[m] = a[m];
    for (std::size_t k = m + 1; k < levels; ++k) q[k] = q[k - 1] + softplus(a[k]);
    for (std::size_t k = m; k-- > 0;) q[k] = q[k + 1] - softplus(a[k]);
  }
  return quantiles;
}

template <typename Number>
std::vector<Number> ordered_quantiles_backward(std::size_t levels, std::size_t count, const Number* outputs,
                                               const std::vector<Number>& quantile_gradient) {
  const std::size_t m = levels / 2;
  std::vector<Number> gradient(count * levels);
  for (std::size_t n = 0; n < count; ++n) {
    const Number* a = outputs + n * levels;
    const Number* dq = quantile_gradient.data() + n * levels;
    Number* da = gradient.data() + n * levels;
    Number above = 0, below = 0;
    for (std::size_t k = levels - 1; k > m; --k) {
      above += dq[k];
      da[k] = sigmoid(a[k]) * above;
    }
    for (std::size_t k = 0; k < m; ++k) {
      below += dq[k];
      da[k] = -sigmoid(a[k]) * below;
    }
    da[m] = below + dq[m] + above;
  }
  return gradient;
}

}  // namespace almanac::reference
