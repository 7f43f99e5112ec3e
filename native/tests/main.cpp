// almanac_tests [test...]: runs the tests that are named, in this order, or all of them.
#include <cstdio>
#include <cstring>

#include "check.hpp"
#include "instruction-set.hpp"

namespace {

using namespace almanac::tests;

struct Test {
  const char* name;
  void (*run)();
};

constexpr Test all[] = {
    {"random", test_random},
    {"finite-difference", test_finite_differences},
    {"losses", test_losses},
    {"squash", test_squash},
    {"fast-path", test_fast_path},
    {"temporal-attention", test_temporal_attention},
    {"trainer", test_trainer},
    {"determinism", test_determinism},
    {"thread-team", test_thread_team},
    {"concurrency", test_concurrency},
};

const Test* find(const char* name) {
  for (const Test& test : all)
    if (std::strcmp(test.name, name) == 0) return &test;
  return nullptr;
}

}  // namespace

int main(int count, char** names) {
  for (int i = 1; i < count; ++i) {
    if (find(names[i]) != nullptr) continue;
    std::fprintf(stderr, "almanac_tests: expected the name of a test, found '%s'; there are", names[i]);
    for (const Test& test : all) std::fprintf(stderr, " %s", test.name);
    std::fprintf(stderr, "\n");
    return 2;
  }
  std::printf("instruction sets:");
  for (const auto* kernels : almanac::supported_kernels()) std::printf(" %s", kernels->name);
  std::printf("\n");
  if (count == 1)
    for (const Test& test : all) test.run();
  for (int i = 1; i < count; ++i) find(names[i])->run();
  std::printf("%d passed, %d failed\n", tally().passed, tally().failed);
  return tally().failed == 0 ? 0 : 1;
}
