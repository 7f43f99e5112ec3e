// How many multiplications and additions a core does at most: in registers alone, with nothing to load or store.
#pragma once

#include "matrix-product.hpp"

namespace almanac {
namespace {

/**
 * Does `rounds` rounds on so many sums that none waits for the last one; returns floating-point operations. Rows and vectors
 * are loops of their own, as in a tile: one loop over them all is longer than compilers unroll, and the sums would lie in
 * memory.
 */
double multiply_in_registers(std::size_t rounds, float* sink) {
  // Two units take up to 7 cycles where multiplying and adding are two operations. Sixteen registers hold 12 sums.
  constexpr int rows = tile_rows * tile_vectors < 12 ? 12 / tile_vectors : tile_rows;
  Vector sum[rows][tile_vectors];
  for (int r = 0; r < rows; ++r)
    for (int v = 0; v < tile_vectors; ++v) sum[r][v] = Vector{} + static_cast<float>(r + v);
  const Vector factor = Vector{} + sink[0], term = Vector{} + sink[1];
  for (std::size_t round = 0; round < rounds; ++round) {
    ALMANAC_UNROLL
    for (int r = 0; r < rows; ++r) {
      ALMANAC_UNROLL
      for (int v = 0; v < tile_vectors; ++v) sum[r][v] = sum[r][v] * factor + term;
    }
  }
  Vector total = {};
  for (int r = 0; r < rows; ++r)
    for (int v = 0; v < tile_vectors; ++v) total = add(total, sum[r][v]);
  float lane[vector_floats];
  store(lane, total);
  sink[0] = lane[0];  // or the compiler would leave it all out
  return 2.0 * rows * tile_vectors * static_cast<double>(vector_floats) * static_cast<double>(rounds);
}

}  // namespace
}  // namespace almanac
