// Counter-based random words: the twin of engine/kernel/random.ts, bit for bit.
#pragma once

#include <cstdint>

namespace almanac {

// `static`, not `inline`: this header is compiled once per instruction set, and the linker must never
// hand the AVX-512 copy of a shared function to a CPU without it.

/** Finaliser of MurmurHash3 (Appleby 2011): a bijection on 32 bits. */
[[maybe_unused]] static constexpr std::uint32_t mix32(std::uint32_t value) {
  std::uint32_t h = value;
  h = (h ^ (h >> 16)) * 0x85ebca6bu;
  h = (h ^ (h >> 13)) * 0xc2b2ae35u;
  return h ^ (h >> 16);
}

/** The part of `hash32` that does not depend on the index. */
[[maybe_unused]] static constexpr std::uint32_t hash32_prefix(std::uint32_t seed, std::uint32_t step,
                                                              std::uint32_t stream) {
  const std::uint32_t h = mix32(seed ^ (step * 0x9e3779b1u));
  return mix32(h ^ ((stream + 1u) * 0x85ebca77u));
}

/** The rest of `hash32`. */
[[maybe_unused]] static constexpr std::uint32_t hash32_at(std::uint32_t prefix, std::uint32_t index) {
  return mix32(prefix ^ ((index + 1u) * 0xc2b2ae3du));
}

/** A random 32-bit word that depends on nothing but its coordinates, so any thread may draw it in any order. */
[[maybe_unused]] static constexpr std::uint32_t hash32(std::uint32_t seed, std::uint32_t step, std::uint32_t stream,
                                                       std::uint32_t index) {
  return hash32_at(hash32_prefix(seed, step, stream), index);
}

}  // namespace almanac
