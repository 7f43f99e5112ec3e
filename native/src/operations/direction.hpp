// The order in which one direction of a recurrent layer reads the steps of a window: from its start, or reversed.
#pragma once

#include "vector.hpp"

namespace almanac {
namespace {

/** The step that is read i-th. */
ALMANAC_INLINE std::size_t nth_step(std::size_t i, std::size_t time, bool reverse) {
  return reverse ? time - 1 - i : i;
}

/**
 * Where time-major rows begin so that each, but for the first step read, meets the one of the step read before it.
 * `time - 1` steps follow from either.
 */
struct Meeting {
  std::size_t now, before;
};

ALMANAC_INLINE Meeting meet_step_before(std::size_t batch, bool reverse) {
  return reverse ? Meeting{0, batch} : Meeting{batch, 0};
}

}  // namespace
}  // namespace almanac
