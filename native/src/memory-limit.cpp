#include "memory-limit.hpp"

#include <limits>
#include <new>

#if defined(_WIN32)
#define NOMINMAX
#include <windows.h>
#else
#include <unistd.h>
#endif

namespace almanac {

std::uint64_t physical_memory() {
  constexpr std::uint64_t unknown = std::numeric_limits<std::uint64_t>::max();
#if defined(_WIN32)
  MEMORYSTATUSEX status{};
  status.dwLength = sizeof(status);
  return GlobalMemoryStatusEx(&status) != 0 ? status.ullTotalPhys : unknown;
#else
  const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
  return pages > 0 && size > 0 ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(size) : unknown;
#endif
}

void expect_room(std::uint64_t bytes) {
  static const std::uint64_t most = physical_memory();
  if (bytes > most) throw std::bad_alloc();
}

}  // namespace almanac
