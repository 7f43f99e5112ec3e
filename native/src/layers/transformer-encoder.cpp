// The formulas and their names: reference/transformer-encoder.hpp.
//
// Within the block everything is sample-major: attention then reads the steps of one sample from memory that lies
// together. The first normalisation and the two sums change the order on their way.
#include <cstring>

#include "../aligned-buffer.hpp"
#include "layer.hpp"

namespace almanac {
namespace {

class TransformerEncoderLayer final : public Layer {
 public:
  TransformerEncoderLayer(const Kernels& kernels, const TransformerEncoderSpec& spec, std::size_t time)
      : kernels_(kernels), spec_(spec), time_(time) {
    const std::size_t width = spec.input_size, wide = spec.feed_forward;
    std::size_t parameters = 0, packed = 0;
    const auto place_norm = [&](Norm& norm) {
      norm = {parameters, packed};
      parameters += 2 * width;
      packed += aligned_size(width);
    };
    const auto place_product = [&](Product& product, std::size_t inputs, std::size_t units) {
      product = {inputs, units, parameters, packed, 0};
      parameters += (inputs + 1) * units;
      packed += aligned_size(kernels.packed_size(inputs, units));
      product.packed_transposed = packed;
      packed += aligned_size(kernels.packed_size(units, inputs));
    };
    // In the order of the parameters.
    place_norm(norm1_);
    for (Product* product : {&query_, &key_, &value_, &output_}) place_product(*product, width, width);
    place_norm(norm2_);
    place_product(widening_, width, wide);
    place_product(narrowing_, wide, width);
    parameter_count_ = parameters;
    packed_size_ = packed;
  }

  std::size_t parameter_count() const override { return parameter_count_; }

  std::size_t packed_size() const override { return packed_size_; }

  void pack(const float* parameters, float* packed) const override {
    // Of the normalisations gamma, which backward needs.
    for (const Norm& norm : {norm1_, norm2_})
      std::memcpy(packed + norm.packed, parameters + norm.parameters, spec_.input_size * sizeof(float));
    for (const Product& product : {query_, key_, value_, output_, widening_, narrowing_}) {
      const float* W = parameters + product.parameters;
      kernels_.pack(W, product.inputs, product.units, false, packed + product.packed);
      kernels_.pack(W, product.inputs, product.units, true, packed + product.packed_transposed);
    }
  }

  std::size_t trace_size(std::size_t batch) const override { return layout_trace(batch, nullptr).size; }
  std::size_t scratch_size(std::size_t batch) const override { return layout_scratch(batch, nullptr).size; }

  const float* forward(const Pass& pass, const float* parameters, const float* packed, const float* input,
                       float* memory) const override {
    const Trace trace = layout_trace(pass.batch, memory);
    const std::size_t width = spec_.input_size;
    const RowOrder outside = RowOrder::time_major(pass.batch, width), inside = RowOrder::sample_major(time_, width);
    const auto normalise = [&](const Norm& norm, const float* from, RowOrder order, float* statistics, float* to) {
      kernels_.layer_norm_forward({
          .batch = pass.batch,
          .time = time_,
          .units = width,
          .input = from,
          .input_order = order,
          .gamma = parameters + norm.parameters,
          .beta = parameters + norm.parameters + width,
          .statistics = statistics,
          .output = to,
      });
    };
    const auto multiply = [&](const Product& product, Activation activation, const float* from, float* to) {
      kernels_.dense_forward({
          .stop = pass.stop,
          .batch = pass.batch * time_,
          .input_size = product.inputs,
          .units = product.units,
          .activation = activation,
          .input = from,
          .packed = packed + product.packed,
          .bias = parameters + product.parameters + product.inputs * product.units,
          .output = to,
      });
    };

    normalise(norm1_, input, outside, trace.statistics1, trace.z1);
    multiply(query_, Activation::linear, trace.z1, trace.query);
    multiply(key_, Activation::linear, trace.z1, trace.key);
    multiply(value_, Activation::linear, trace.z1, trace.value);
    kernels_.attention_forward({
        .stop = pass.stop,
        .batch = pass.batch,
        .time = time_,
        .units = width,
        .heads = spec_.heads,
        .query = trace.query,
        .key = trace.key,
        .value = trace.value,
        .transposed_panels = trace.transposed_panels,
        .panels = trace.panels,
        .sums = trace.sums,
        .weights_stride = weights_stride(),
        .weights = trace.weights,
        .output = trace.context,
    });
    multiply(output_, Activation::linear, trace.context, trace.branch);
    if (is_raised(pass.stop)) return trace.y;
    add_branch(pass, 0, {trace.branch, inside}, {input, outside}, trace.x1, inside);
    normalise(norm2_, trace.x1, inside, trace.statistics2, trace.z2);
    multiply(widening_, Activation::relu, trace.z2, trace.widened);
    multiply(narrowing_, Activation::linear, trace.widened, trace.branch);
    if (is_raised(pass.stop)) return trace.y;
    add_branch(pass, 1, {trace.branch, inside}, {trace.x1, inside}, trace.y, outside);
    return trace.y;
  }

