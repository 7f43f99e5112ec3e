// What may be asked of the machine's memory. Systems that promise more than they have (Linux) give any size and end the
// process once it is used, so what cannot fit is refused beforehand.
#pragma once

#include <cstdint>

namespace almanac {

/** Bytes of the machine's memory; the largest number where the system does not tell. */
std::uint64_t physical_memory();

/** Throws std::bad_alloc where `bytes` is more than that. */
void expect_room(std::uint64_t bytes);

}  // namespace almanac
