// exp, sigmoid and tanh by one short exponential that the compiler can vectorise.
//
// e^x = 2^n e^r, n = round(x / ln 2), r = x - n ln 2 in two parts (Cody and Waite 1980), |r| <= ln(2) / 2;
// e^r - 1 by its Taylor series to r^7 / 7!, whose remainder is below 6e-9 there.
// tanh(x) = (e^2x - 1) / (e^2x + 1), with e^2x - 1 = (2^n - 1) + 2^n (e^r - 1): both parts are small when the
// result is, so it keeps its relative accuracy near zero.
// Relative error over all arguments: below 4e-7 (tests/squash.test.cpp). NaN stays NaN: the comparisons of the
// clamps are written so that it passes.
#pragma once

#include <cstdint>

#include "vector.hpp"

namespace almanac {
namespace {

/** e^x as power * (1 + excess), power a power of two. For |x| <= 87. */
struct SplitExponential {
  float power, excess;
};

ALMANAC_INLINE SplitExponential split_exponential(float x) {
  // Adding 1.5 * 2^23 leaves the rounded integer in the low bits of the sum.
  const float shifted = x * 1.44269504f + 12582912.0f;
  const float n = shifted - 12582912.0f;
  float r = x - n * 0.693359375f;  // ln 2 in nine bits: the product is exact
  r = r - n * -2.12194440e-4f;     // and the rest of it
  float series = 1.0f / 5040;
  series = series * r + 1.0f / 720;
  series = series * r + 1.0f / 120;
  series = series * r + 1.0f / 24;
  series = series * r + 1.0f / 6;
  series = series * r + 0.5f;
  series = series * r + 1.0f;
  const std::uint32_t bits = (__builtin_bit_cast(std::uint32_t, shifted) << 23) + (127u << 23);
  return {__builtin_bit_cast(float, bits), series * r};
}

ALMANAC_INLINE float clamp(float x, float limit) {
  x = limit < x ? limit : x;
  return x < -limit ? -limit : x;
}

/** e^x, held at e^-87 and e^87 beyond. */
ALMANAC_INLINE float exponential_of(float x) {
  const SplitExponential e = split_exponential(clamp(x, 87.0f));
  return e.power + e.power * e.excess;
}

ALMANAC_INLINE float sigmoid_of(float x) {
  return 1.0f / (1.0f + exponential_of(-x));
}

ALMANAC_INLINE float tanh_of(float x) {
  const SplitExponential e = split_exponential(clamp(x + x, 18.5f));
  const float numerator = (e.power - 1.0f) + e.power * e.excess;
  return numerator / (numerator + 2.0f);
}

void exponential(const float* x, std::size_t count, float* result) {
  ALMANAC_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) result[i] = exponential_of(x[i]);
}

void sigmoid(const float* x, std::size_t count, float* result) {
  ALMANAC_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) result[i] = sigmoid_of(x[i]);
}

void tanh(const float* x, std::size_t count, float* result) {
  ALMANAC_INDEPENDENT
  for (std::size_t i = 0; i < count; ++i) result[i] = tanh_of(x[i]);
}

}  // namespace
}  // namespace almanac
