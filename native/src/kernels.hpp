// The table of fast operations. Each instruction set compiles operations/ once and fills one such table
// (variants/), so choosing an instruction set at run time is choosing a table.
//
// This header and everything in operations/ use no standard library templates: a template instance compiled
// with AVX-512 could otherwise be the copy that the linker keeps for every CPU.
#pragma once

#include <cstddef>
#include <cstdint>

#include "activation.hpp"
#include "stop-flag.hpp"

namespace almanac {

// `stop` below: once it is raised, an operation that may take long returns early. What it leaves is of no use.

/**
 * LSTM over one shard, time-major: row t * batch + n. All matrices row-major, gates in order i, f, g, o.
 * `packed_*` come from `Kernels::pack`.
 *
 * One direction: `reverse` reads the window from its end to its start. Two directions share the rows of `hidden` and
 * of its gradient, which therefore lie `hidden_stride` apart; it is `units` where there is one direction.
 */
struct LstmForward {
  const StopFlag& stop;
  std::size_t batch, time, input_size, units;
  bool reverse;
  std::size_t hidden_stride;
  const float* input;             // [time, batch, input_size]
  const float* packed;            // W [input_size, 4 units] and below it U [units, 4 units], as one matrix
  const float* bias;              // [4 units]
  const float* zeros;             // c_0 of one sample, [units]
  float* gates;                   // out [time, batch, 4 units]
  float* cell;                    // out [time, batch, units]
  float* cell_tanh;               // out [time, batch, units]
  float* hidden;                  // out [time, batch, units]
};

struct LstmBackward {
  const StopFlag& stop;
  std::size_t batch, time, input_size, units;
  bool reverse;
  std::size_t hidden_stride;
  const float* input;                        // [time, batch, input_size]
  const float* packed_input_transposed;      // W^T [4 units, input_size]
  const float* packed_recurrent_transposed;  // U^T [4 units, units]
  float* gates;                              // [time, batch, 4 units], overwritten by their gradient
  const float* cell;                         // [time, batch, units]
  const float* cell_tanh;                    // [time, batch, units]
  const float* hidden;                       // [time, batch, units]
  const float* zeros;                        // c_0 of one sample, [units]
  bool every_step;         // the gradient arrives at every step, or only at the last that is read
  float* hidden_gradient;  // [time, batch, units] or [batch, units], overwritten
  float* cell_gradient;    // scratch [batch, units]
  float* panel;            // scratch [time * batch, panel_width]
  float* input_gradient;   // out [time, batch, input_size], or null when nobody needs it
  bool add_input_gradient;  // to what another direction wrote there
  float* weights_gradient;    // added to: W, U, b, as the parameters lie
};

/**
 * GRU over one shard, laid out as LSTM's; gates in order z, r, n. Names as in reference/gru.hpp: `recurrent` is a.
 */
struct GruForward {
  const StopFlag& stop;
  std::size_t batch, time, input_size, units;
  bool reverse;
  std::size_t hidden_stride;
  const float* input;             // [time, batch, input_size]
  const float* packed_input;      // W [input_size, 3 units]
  const float* packed_recurrent;  // U [units, 3 units]
  const float* bias;              // b [3 units]
  const float* recurrent_bias;    // bR [units]
  const float* zeros;             // h_0 U of one sample, [3 units]
  float* product;                 // scratch [batch, 3 units]
  float* gates;                   // out [time, batch, 3 units]
  float* recurrent;               // out [time, batch, units]
  float* hidden;                  // out [time, batch, units]
};

struct GruBackward {
  const StopFlag& stop;
  std::size_t batch, time, input_size, units;
  bool reverse;
  std::size_t hidden_stride;
  const float* input;                        // [time, batch, input_size]
  const float* packed_input_transposed;      // W^T [3 units, input_size]
  const float* packed_recurrent_transposed;  // U^T [3 units, units]
  float* gates;                              // [time, batch, 3 units], overwritten by their gradient
  float* recurrent;                          // [time, batch, units], overwritten by its gradient
  const float* hidden;                       // [time, batch, units]
  const float* zeros;                        // h_0 of one sample, [units]
  bool every_step;         // the gradient arrives at every step, or only at the last that is read
  float* hidden_gradient;  // [time, batch, units] or [batch, units], overwritten
  float* panel;            // scratch [time * batch, panel_width]
  float* input_gradient;   // out [time, batch, input_size], or null when nobody needs it
  bool add_input_gradient;  // to what another direction wrote there
  float* weights_gradient;  // added to: W, U, b, bR, as the parameters lie
};

/** Attention over time over one shard, time-major. Names as in reference/temporal-attention.hpp. */
struct TemporalAttentionForward {
  const StopFlag& stop;
  std::size_t batch, time, input_size, units;
  const float* input;         // h [time, batch, input_size]
  const float* packed_input;  // W [input_size, units]
  const float* bias;          // b [units]
  const float* scorer;        // u [units]
  float* squashed;            // out, tanh(h W + b), [time, batch, units]
  float* attention;           // out, alpha [time, batch]
  float* output;              // out [batch, 2 input_size]: context, last step
};

struct TemporalAttentionBackward {
  const StopFlag& stop;
  std::size_t batch, time, input_size, units;
  const float* input;                    // [time, batch, input_size]
  const float* packed_input_transposed;  // W^T [units, input_size]
  const float* scorer;                   // [units]
  float* squashed;                       // [time, batch, units], overwritten by the gradient of h W + b
  float* attention;                      // [time, batch], overwritten by the gradient of the scores
  const float* output;                   // [batch, 2 input_size]
  const float* output_gradient;          // [batch, 2 input_size]
  float* scorer_gradient;                // scratch [units]
  float* panel;                          // scratch [time * batch, panel_width]
  float* input_gradient;                 // out [time, batch, input_size], or null when nobody needs it
  float* weights_gradient;               // added to: W, b, u, as the parameters lie
};

/** `batch` counts rows: samples, or the steps of all samples. */
struct DenseForward {
  const StopFlag& stop;
  std::size_t batch, input_size, units;
  Activation activation;
  const float* input;   // [batch, input_size]
  const float* packed;  // W [input_size, units]
  const float* bias;    // [units]
  float* output;        // out [batch, units]
};

struct DenseBackward {
  const StopFlag& stop;
  std::size_t batch, input_size, units;
  Activation activation;
  const float* input;              // [batch, input_size]
  const float* output;             // [batch, units]
  const float* packed_transposed;  // W^T [units, input_size]
  float* output_gradient;          // [batch, units], overwritten
  float* panel;                    // scratch [batch, panel_width]
  float* input_gradient;           // out [batch, input_size], or null
  bool add_to_input_gradient = false;  // or overwrite it
  float* weights_gradient;             // of W, added to
  float* bias_gradient;                // of b, added to; or null
};

/** Inverted dropout over one shard, time-major; the mask's index is batch-major over the whole batch. */
struct Dropout {
  std::size_t batch, time, units;
  std::size_t first_position;  // of the shard's first sample in the batch
  double rate;
  std::uint32_t seed, step, stream;
  const float* input;  // [time, batch, units]
  float* output;       // [time, batch, units]
};

/** How far apart, in floats, the rows of two steps and of two samples lie. */
struct RowOrder {
  std::size_t time, sample;