  void backward(const Pass& pass, const float* packed, const float* input, float* memory, float* output_gradient,
                float* input_gradient, float* parameter_gradient, float* scratch_memory) const override {
    const Trace trace = layout_trace(pass.batch, memory);
    const Scratch scratch = layout_scratch(pass.batch, scratch_memory);
    const std::size_t width = spec_.input_size;
    const RowOrder outside = RowOrder::time_major(pass.batch, width), inside = RowOrder::sample_major(time_, width);
    /** How a product's gradient goes into its bias and its input. */
    struct Into {
      bool bias = true, add = false;
    };
    const auto multiply = [&](const Product& product, Activation activation, const float* from, const float* to,
                              float* gradient, float* from_gradient, Into into) {
      float* dW = parameter_gradient + product.parameters;
      kernels_.dense_backward({
          .stop = pass.stop,
          .batch = pass.batch * time_,
          .input_size = product.inputs,
          .units = product.units,
          .activation = activation,
          .input = from,
          .output = to,
          .packed_transposed = packed + product.packed_transposed,
          .output_gradient = gradient,
          .panel = scratch.panel,
          .input_gradient = from_gradient,
          .add_to_input_gradient = into.add,
          .weights_gradient = dW,
          .bias_gradient = into.bias ? dW + product.inputs * product.units : nullptr,
      });
    };
    const auto normalise = [&](const Norm& norm, const float* from, RowOrder order, const float* statistics,
                               const float* gradient, const float* skipped, RowOrder skipped_order,
                               float* from_gradient) {
      kernels_.layer_norm_backward({
          .batch = pass.batch,
          .time = time_,
          .units = width,
          .input = from,
          .input_order = order,
          .gamma = packed + norm.packed,
          .statistics = statistics,
          .output_gradient = gradient,
          .skipped = skipped,
          .skipped_order = skipped_order,
          .sums = scratch.sums,
          .input_gradient = from_gradient,
          .weights_gradient = parameter_gradient + norm.parameters,
      });
    };

    float* dz = scratch.normalised;
    add_branch(pass, 1, {output_gradient, outside}, {}, scratch.branch, inside);
    multiply(narrowing_, Activation::linear, trace.widened, nullptr, scratch.branch, scratch.widened, {});
    multiply(widening_, Activation::relu, trace.z2, trace.widened, scratch.widened, dz, {});
    normalise(norm2_, trace.x1, inside, trace.statistics2, dz, output_gradient, outside, scratch.x1);

    if (is_raised(pass.stop)) return;
    add_branch(pass, 0, {scratch.x1, inside}, {}, scratch.branch, inside);
    float* dcontext = dz;
    multiply(output_, Activation::linear, trace.context, nullptr, scratch.branch, dcontext, {});
    kernels_.attention_backward({
        .stop = pass.stop,
        .batch = pass.batch,
        .time = time_,
        .units = width,
        .heads = spec_.heads,
        .query = trace.query,
        .key = trace.key,
        .value = trace.value,
        .weights_stride = weights_stride(),
        .weights = trace.weights,
        .output_gradient = dcontext,
        .transposed_panels = trace.transposed_panels,
        .panels = scratch.panels,
        .sums = trace.sums,
        .weights_gradient = scratch.weights,
    });
    if (is_raised(pass.stop)) return;
    multiply(query_, Activation::linear, trace.z1, nullptr, trace.query, dz, {});
    // bk adds q . bk to all scores of a query, which softmax does not see: its gradient is exactly 0, and Adam would
    // make steps of what rounding left of it.
    multiply(key_, Activation::linear, trace.z1, nullptr, trace.key, dz, {.bias = false, .add = true});
    multiply(value_, Activation::linear, trace.z1, nullptr, trace.value, dz, {.add = true});
    normalise(norm1_, input, outside, trace.statistics1, dz, scratch.x1, inside, input_gradient);
  }

