#pragma once

namespace almanac {

/** One lambda per alternative, for std::visit. */
template <class... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};

}  // namespace almanac