  /** Row t * batch + n: how all layers hand on their values. */
  static constexpr RowOrder time_major(std::size_t batch, std::size_t units) { return {batch * units, units}; }
  /** Row n * time + t: the steps of one sample together, as attention reads them. */
  static constexpr RowOrder sample_major(std::size_t time, std::size_t units) { return {units, time * units}; }
};

/** Layer normalisation; what has no order of its own is sample-major. */
struct LayerNormForward {
  std::size_t batch, time, units;
  const float* input;
  RowOrder input_order;
  const float* gamma;  // [units]
  const float* beta;   // [units]
  float* statistics;   // out [batch, time, 2]: mean and 1 / standard deviation
  float* output;       // out [batch, time, units]
};

struct LayerNormBackward {
  std::size_t batch, time, units;
  const float* input;
  RowOrder input_order;          // of `input` and `input_gradient`
  const float* gamma;            // [units]
  const float* statistics;       // [batch, time, 2]
  const float* output_gradient;  // [batch, time, units]
  const float* skipped = nullptr;  // the gradient that came past this layer, added; or null
  RowOrder skipped_order{};
  float* sums;              // scratch [2 units]
  float* input_gradient;    // out, or null when nobody needs it
  float* weights_gradient;  // added to: gamma, beta
};

/** Attention over the steps of each sample. `weights` row: those with which all queries read one key. */
struct AttentionForward {
  const StopFlag& stop;
  std::size_t batch, time, units, heads;
  const float* query;           // [batch, time, units]
  const float* key;             // [batch, time, units]
  const float* value;           // [batch, time, units]
  float* transposed_panels;     // scratch, packed_size(units / heads, time)
  float* panels;                // scratch, packed_size(time, units / heads)
  float* sums;                  // scratch [2, weights_stride]
  std::size_t weights_stride;   // packed_size(1, time)
  float* weights;               // out [batch, heads, time, weights_stride]
  float* output;                // out [batch, time, units]
};

struct AttentionBackward {
  const StopFlag& stop;
  std::size_t batch, time, units, heads;
  float* query;                  // [batch, time, units], overwritten by their gradients
  float* key;
  float* value;
  std::size_t weights_stride;
  const float* weights;          // [batch, heads, time, weights_stride]
  const float* output_gradient;  // [batch, time, units]
  float* transposed_panels;      // scratch, packed_size(units / heads, time)
  float* panels;                 // scratch, twice packed_size(time, units / heads)
  float* sums;                   // scratch [weights_stride]
  float* weights_gradient;       // scratch [time, weights_stride]
};

/** output = input + the inverted dropout of `branch`: a residual connection; its mask is that of the dropout layer. */
struct AddBranch {
  std::size_t batch, time, units;
  std::size_t first_position;  // of the shard's first sample in the batch
  double rate;                 // 0 drops nothing
  std::uint32_t seed, step, stream;
  const float* branch;
  RowOrder branch_order;
  const float* input = nullptr;  // or null: nothing is added
  RowOrder input_order{};
  float* output;
  RowOrder output_order;
};

/** Adds the same [time, units] to every sample. */
struct AddPositions {
  std::size_t batch, time, units;
  const float* input;      // [time, batch, units]
  const float* positions;  // [time, units]
  float* output;           // [time, batch, units]
};

struct PoolMean {
  std::size_t batch, time, units;
  const float* from;  // forward [time, batch, units], backward [batch, units]
  float* to;          // the other one
};

/** Numbers `first` to `first + count` of the gradients of all shards become one gradient. */
struct GradientSum {
  std::size_t first, count;
  const float* const* parts;  // [part_count], each a whole gradient
  std::size_t part_count;     // at least 1
  float* total;               // out [count]
};

struct AdamStep {
  std::size_t count;
  const float* gradient;
  float gradient_scale;  // from clipping
  float rate;            // learning rate / (1 - beta1^step)
  float second_scale;    // 1 / sqrt(1 - beta2^step)
  float* parameters;
  float* first_moment;
  float* second_moment;
};

struct SgdStep {
  std::size_t count;
  const float* gradient;
  float gradient_scale;  // from clipping
  float rate;
  float momentum;
  bool nesterov;
  float* parameters;
  float* velocity;
};

struct Kernels {
  const char* name;
  /** Floats of a vector register, and columns of the widest panel of a packed matrix. */
  std::size_t vector_floats, panel_width;