 private:
  /** Where a normalisation's gamma and beta lie, and its gamma among the packed weights. */
  struct Norm {
    std::size_t parameters, packed;
  };
  /** Where W [inputs, units] and b lie, and both packed forms of W. */
  struct Product {
    std::size_t inputs, units, parameters, packed, packed_transposed;
  };
  /** Names as in reference/transformer-encoder.hpp; [batch, time, width] and sample-major where nothing is said. */
  struct Trace {
    float *statistics1, *z1, *query, *key, *value;
    float* weights;  // [batch, heads, time, weights_stride]
    float *transposed_panels, *panels, *sums;
    float *context, *branch, *x1, *statistics2, *z2;
    float* widened;  // [batch, time, feed_forward]
    float* y;        // time-major
    std::size_t size;
  };
  /** Gradients of what the trace calls so. */
  struct Scratch {
    float *branch, *normalised, *x1;
    float* widened;          // [batch, time, feed_forward]
    float* weights;          // [time, weights_stride]: of one sample and head
    float *panels, *panel;   // of attention and of the dense products
    float* sums;
    std::size_t size;
  };
  struct Rows {
    const float* data = nullptr;
    RowOrder order{};
  };

  /** Hands out memory piece by piece; with no memory it only counts. */
  class Pieces {
   public:
    explicit Pieces(float* memory) : memory_(memory) {}
    float* take(std::size_t count) {
      float* piece = memory_ == nullptr ? nullptr : memory_ + size_;
      size_ += aligned_size(count);
      return piece;
    }
    std::size_t size() const { return size_; }

   private:
    float* memory_;
    std::size_t size_ = 0;
  };

  std::size_t weights_stride() const { return kernels_.packed_size(1, time_); }
  std::size_t head_size() const { return spec_.input_size / spec_.heads; }

  Trace layout_trace(std::size_t batch, float* memory) const {
    const std::size_t rows = batch * time_, plane = rows * spec_.input_size;
    Pieces pieces(memory);
    Trace trace{};
    trace.statistics1 = pieces.take(rows * 2);
    trace.z1 = pieces.take(plane);
    trace.query = pieces.take(plane);
    trace.key = pieces.take(plane);
    trace.value = pieces.take(plane);
    trace.weights = pieces.take(batch * spec_.heads * time_ * weights_stride());
    trace.transposed_panels = pieces.take(kernels_.packed_size(head_size(), time_));
    trace.panels = pieces.take(kernels_.packed_size(time_, head_size()));
    trace.sums = pieces.take(2 * weights_stride());
    trace.context = pieces.take(plane);
    trace.branch = pieces.take(plane);
    trace.x1 = pieces.take(plane);
    trace.statistics2 = pieces.take(rows * 2);
    trace.z2 = pieces.take(plane);
    trace.widened = pieces.take(rows * spec_.feed_forward);
    trace.y = pieces.take(plane);
    trace.size = pieces.size();
    return trace;
  }

  Scratch layout_scratch(std::size_t batch, float* memory) const {
    const std::size_t rows = batch * time_, plane = rows * spec_.input_size;
    Pieces pieces(memory);
    Scratch scratch{};
    scratch.branch = pieces.take(plane);
    scratch.normalised = pieces.take(plane);
    scratch.x1 = pieces.take(plane);
    scratch.widened = pieces.take(rows * spec_.feed_forward);
    scratch.weights = pieces.take(time_ * weights_stride());
    scratch.panels = pieces.take(2 * kernels_.packed_size(time_, head_size()));
    scratch.panel = pieces.take(rows * kernels_.panel_width);
    scratch.sums = pieces.take(2 * spec_.input_size);
    scratch.size = pieces.size();
    return scratch;
  }

  /** to = input + D(branch), D being the first (0) or second (1) dropout. */
  void add_branch(const Pass& pass, std::uint32_t which, Rows branch, Rows input, float* to, RowOrder to_order) const {
    kernels_.add_branch({
        .batch = pass.batch,
        .time = time_,
        .units = spec_.input_size,
        .first_position = pass.first_position,
        .rate = pass.dropout ? spec_.dropout_rate : 0,
        .seed = pass.seed,
        .step = pass.step,
        .stream = spec_.stream + which,
        .branch = branch.data,
        .branch_order = branch.order,
        .input = input.data,
        .input_order = input.order,
        .output = to,
        .output_order = to_order,
    });
  }

  const Kernels& kernels_;
  TransformerEncoderSpec spec_;
  std::size_t time_;
  Norm norm1_{}, norm2_{};
  Product query_{}, key_{}, value_{}, output_{}, widening_{}, narrowing_{};
  std::size_t parameter_count_ = 0, packed_size_ = 0;
};

}  // namespace

std::unique_ptr<Layer> make_transformer_encoder_layer(const Kernels& kernels, const TransformerEncoderSpec& spec,
                                                      std::size_t time) {
  return std::make_unique<TransformerEncoderLayer>(kernels, spec, time);
}

}  // namespace almanac
