// Fast self-attention; formulas and notation in reference/attention.hpp, shapes in kernels.hpp.
//
// One sample and head after the other, by the packed product. Scores are held transposed, a row for each key and a
// column for each query: softmax over the keys then runs down the columns, in vectors and with nothing to sum across
// one. Columns beyond the last query, up to a whole vector, are computed and never read.
#pragma once

#include "../kernels.hpp"
#include "matrix-product.hpp"
#include "squash.hpp"

namespace almanac {
namespace {

/** e^x for x <= 0; below -87 it stays at e^-87, which nothing can tell from 0 beside the e^0 of a softmax. */
template <typename T>
ALMANAC_INLINE T exponential_below_one(T x) {
  const SplitExponential<T> e = split_exponential(at_least(-87.0f, x));
  return e.power + e.power * e.excess;
}

/** C [rows, time] = A [rows, depth] B, B [depth, time] packed; C's rows have room for whole vectors. */
void multiply_whole(std::size_t rows, std::size_t depth, std::size_t time, const float* a, std::size_t a_stride,
                    const float* packed, float* c, std::size_t c_stride) {
  for (std::size_t j = 0, width; j < time; j += width) {
    width = next_panel(time - j);
    multiply_panel<Layout::plain>(rows, {a, a_stride, depth}, {}, packed + j * depth, whole_vectors(width), c + j,
                                  c_stride, Store::overwrite);
  }
}

/** softmax(scale * scores) down each of the `count` columns of `scores` [rows, stride]. */
void softmax_columns(std::size_t rows, std::size_t count, std::size_t stride, float scale, float* scores,
                     float* scratch) {
  float* ALMANAC_RESTRICT largest = scratch;
  float* ALMANAC_RESTRICT sum = scratch + stride;
  for (std::size_t j = 0; j < count; ++j) {
    largest[j] = scores[j];
    sum[j] = 0.0f;
  }
  for (std::size_t k = 1; k < rows; ++k) {
    const float* ALMANAC_RESTRICT row = scores + k * stride;
    ALMANAC_INDEPENDENT
    for (std::size_t j = 0; j < count; ++j) largest[j] = largest[j] < row[j] ? row[j] : largest[j];
  }
  for (std::size_t k = 0; k < rows; ++k) {
    float* ALMANAC_RESTRICT row = scores + k * stride;
    for_each_lane(count, [&](auto at) {
      const auto e = exponential_below_one((at(row) - at(largest)) * scale);
      at.put(row, e);
      at.put(sum, at(sum) + e);
    });
  }
  for (std::size_t j = 0; j < count; ++j) sum[j] = 1.0f / sum[j];
  for (std::size_t k = 0; k < rows; ++k) {
    float* ALMANAC_RESTRICT row = scores + k * stride;
    ALMANAC_INDEPENDENT
    for (std::size_t j = 0; j < count; ++j) row[j] *= sum[j];
  }
}

/** `gradient` of the weights becomes that of the scores: scale * w * (dw - sum over the column of w dw). */
void softmax_columns_backward(std::size_t rows, std::size_t count, std::size_t stride, float scale,
                              const float* weights, float* gradient, float* scratch) {
  float* ALMANAC_RESTRICT sum = scratch;
  for (std::size_t j = 0; j < count; ++j) sum[j] = 0.0f;
  for (std::size_t k = 0; k < rows; ++k) {
    const float* ALMANAC_RESTRICT w = weights + k * stride;
    const float* ALMANAC_RESTRICT dw = gradient + k * stride;
    ALMANAC_INDEPENDENT
    for (std::size_t j = 0; j < count; ++j) sum[j] += w[j] * dw[j];
  }
  for (std::size_t k = 0; k < rows; ++k) {
    const float* ALMANAC_RESTRICT w = weights + k * stride;
    float* ALMANAC_RESTRICT dw = gradient + k * stride;
    ALMANAC_INDEPENDENT
    for (std::size_t j = 0; j < count; ++j) dw[j] = scale * w[j] * (dw[j] - sum[j]);
  }
}

void attention_forward(const AttentionForward& p) {
  const std::size_t T = p.time, size = p.units / p.heads, stride = p.weights_stride;
  const std::size_t columns = whole_vectors(T);
  const float scale = 1.0f / square_root(static_cast<float>(size));
  for (std::size_t n = 0; n < p.batch; ++n)
    for (std::size_t head = 0; head < p.heads && !is_raised(p.stop); ++head) {
      const std::size_t at = n * T * p.units + head * size;
      float* weights = p.weights + (n * p.heads + head) * T * stride;
      pack_transposed(p.query + at, p.units, T, size, p.transposed_panels);
      multiply_whole(T, size, T, p.key + at, p.units, p.transposed_panels, weights, stride);
      softmax_columns(T, columns, stride, scale, weights, p.sums);
      pack_plain(p.value + at, p.units, T, size, p.panels);
      multiply<Layout::transposed>(T, T, size, weights, stride, p.panels, p.output + at, p.units, Store::overwrite);
    }
}

void attention_backward(const AttentionBackward& p) {
  const std::size_t T = p.time, size = p.units / p.heads, stride = p.weights_stride;
  const std::size_t columns = whole_vectors(T);
  const float scale = 1.0f / square_root(static_cast<float>(size));
  float* more_panels = p.panels + T * whole_vectors(size);
  for (std::size_t n = 0; n < p.batch; ++n)
    for (std::size_t head = 0; head < p.heads && !is_raised(p.stop); ++head) {
      const std::size_t at = n * T * p.units + head * size;
      const float* weights = p.weights + (n * p.heads + head) * T * stride;
      const float* gradient = p.output_gradient + at;
      pack_transposed(gradient, p.units, T, size, p.transposed_panels);
      multiply_whole(T, size, T, p.value + at, p.units, p.transposed_panels, p.weights_gradient, stride);
      pack_plain(gradient, p.units, T, size, p.panels);
      multiply<Layout::plain>(T, T, size, weights, stride, p.panels, p.value + at, p.units, Store::overwrite);
      softmax_columns_backward(T, columns, stride, scale, weights, p.weights_gradient, p.sums);
      // Both are packed before their gradients take their place.
      pack_plain(p.key + at, p.units, T, size, p.panels);
      pack_plain(p.query + at, p.units, T, size, more_panels);
      multiply<Layout::transposed>(T, T, size, p.weights_gradient, stride, p.panels, p.query + at, p.units, Store::overwrite);
      multiply<Layout::plain>(T, T, size, p.weights_gradient, stride, more_panels, p.key + at, p.units, Store::overwrite);
    }
}

}  // namespace
}  // namespace almanac
