// C (+)= A B with B packed into panels, the one product behind every layer.
//
// A panel holds up to `panel_width` columns of B, row after row, so that the inner loop reads it front to back. A tile
// of `tile_rows` rows and one panel's columns of results stays in registers over the whole depth (Goto and van de Geijn
// 2008, without the outer blocking: the matrices of one shard fit the second-level cache). The last panel is as many
// whole vectors wide as its columns need.
//
// Every element of C is summed over the depth in ascending order whatever the other sizes are, so a sample's result
// does not depend on which samples lie beside it.
//
// The including variant defines ALMANAC_TILE_ROWS and ALMANAC_TILE_VECTORS.
#pragma once

#include "../stop-flag.hpp"
#include "vector.hpp"

namespace almanac {
namespace {

constexpr int tile_rows = ALMANAC_TILE_ROWS;
constexpr int tile_vectors = ALMANAC_TILE_VECTORS;
constexpr std::size_t panel_width = tile_vectors * vector_floats;

enum class Store { overwrite, accumulate };
/** How A [m, depth] lies in memory: row-major, or as the transpose of a row-major [depth, m] matrix. */
enum class Layout { plain, transposed };

constexpr std::size_t whole_vectors(std::size_t columns) {
  return (columns + vector_floats - 1) / vector_floats * vector_floats;
}

/** How many of `columns` columns lie in the vector that begins at `first`. */
constexpr std::size_t part_of_vector(std::size_t columns, std::size_t first) {
  return columns <= first ? 0 : columns - first < vector_floats ? columns - first : vector_floats;
}

/**
 * How many of the `rest` columns that are left belong to the next panel. One vector more than a panel is cut in two
 * narrower panels: a tile of a single vector would wait for its sums.
 */
constexpr std::size_t next_panel(std::size_t rest) {
  if (rest <= panel_width) return rest;
  return tile_vectors > 2 && rest <= panel_width + vector_floats ? panel_width - vector_floats : panel_width;
}

/** A, or a part of its depth: rows lie `stride` floats apart. */
struct Factor {
  const float* data = nullptr;
  std::size_t stride = 0, depth = 0;
};

/** Adds A times the panel's rows to a tile; returns the row of the panel behind them. */
template <int ROWS, Layout LAYOUT, int VECTORS>
ALMANAC_INLINE const float* add_to_tile(Vector (&sum)[ROWS][VECTORS], const Factor& a, std::size_t first_row,
                                        const float* panel) {
  const float* rows = LAYOUT == Layout::plain ? a.data + first_row * a.stride : a.data + first_row;
  for (std::size_t k = 0; k < a.depth; ++k) {
    Vector b[VECTORS];
    ALMANAC_UNROLL
    for (int v = 0; v < VECTORS; ++v) b[v] = load(panel + static_cast<std::size_t>(v) * vector_floats);
    ALMANAC_UNROLL
    for (int r = 0; r < ROWS; ++r) {
      const float factor = LAYOUT == Layout::plain ? rows[static_cast<std::size_t>(r) * a.stride + k]
                                                   : rows[k * a.stride + static_cast<std::size_t>(r)];
      ALMANAC_UNROLL
      for (int v = 0; v < VECTORS; ++v) multiply_add(sum[r][v], factor, b[v]);
    }
    panel += VECTORS * vector_floats;
  }
  return panel;
}

/** ROWS x (VECTORS vectors) of C; `columns` of them are stored. */
template <int ROWS, Layout LAYOUT, int VECTORS>
ALMANAC_INLINE void multiply_tile(const Factor& a, const Factor& more, std::size_t first_row, const float* panel,
                                  std::size_t columns, float* c, std::size_t c_stride, Store mode) {
  Vector sum[ROWS][VECTORS] = {};
  panel = add_to_tile<ROWS, LAYOUT, VECTORS>(sum, a, first_row, panel);
  add_to_tile<ROWS, LAYOUT, VECTORS>(sum, more, first_row, panel);
  c += first_row * c_stride;
  if (columns == VECTORS * vector_floats) {
    ALMANAC_UNROLL
    for (int r = 0; r < ROWS; ++r) {
      ALMANAC_UNROLL
      for (int v = 0; v < VECTORS; ++v) {
        float* target = c + static_cast<std::size_t>(r) * c_stride + static_cast<std::size_t>(v) * vector_floats;
        store(target, mode == Store::accumulate ? add(load(target), sum[r][v]) : sum[r][v]);
      }
    }
    return;
  }
  ALMANAC_UNROLL
  for (int r = 0; r < ROWS; ++r) {
    ALMANAC_UNROLL
    for (int v = 0; v < VECTORS; ++v) {
      const std::size_t first = static_cast<std::size_t>(v) * vector_floats;
      const std::size_t count = part_of_vector(columns, first);
      float* target = c + static_cast<std::size_t>(r) * c_stride + first;
      store_part(target, count, mode == Store::accumulate ? add(load_part(target, count), sum[r][v]) : sum[r][v]);
    }
  }
}

/** The columns of one panel, VECTORS vectors wide, for all `rows` of C. */
template <Layout LAYOUT, int VECTORS>
void multiply_vectors(std::size_t rows, const Factor& a, const Factor& more, const float* panel, std::size_t columns,
                      float* c, std::size_t c_stride, Store mode) {
  constexpr std::size_t step = static_cast<std::size_t>(tile_rows);
  std::size_t m = 0;
  for (; m + step <= rows; m += step)
    multiply_tile<tile_rows, LAYOUT, VECTORS>(a, more, m, panel, columns, c, c_stride, mode);
  // One compiled tile per remaining height: a tile's height has to be a constant to stay in registers.
  switch (rows - m) {
#define ALMANAC_TILE(HEIGHT)                                                                      \
  case HEIGHT:                                                                                    \
    if constexpr (HEIGHT < tile_rows)                                                             \
      multiply_tile<HEIGHT, LAYOUT, VECTORS>(a, more, m, panel, columns, c, c_stride, mode);      \
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

/** The `columns` of one panel, for all `rows` of C. The panel has the rows of A's depth, then those of `more`'s. */
template <Layout LAYOUT>
void multiply_panel(std::size_t rows, const Factor& a, const Factor& more, const float* panel, std::size_t columns,
                    float* c, std::size_t c_stride, Store mode) {
  static_assert(tile_vectors <= 3, "a case for each width");
  if (columns <= vector_floats) {
    multiply_vectors<LAYOUT, 1>(rows, a, more, panel, columns, c, c_stride, mode);
  } else if (tile_vectors == 2 || columns <= 2 * vector_floats) {
    multiply_vectors<LAYOUT, 2>(rows, a, more, panel, columns, c, c_stride, mode);
  } else if constexpr (tile_vectors == 3) {
    multiply_vectors<LAYOUT, 3>(rows, a, more, panel, columns, c, c_stride, mode);
  }
}

/** C [rows, columns] (+)= [A more] B, with B [depth, columns] packed; `more` may be empty and then B's rest is unread. */
template <Layout LAYOUT = Layout::plain>
void multiply_joined(std::size_t rows, std::size_t depth, std::size_t columns, const Factor& a, const Factor& more,
                     const float* packed, float* c, std::size_t c_stride, Store mode) {
  for (std::size_t j = 0, width; j < columns; j += width) {
    width = next_panel(columns - j);
    multiply_panel<LAYOUT>(rows, a, more, packed + j * depth, width, c + j, c_stride, mode);
  }
}

/** C [rows, columns] (+)= A [rows, depth] B, with B [depth, columns] packed. */
template <Layout LAYOUT = Layout::plain>
void multiply(std::size_t rows, std::size_t depth, std::size_t columns, const float* a, std::size_t a_stride,
              const float* packed, float* c, std::size_t c_stride, Store mode) {
  multiply_joined<LAYOUT>(rows, depth, columns, {a, a_stride, depth}, {}, packed, c, c_stride, mode);
}

/** Rows of C between two looks at a stop flag: some milliseconds with the largest matrices. */
constexpr std::size_t rows_at_once = 256;

/** As multiply, but only so far once `stop` is raised: for all steps at once. */
void multiply_long(const StopFlag& stop, std::size_t rows, std::size_t depth, std::size_t columns, const float* a,
                   std::size_t a_stride, const float* packed, float* c, std::size_t c_stride, Store mode) {
  for (std::size_t first = 0; first < rows && !is_raised(stop); first += rows_at_once) {
    const std::size_t count = rows - first < rows_at_once ? rows - first : rows_at_once;
    multiply(count, depth, columns, a + first * a_stride, a_stride, packed, c + first * c_stride, c_stride, mode);
  }
}

/** One panel: `columns` of a matrix with `rows` rows, `stride` floats apart; zeros up to a whole vector. */
void pack_panel(const float* matrix, std::size_t stride, std::size_t rows, std::size_t columns, float* panel) {
  const std::size_t width = whole_vectors(columns);
  for (std::size_t k = 0; k < rows; ++k) {
    const float* source = matrix + k * stride;
    float* target = panel + k * width;
    for (std::size_t v = 0; v < width; v += vector_floats) {
      const std::size_t count = part_of_vector(columns, v);
      store(target + v, count == vector_floats ? load(source + v) : load_part(source + v, count));
    }
  }
}

/** All panels of `matrix` [rows, columns], whose rows lie `stride` floats apart. */
void pack_plain(const float* matrix, std::size_t stride, std::size_t rows, std::size_t columns, float* packed) {
  for (std::size_t j = 0, width; j < columns; j += width) {
    width = next_panel(columns - j);
    pack_panel(matrix + j, stride, rows, width, packed + j * rows);
  }
}

/** All panels of the transpose of `matrix` [rows, columns], whose rows lie `stride` floats apart. */
void pack_transposed(const float* matrix, std::size_t stride, std::size_t rows, std::size_t columns, float* packed) {
  for (std::size_t j = 0, width; j < rows; j += width) {
    width = next_panel(rows - j);
    const std::size_t panel_stride = whole_vectors(width);
    float* panel = packed + j * columns;
    if (width < panel_stride)
      for (std::size_t i = 0; i < columns * panel_stride; ++i) panel[i] = 0.0f;
    for (std::size_t r = 0; r < width; ++r)
      for (std::size_t k = 0; k < columns; ++k) panel[k * panel_stride + r] = matrix[(j + r) * stride + k];
  }
}

void pack(const float* matrix, std::size_t rows, std::size_t columns, bool transpose, float* packed) {
  if (transpose) {
    pack_transposed(matrix, columns, rows, columns, packed);
  } else {
    pack_plain(matrix, columns, rows, columns, packed);
  }
}

/** Adds the column sums of a panel of `columns` columns to `sums`. */
void add_column_sums(const float* panel, std::size_t rows, std::size_t columns, float* sums) {
  const std::size_t width = whole_vectors(columns);
  for (std::size_t v = 0; v < width; v += vector_floats) {
    // Four sums in turns, as one alone would wait for itself.
    Vector sum[4] = {};
    std::size_t k = 0;
    for (; k + 4 <= rows; k += 4) {
      ALMANAC_UNROLL
      for (std::size_t i = 0; i < 4; ++i) sum[i] = add(sum[i], load(panel + (k + i) * width + v));
    }
    for (; k < rows; ++k) sum[0] = add(sum[0], load(panel + k * width + v));
    const std::size_t count = part_of_vector(columns, v);
    store_part(sums + v, count, add(load_part(sums + v, count), add(add(sum[0], sum[1]), add(sum[2], sum[3]))));
  }
}

/**
 * Cuts `gradient` [rows, columns], whose rows lie `stride` floats apart, into panels, one after the other in the memory
 * of one, and calls `use(panel, first, columns)` for each until `stop` is raised: products over all rows read a panel front
 * to back.
 */
template <typename Use>
ALMANAC_INLINE void for_each_panel(const StopFlag& stop, const float* gradient, std::size_t stride, std::size_t rows, std::size_t columns,
                                   float* panel, Use&& use) {
  for (std::size_t j = 0, width; j < columns && !is_raised(stop); j += width) {
    width = next_panel(columns - j);
    pack_panel(gradient + j, stride, rows, width, panel);
    use(panel, j, width);
  }
}

/** C [inputs, columns] += A^T B, A being [rows, inputs] and B one panel of `columns`; only so far once `stop` is raised. */
ALMANAC_INLINE void add_transposed_product(const StopFlag& stop, std::size_t rows, std::size_t inputs, const float* a,
                                           std::size_t a_stride, const float* panel, std::size_t columns, float* c,
                                           std::size_t c_stride) {
  for (std::size_t first = 0; first < inputs && !is_raised(stop); first += rows_at_once) {
    const std::size_t count = inputs - first < rows_at_once ? inputs - first : rows_at_once;
    multiply_panel<Layout::transposed>(count, {a + first, a_stride, rows}, {}, panel, columns, c + first * c_stride,
                                       c_stride, Store::accumulate);
  }
}

}  // namespace
}  // namespace almanac
