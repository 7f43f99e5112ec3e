// Specification of the positional encoding (Vaswani et al. 2017, "Attention Is All You Need", 3.5), added to a
// sequence of `units` numbers a step:
//
//   PE(t, 2i) = sin(t / 10000^(2i / units)), PE(t, 2i + 1) = cos(t / 10000^(2i / units))
//
// t counts from 0 at the window's oldest bar. No parameters; the gradient passes as it is.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace almanac::reference {

/** [time, units]; computed in double precision whatever it is added to. */
inline std::vector<double> sinusoids(std::size_t time, std::size_t units) {
  std::vector<double> result;
  for (std::size_t t = 0; t < time; ++t)
    for (std::size_t u = 0; u < units; ++u) {
      const double even = static_cast<double>(u - u % 2);
      const double angle = static_cast<double>(t) / std::pow(10000.0, even / static_cast<double>(units));
      result.push_back(u % 2 == 0 ? std::sin(angle) : std::cos(angle));
    }
  return result;
}

/** `input` [batch, time, units]. */
template <typename Number>
std::vector<Number> positional_encoding_forward(std::size_t time, std::size_t units, const std::vector<Number>& input) {
  const std::vector<double> positions = sinusoids(time, units);
  std::vector<Number> output = input;
  for (std::size_t i = 0; i < output.size(); ++i) output[i] += static_cast<Number>(positions[i % positions.size()]);
  return output;
}

}  // namespace almanac::reference
