// C (+)= A B with B packed into panels, the one product behind every layer.
//
// A panel holds `panel_width` columns of B, row after row, so that the inner loop reads it front to back. A tile of
// `tile_rows` x `panel_width` results stays in registers over the whole depth (Goto and van de Geijn 2008, without
// the outer blocking: the matrices of one shard fit the second-level cache).
//
// Every element of C is summed over the depth in ascending order whatever the other sizes are, so a sample's result
// does not depend on which samples lie beside it.
//
// The including variant defines ALMANAC_TILE_ROWS and ALMANAC_TILE_VECTORS.
#pragma once

#include "vector.hpp"

namespace almanac {
namespace {

constexpr int tile_rows = ALMANAC_TILE_ROWS;
constexpr std::size_t tile_vectors = ALMANAC_TILE_VECTORS;
constexpr std::size_t panel_width = tile_vectors * vector_floats;

enum class Store { overwrite, accumulate };
/** How A [m, depth] lies in memory: row-major, or as the transpose of a row-major [depth, m] matrix. */
enum class Layout { plain, transposed };

/** ROWS x (VECTORS vectors) of C; `columns` of them are stored. */
template <int ROWS, Layout LAYOUT, std::size_t VECTORS>
ALMANAC_INLINE void multiply_tile(std::size_t depth, const float* a, std::size_t a_stride, const float* panel,
                                  std::size_t columns, float* c, std::size_t c_stride, Store mode) {
  Vector sum[ROWS][VECTORS] = {};
  for (std::size_t k = 0; k < depth; ++k) {
    Vector b[VECTORS];
    ALMANAC_UNROLL
    for (std::size_t v = 0; v < VECTORS; ++v) b[v] = load(panel + k * panel_width + v * vector_floats);
    ALMANAC_UNROLL
    for (int r = 0; r < ROWS; ++r) {
      const float factor = LAYOUT == Layout::plain ? a[static_cast<std::size_t>(r) * a_stride + k]
                                                   : a[k * a_stride + static_cast<std::size_t>(r)];
      ALMANAC_UNROLL
      for (std::size_t v = 0; v < VECTORS; ++v) multiply_add(sum[r][v], factor, b[v]);
    }
  }
  if (columns == VECTORS * vector_floats) {
    ALMANAC_UNROLL
    for (int r = 0; r < ROWS; ++r) {
      ALMANAC_UNROLL
      for (std::size_t v = 0; v < VECTORS; ++v) {
        float* target = c + static_cast<std::size_t>(r) * c_stride + v * vector_floats;
        store(target, mode == Store::accumulate ? add(load(target), sum[r][v]) : sum[r][v]);
      }
    }
    return;
  }
  for (int r = 0; r < ROWS; ++r) {
    float row[VECTORS * vector_floats];
    for (std::size_t v = 0; v < VECTORS; ++v) store(row + v * vector_floats, sum[r][v]);
    float* target = c + static_cast<std::size_t>(r) * c_stride;
    for (std::size_t j = 0; j < columns; ++j) target[j] = mode == Store::accumulate ? target[j] + row[j] : row[j];
  }
}

/** The first VECTORS vectors of one panel's columns of C, for all of its `rows`. */
template <Layout LAYOUT, std::size_t VECTORS>
void multiply_vectors(std::size_t rows, std::size_t depth, const float* a, std::size_t a_stride, const float* panel,
                      std::size_t columns, float* c, std::size_t c_stride, Store mode) {
  constexpr std::size_t step = static_cast<std::size_t>(tile_rows);
  std::size_t m = 0;
  for (; m + step <= rows; m += step)
    multiply_tile<tile_rows, LAYOUT, VECTORS>(depth, LAYOUT == Layout::plain ? a + m * a_stride : a + m, a_stride,
                                              panel, columns, c + m * c_stride, c_stride, mode);
  const float* rest = LAYOUT == Layout::plain ? a + m * a_stride : a + m;
  float* target = c + m * c_stride;
  // One compiled tile per remaining height: a tile's height has to be a constant to stay in registers.
  switch (rows - m) {
#define ALMANAC_TILE(HEIGHT)                                                                                       \
  case HEIGHT:                                                                                                     \
    if constexpr (HEIGHT < tile_rows)                                                                              \
      multiply_tile<HEIGHT, LAYOUT, VECTORS>(depth, rest, a_stride, panel, columns, target, c_stride, mode);       \
    break;
    ALMANAC_TILE(1)
    ALMANAC_TILE(2)
    ALMANAC_TILE(3)
    ALMANAC_TILE(4)
    ALMANAC_TILE(5)
    ALMANAC_TILE(6)
    ALMANAC_TILE(7)
#undef ALMANAC_TILE
    default:
      break;
  }
}
static_assert(tile_rows <= 8, "multiply_vectors has a case for each height below tile_rows");

/** One panel's columns of C, for all of its `rows`. What fits one vector is not computed in `tile_vectors`. */
template <Layout LAYOUT>
void multiply_panel(std::size_t rows, std::size_t depth, const float* a, std::size_t a_stride, const float* panel,
                    std::size_t columns, float* c, std::size_t c_stride, Store mode) {
  if (columns <= vector_floats) {
    multiply_vectors<LAYOUT, 1>(rows, depth, a, a_stride, panel, columns, c, c_stride, mode);
  } else {
    multiply_vectors<LAYOUT, tile_vectors>(rows, depth, a, a_stride, panel, columns, c, c_stride, mode);
  }
}

/** C [rows, columns] (+)= A [rows, depth] B, with B [depth, columns] packed. */
void multiply(std::size_t rows, std::size_t depth, std::size_t columns, const float* a, std::size_t a_stride,
              const float* packed, float* c, std::size_t c_stride, Store mode) {
  for (std::size_t j = 0; j < columns; j += panel_width) {
    const std::size_t width = columns - j < panel_width ? columns - j : panel_width;
    multiply_panel<Layout::plain>(rows, depth, a, a_stride, packed + j * depth, width, c + j, c_stride, mode);
  }
}

/**
 * One panel: columns first .. first + panel_width of `matrix` [rows, columns], zeros beyond its last column. Rows lie
 * `stride` floats apart.
 */
void pack_panel(const float* matrix, std::size_t stride, std::size_t rows, std::size_t columns, std::size_t first,
                float* panel) {
  const std::size_t width = columns - first < panel_width ? columns - first : panel_width;
  for (std::size_t k = 0; k < rows; ++k) {
    const float* source = matrix + k * stride + first;
    float* target = panel + k * panel_width;
    if (width == panel_width) {
      for (std::size_t v = 0; v < panel_width; v += vector_floats) store(target + v, load(source + v));
    } else {
      for (std::size_t j = 0; j < panel_width; ++j) target[j] = j < width ? source[j] : 0.0f;
    }
  }
}

void pack_panel(const float* matrix, std::size_t rows, std::size_t columns, std::size_t first, float* panel) {
  pack_panel(matrix, columns, rows, columns, first, panel);
}

void pack(const float* matrix, std::size_t rows, std::size_t columns, bool transpose, float* packed) {
  if (!transpose) {
    for (std::size_t j = 0; j < columns; j += panel_width) pack_panel(matrix, rows, columns, j, packed + j * rows);
    return;
  }
  // The transpose is [columns, rows]: its panels hold `rows` of the matrix side by side.
  for (std::size_t j = 0; j < rows; j += panel_width) {
    float* panel = packed + j * columns;
    const std::size_t width = rows - j < panel_width ? rows - j : panel_width;
    for (std::size_t k = 0; k < columns; ++k)
      for (std::size_t r = 0; r < panel_width; ++r)
        panel[k * panel_width + r] = r < width ? matrix[(j + r) * columns + k] : 0.0f;
  }
}

/** Adds the column sums of a panel [rows, panel_width] to `sums` [columns]. */
void add_column_sums(const float* panel, std::size_t rows, std::size_t columns, float* sums) {
  Vector sum[tile_vectors] = {};
  for (std::size_t k = 0; k < rows; ++k)
    for (std::size_t v = 0; v < tile_vectors; ++v)
      sum[v] = add(sum[v], load(panel + k * panel_width + v * vector_floats));
  float row[panel_width];
  for (std::size_t v = 0; v < tile_vectors; ++v) store(row + v * vector_floats, sum[v]);
  for (std::size_t j = 0; j < columns; ++j) sums[j] += row[j];
}

}  // namespace
}  // namespace almanac
