#pragma once

#include <string_view>
#include <vector>

#include "kernels.hpp"

namespace almanac {

/** The instruction sets that were compiled in and that this CPU supports, best first; never empty. */
std::vector<const Kernels*> supported_kernels();

/** The kernels of that name, or the best ones for an empty name; throws std::invalid_argument where unsupported. */
const Kernels& choose_kernels(std::string_view name);

}  // namespace almanac
