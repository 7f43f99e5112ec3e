// A flag that one thread raises and others look at while they work. Not std::atomic: operations/ use no templates of the
// standard library (kernels.hpp).
#pragma once

#include <cstdint>

namespace almanac {

struct StopFlag {
  std::uint8_t value = 0;
};

// `static`, as in random.hpp: this header is compiled once per instruction set.
#if defined(__GNUC__)
[[maybe_unused]] static bool is_raised(const StopFlag& flag) {
  return __atomic_load_n(&flag.value, __ATOMIC_RELAXED) != 0;
}
[[maybe_unused]] static void put(StopFlag& flag, bool raised) {
  __atomic_store_n(&flag.value, static_cast<std::uint8_t>(raised), __ATOMIC_RELAXED);
}
#else
// What is volatile is read and written at once in Visual C++.
[[maybe_unused]] static bool is_raised(const StopFlag& flag) {
  return *static_cast<const volatile std::uint8_t*>(&flag.value) != 0;
}
[[maybe_unused]] static void put(StopFlag& flag, bool raised) {
  *static_cast<volatile std::uint8_t*>(&flag.value) = static_cast<std::uint8_t>(raised);
}
#endif

}  // namespace almanac
