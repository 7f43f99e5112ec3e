// exp, sigmoid and tanh by one short exponential that the compiler can vectorise.
//
// e^x = 2^n e^r, n = round(x / ln 2), r = x - n ln 2 in two parts (Cody and Waite 1980), |r| <= ln(2) / 2;
// e^r - 1 = r + r^2 p(r), p of degree 4 with the smallest largest error relative to e^r - 1, 1.4e-8.
// tanh(x) = (e^2x - 1) / (e^2x + 1), with e^2x - 1 = (2^n - 1) + 2^n (e^r - 1): both parts are small when the
// result is, so it keeps its relative accuracy near zero.
// Relative error over all arguments: below 4e-7 (tests/squash.test.cpp). NaN stays NaN: the comparisons of the
// clamps are written so that it passes.
#pragma once

#include "lanes.hpp"

namespace almanac {
namespace {

/** e^x as power * (1 + excess), power a power of two. For |x| <= 87. T is a Vector or a float, here and below. */
template <typename T>
struct SplitExponential {
  T power, excess;
};

template <typename T>
ALMANAC_INLINE SplitExponential<T> split_exponential(T x) {
  // Adding 1.5 * 2^23 leaves the rounded integer in the low bits of the sum, here with the bias of an exponent.
  constexpr float shift = 12582912.0f + 127.0f;
  const T shifted = x * 1.44269504f + shift;
  const T n = shifted - shift;
  T r = x - n * 0.693359375f;   // ln 2 in nine bits: the product is exact
  r = r - n * -2.12194440e-4f;  // and the rest of it
  T series = r * 1.38825178e-3f + 8.36655069e-3f;
  series = series * r + 4.16672006e-2f;
  series = series * r + 1.66665435e-1f;
  series = series * r + 4.99999981e-1f;
  series = series * r + 1.0f;
  return {from_bits(to_bits(shifted) << 23), series * r};
}

template <typename T>
ALMANAC_INLINE T clamp(T x, float limit) {
  return at_least(-limit, at_most(limit, x));
}

/**
 * a / b for a normal b > 0 whose reciprocal is normal, to a unit in the last place. Wide vectors divide slowly, one part
 * after the other: there a guess of 1 / b from its bits, 5 % off, is made better by a step of third order and, with the
 * quotient, one of second.
 */
template <typename A, typename T>
ALMANAC_INLINE T quotient_of(A a, T b) {
  if constexpr (vector_floats < 8) {
    return a / b;
  } else {
    T r = from_bits(0x7ef31000u - to_bits(b));
    const T e = 1.0f - b * r;
    r = r + r * (e + e * e);
    const T q = a * r;
    return q + r * (a - b * q);
  }
}

/** e^x, held at e^-87 and e^87 beyond. */
template <typename T>
ALMANAC_INLINE T exponential_of(T x) {
  const SplitExponential<T> e = split_exponential(clamp(x, 87.0f));
  return e.power + e.power * e.excess;
}

template <typename T>
ALMANAC_INLINE T sigmoid_of(T x) {
  const SplitExponential<T> e = split_exponential(-clamp(x, 87.0f));
  return quotient_of(1.0f, (e.power + 1.0f) + e.power * e.excess);
}

template <typename T>
ALMANAC_INLINE T tanh_of(T x) {
  const SplitExponential<T> e = split_exponential(clamp(x + x, 18.5f));
  const T numerator = (e.power - 1.0f) + e.power * e.excess;
  return quotient_of(numerator, numerator + 2.0f);
}

void exponential(const float* x, std::size_t count, float* result) {
  for_each_lane(count, [&](auto at) { at.put(result, exponential_of(at(x))); });
}

void sigmoid(const float* x, std::size_t count, float* result) {
  for_each_lane(count, [&](auto at) { at.put(result, sigmoid_of(at(x))); });
}

void tanh(const float* x, std::size_t count, float* result) {
  for_each_lane(count, [&](auto at) { at.put(result, tanh_of(at(x))); });
}

}  // namespace
}  // namespace almanac
