// Specification of a skip connection, which brings an earlier value s back to the flow x of the chain:
//   add:    y = x + s                       (He et al. 2016, residual networks)
//   concat: y = [x s] along the last axis   (Huang et al. 2017, densely connected networks)
// Shapes: x [rows, x_units], s [rows, s_units]; rows are samples, or the steps of all samples.
// Backward: add gives dx = ds = dy; concat gives each its own columns of dy. s also gets what its other readers say.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "../network-spec.hpp"

namespace almanac::reference {

template <typename Number>
std::vector<Number> skip_forward(Joining how, std::size_t rows, const std::vector<Number>& x,
                                 const std::vector<Number>& s) {
  std::vector<Number> y;
  const std::size_t x_units = x.size() / rows, s_units = s.size() / rows;
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t u = 0; u < x_units; ++u)
      y.push_back(how == Joining::add ? x[r * x_units + u] + s[r * s_units + u] : x[r * x_units + u]);
    if (how == Joining::concat)
      for (std::size_t u = 0; u < s_units; ++u) y.push_back(s[r * s_units + u]);
  }
  return y;
}

/** dx and ds. */
template <typename Number>
std::pair<std::vector<Number>, std::vector<Number>> skip_backward(Joining how, std::size_t rows, std::size_t x_units,
                                                                  std::size_t s_units, const std::vector<Number>& dy) {
  if (how == Joining::add) return {dy, dy};
  std::vector<Number> dx, ds;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t u = 0; u < x_units + s_units; ++u)
      (u < x_units ? dx : ds).push_back(dy[r * (x_units + s_units) + u]);
  return {dx, ds};
}

}  // namespace almanac::reference
