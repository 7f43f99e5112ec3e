// The few lines of test library that these tests need.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "kernels.hpp"
#include "random.hpp"

namespace almanac::tests {

struct Tally {
  int passed = 0, failed = 0;
};

inline Tally& tally() {
  static Tally tally;
  return tally;
}

/** Counts one check, and prints what failed. */
inline void check(bool holds, const std::string& what) {
  if (holds) {
    ++tally().passed;
  } else {
    ++tally().failed;
    std::printf("FAILED  %s\n", what.c_str());
  }
}

/** The largest |a - b| / (1 + |b|), infinite where the lengths differ or anything is not finite. */
template <typename A, typename B>
double largest_difference(const A& a, const B& b) {
  if (a.size() != b.size()) return INFINITY;
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = static_cast<double>(a[i]), y = static_cast<double>(b[i]);
    const double difference = std::fabs(x - y) / (1 + std::fabs(y));
    if (!(difference <= largest)) largest = std::isnan(difference) ? INFINITY : difference;
  }
  return largest;
}

/** The L2 norm of a - b over that of b. */
template <typename A, typename B>
double relative_difference(const A& a, const B& b) {
  if (a.size() != b.size()) return INFINITY;
  double squares = 0, norm = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = static_cast<double>(a[i]), y = static_cast<double>(b[i]);
    squares += (x - y) * (x - y);
    norm += y * y;
  }
  const double result = std::sqrt(squares / (norm > 0 ? norm : 1));
  return std::isfinite(result) ? result : INFINITY;
}

/** The gradient of `function` at `at` by central differences. */
template <typename Function>
std::vector<double> central_differences(std::vector<double> at, Function&& function) {
  const double h = 1e-5;
  std::vector<double> result;
  for (double& x : at) {
    const double kept = x;
    x = kept + h;
    const double above = function(at);
    x = kept - h;
    const double below = function(at);
    x = kept;
    result.push_back((above - below) / (2 * h));
  }
  return result;
}

/** `count` numbers spread over [-scale, scale], the same ones for the same seed. */
template <typename Number>
std::vector<Number> numbers(std::size_t count, std::uint32_t seed, double scale) {
  std::vector<Number> result(count);
  for (std::size_t i = 0; i < count; ++i)
    result[i] = static_cast<Number>(
        static_cast<float>(scale * (static_cast<double>(hash32(seed, 0, 0, static_cast<std::uint32_t>(i))) / 2147483648.0 - 1)));
  return result;
}

// One function per file, listed in main.cpp.
void test_random();
void test_finite_differences();
void test_losses();
void test_squash();
void test_fast_path();
void test_temporal_attention();
void test_trainer();
void test_determinism();
void test_thread_team();
void test_concurrency();

}  // namespace almanac::tests
