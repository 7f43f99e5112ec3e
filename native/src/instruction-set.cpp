#include "instruction-set.hpp"

#include <stdexcept>
#include <string>

namespace almanac {

// One line for each variant that CMakeLists.txt compiles in.
extern const Kernels kernels_generic;
extern const Kernels kernels_avx2;
extern const Kernels kernels_avx512;
extern const Kernels kernels_neon;

std::vector<const Kernels*> supported_kernels() {
  std::vector<const Kernels*> kernels;
#if defined(ALMANAC_HAS_X86_VARIANTS)
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    kernels.push_back(&kernels_avx512);
  if (avx2) kernels.push_back(&kernels_avx2);
#endif
#if defined(ALMANAC_HAS_NEON_VARIANT)
  kernels.push_back(&kernels_neon);
#endif
  kernels.push_back(&kernels_generic);
  return kernels;
}

const Kernels& choose_kernels(std::string_view name) {
  const auto supported = supported_kernels();
  if (name.empty()) return *supported.front();
  std::string names;
  for (const Kernels* kernels : supported) {
    if (name == kernels->name) return *kernels;
    names += (names.empty() ? "" : ", ") + std::string(kernels->name);
  }
  throw std::invalid_argument("Instruction set: expected one that this CPU supports (" + names + "), found " +
                              std::string(name) + ".");
}

}  // namespace almanac