  /** Packs `matrix` [rows, columns], or its transpose, into panels; the last one ends with a whole vector. */
  void (*pack)(const float* matrix, std::size_t rows, std::size_t columns, bool transpose, float* packed);
  void (*lstm_forward)(const LstmForward&);
  void (*lstm_backward)(const LstmBackward&);
  void (*gru_forward)(const GruForward&);
  void (*gru_backward)(const GruBackward&);
  void (*temporal_attention_forward)(const TemporalAttentionForward&);
  void (*temporal_attention_backward)(const TemporalAttentionBackward&);
  void (*dense_forward)(const DenseForward&);
  void (*dense_backward)(const DenseBackward&);
  void (*dropout_apply)(const Dropout&);
  void (*layer_norm_forward)(const LayerNormForward&);
  void (*layer_norm_backward)(const LayerNormBackward&);
  void (*attention_forward)(const AttentionForward&);
  void (*attention_backward)(const AttentionBackward&);
  void (*add_branch)(const AddBranch&);
  void (*add_positions)(const AddPositions&);
  void (*pool_mean_forward)(const PoolMean&);
  void (*pool_mean_backward)(const PoolMean&);
  void (*sum_gradients)(const GradientSum&);
  double (*sum_of_squares)(const float* x, std::size_t count);
  void (*adam_step)(const AdamStep&);
  void (*sgd_step)(const SgdStep&);
  /** For benches: operations done in `rounds` rounds in registers alone. `sink` [2] is read and written. */
  double (*multiply_in_registers)(std::size_t rounds, float* sink);
  /** The approximations that the layers use, for their tests. */
  void (*exponential)(const float* x, std::size_t count, float* result);
  void (*sigmoid)(const float* x, std::size_t count, float* result);
  void (*tanh)(const float* x, std::size_t count, float* result);

  /** Floats that a packed [rows, columns] matrix takes. */
  std::size_t packed_size(std::size_t rows, std::size_t columns) const {
    return rows * ((columns + vector_floats - 1) / vector_floats * vector_floats);
  }
};

}  // namespace almanac
