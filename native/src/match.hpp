#pragma once

namespace almanac {

/** One lambda per alternative, for std::visit. */
template <class... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};
// clang before 17 does not deduce it for an aggregate.
template <class... Cases>
Match(Cases...) -> Match<Cases...>;

}  // namespace almanac
