#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "aligned-buffer.hpp"
#include "kernels.hpp"
#include "layers/layer.hpp"
#include "layers/skip.hpp"
#include "network-spec.hpp"

namespace almanac {

/** The memory in which one thread computes one shard after another. */
struct Workspace {
  AlignedBuffer input;    // [window, samples, features], time-major
  AlignedBuffer labels;   // [samples, label width]
  AlignedBuffer weights;  // of the labels, [samples, label width]
  std::vector<AlignedBuffer> traces;
  std::vector<AlignedBuffer> gradients;  // of each layer's output
  AlignedBuffer scratch;
  std::vector<const float*> values;  // where each layer's input lies, and last the outputs
  AlignedBuffer adversarial;         // scratch of the adversarial part, and first what it adds to the head's input
};

/** The chain of layers: forward and backward of one shard. Immutable, so all threads share it. */
class Network {
 public:
  /** Throws std::invalid_argument where the layers do not fit together. */
  Network(const NetworkSpec& spec, const Kernels& kernels);

  const NetworkSpec& spec() const { return spec_; }
  std::size_t parameter_count() const { return offsets_.back(); }

  /** A workspace for shards of up to `samples`, and the floats that it takes. */
  Workspace make_workspace(std::size_t samples) const;
  std::size_t workspace_size(std::size_t samples) const;

  /** Weights are packed one layer at a time, so that threads can share the work. */
  std::size_t layer_count() const { return layers_.size(); }
  std::size_t packed_size() const { return packed_offsets_.back(); }
  void pack(std::size_t layer, const float* parameters, float* packed) const;

  /** Reads workspace.input; returns the outputs [samples, outputs], or null where it was stopped. */
  const float* forward(const Pass& pass, const float* parameters, const float* packed, Workspace& workspace) const;

  /** Where the gradient of the loss with respect to the outputs [samples, outputs] has to be put before `backward`. */
  float* output_gradient(Workspace& workspace) const { return workspace.gradients.back().data(); }

  /**
   * Between `forward` and `backward` of one pass: what adversarial training adds to the loss summed over its samples. Reads
   * the labels and the output gradient of a batch of `batch` samples; adds to `parameter_gradient`. 0 where the spec
   * has none.
   */
  double add_adversarial_loss(const Pass& pass, std::size_t batch, const float* parameters, Workspace& workspace,
                              float* parameter_gradient) const;

  /** Follows a `forward` of the same pass; adds to `parameter_gradient`, which is of no use where it was stopped. */
  void backward(const Pass& pass, const float* packed, Workspace& workspace, float* parameter_gradient) const;

 private:
  NetworkSpec spec_;
  std::vector<SampleShape> shapes_;
  std::vector<std::unique_ptr<Layer>> layers_;
  std::vector<const SkipLayer*> skips_;      // the layers that are one, or null
  std::vector<std::size_t> offsets_;         // of each layer's parameters, and last their number
  std::vector<std::size_t> packed_offsets_;  // of each layer's packed weights, and last their size
  std::size_t first_trained_ = 0;            // layers below it have no parameters and need no gradient
};

}  // namespace almanac
