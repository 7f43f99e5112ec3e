// The table of fast operations. Each instruction set compiles operations/ once and fills one such table
// (variants/), so choosing an instruction set at run time is choosing a table.
//
// This header and everything in operations/ use no standard library templates: a template instance compiled
// with AVX-512 could otherwise be the copy that the linker keeps for every CPU.
#pragma once

#include <cstddef>
#include <cstdint>

namespace almanac {

/**
 * LSTM over one shard, time-major: row t * batch + n. All matrices row-major, gates in order i, f, g, o.
 * `packed_*` come from `Kernels::pack`.
 */
struct LstmForward {
  std::size_t batch, time, input_size, units;
  const float* input;             // [time, batch, input_size]
  const float* packed_input;      // W [input_size, 4 units]
  const float* packed_recurrent;  // U [units, 4 units]
  const float* bias;              // [4 units]
  const float* zeros;             // c_0 of one sample, [units]
  float* gates;                   // out [time, batch, 4 units]
  float* cell;                    // out [time, batch, units]
  float* cell_tanh;               // out [time, batch, units]
  float* hidden;                  // out [time, batch, units]
};

struct LstmBackward {
  std::size_t batch, time, input_size, units;
  const float* input;                        // [time, batch, input_size]
  const float* packed_input_transposed;      // W^T [4 units, input_size]
  const float* packed_recurrent_transposed;  // U^T [4 units, units]
  float* gates;                              // [time, batch, 4 units], overwritten by their gradient
  const float* cell;                         // [time, batch, units]
  const float* cell_tanh;                    // [time, batch, units]
  const float* hidden;                       // [time, batch, units]
  const float* zeros;                        // c_0 of one sample, [units]
  bool every_step;         // the gradient arrives at every step, or only at the last
  float* hidden_gradient;  // [time, batch, units] or [batch, units], overwritten
  float* cell_gradient;    // scratch [batch, units]
  float* panel;            // scratch [time * batch, panel_width]
  float* input_gradient;   // out [time, batch, input_size], or null when nobody needs it
  float* weights_gradient;    // added to: W, U, b, as the parameters lie
};

/**
 * GRU over one shard, laid out as LSTM's; gates in order z, r, n. Names as in reference/gru.hpp: `recurrent` is a.
 */
struct GruForward {
  std::size_t batch, time, input_size, units;
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
  std::size_t batch, time, input_size, units;
  const float* input;                        // [time, batch, input_size]
  const float* packed_input_transposed;      // W^T [3 units, input_size]
  const float* packed_recurrent_transposed;  // U^T [3 units, units]
  float* gates;                              // [time, batch, 3 units], overwritten by their gradient
  float* recurrent;                          // [time, batch, units], overwritten by its gradient
  const float* hidden;                       // [time, batch, units]
  const float* zeros;                        // h_0 of one sample, [units]
  bool every_step;         // the gradient arrives at every step, or only at the last
  float* hidden_gradient;  // [time, batch, units] or [batch, units], overwritten
  float* panel;            // scratch [time * batch, panel_width]
  float* input_gradient;   // out [time, batch, input_size], or null when nobody needs it
  float* weights_gradient;  // added to: W, U, b, bR, as the parameters lie
};

struct DenseForward {
  std::size_t batch, input_size, units;
  bool relu;
  const float* input;   // [batch, input_size]
  const float* packed;  // W [input_size, units]
  const float* bias;    // [units]
  float* output;        // out [batch, units]
};

struct DenseBackward {
  std::size_t batch, input_size, units;
  bool relu;
  const float* input;              // [batch, input_size]
  const float* output;             // [batch, units]
  const float* packed_transposed;  // W^T [units, input_size]
  float* output_gradient;          // [batch, units], overwritten
  float* panel;                    // scratch [batch, panel_width]
  float* input_gradient;           // out [batch, input_size], or null
  float* weights_gradient;         // added to: W, b
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

struct Kernels {
  const char* name;
  /** Columns of one panel of a packed matrix. */
  std::size_t panel_width;

  /** Packs `matrix` [rows, columns], or its transpose, into panels; the last one is filled up with zeros. */
  void (*pack)(const float* matrix, std::size_t rows, std::size_t columns, bool transpose, float* packed);
  void (*lstm_forward)(const LstmForward&);
  void (*lstm_backward)(const LstmBackward&);
  void (*gru_forward)(const GruForward&);
  void (*gru_backward)(const GruBackward&);
  void (*dense_forward)(const DenseForward&);
  void (*dense_backward)(const DenseBackward&);
  void (*dropout_apply)(const Dropout&);
  void (*adam_step)(const AdamStep&);
  /** The approximations that LSTM and GRU use, for their tests. */
  void (*sigmoid)(const float* x, std::size_t count, float* result);
  void (*tanh)(const float* x, std::size_t count, float* result);

  /** Floats that a packed [rows, columns] matrix takes. */
  std::size_t packed_size(std::size_t rows, std::size_t columns) const {
    return rows * ((columns + panel_width - 1) / panel_width * panel_width);
  }
};

}  // namespace almanac
