// How many multiplications and additions a core does at most: in registers alone, with nothing to load or store.
#pragma once

#include "matrix-product.hpp"

namespace almanac {
namespace {

/** Does `rounds` rounds on as many sums as a tile has, which nothing waits for; returns floating-point operations. */
double multiply_in_registers(std::size_t rounds, float* sink) {
  constexpr int count = tile_rows * tile_vectors;
  Vector sum[count];
  for (int i = 0; i < count; ++i) sum[i] = Vector{} + static_cast<float>(i);
  Vector factor = Vector{} + sink[0], term = Vector{} + sink[1];
  for (std::size_t round = 0; round < rounds; ++round) {
    ALMANAC_UNROLL
    for (int i = 0; i < count; ++i) sum[i] = sum[i] * factor + term;
  }
  for (int i = 1; i < count; ++i) sum[0] = sum[0] + sum[i];
  float lane[vector_floats];
  store(lane, sum[0]);
  sink[0] = lane[0];  // or the compiler would leave it all out
  return 2.0 * count * static_cast<double>(vector_floats) * static_cast<double>(rounds);
}

}  // namespace
}  // namespace almanac
