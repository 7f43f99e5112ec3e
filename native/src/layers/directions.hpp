// What bidirectional layers have in common: the directions share the rows of the hidden states, forward first, and
// where only their ends are wanted, each direction's last is another step.
#pragma once

#include <cstddef>
#include <cstring>

namespace almanac {

inline std::size_t direction_count(bool bidirectional) { return bidirectional ? 2 : 1; }

/** Of hidden [time, batch, 2 units] the forward half of the last step and the other of the first, [batch, 2 units]. */
inline void gather_ends(std::size_t time, std::size_t batch, std::size_t units, const float* hidden, float* ends) {
  const float* last = hidden + (time - 1) * batch * 2 * units;
  for (std::size_t row = 0; row < batch * 2 * units; row += 2 * units) {
    std::memcpy(ends + row, last + row, units * sizeof(float));
    std::memcpy(ends + row + units, hidden + row + units, units * sizeof(float));
  }
}

}  // namespace almanac
