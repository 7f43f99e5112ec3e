#include <cstdio>

#include "check.hpp"
#include "instruction-set.hpp"

int main() {
  using namespace almanac::tests;
  std::printf("instruction sets:");
  for (const auto* kernels : almanac::supported_kernels()) std::printf(" %s", kernels->name);
  std::printf("\n");
  test_random();
  test_finite_differences();
  test_losses();
  test_squash();
  test_fast_path();
  test_temporal_attention();
  test_trainer();
  test_determinism();
  test_thread_team();
  std::printf("%d passed, %d failed\n", tally().passed, tally().failed);
  return tally().failed == 0 ? 0 : 1;
}
