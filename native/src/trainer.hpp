#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <vector>

#include "aligned-buffer.hpp"
#include "dataset.hpp"
#include "kernels.hpp"
#include "network.hpp"
#include "optimiser.hpp"
#include "stop-flag.hpp"
#include "thread-team.hpp"

namespace almanac {

struct EpochOptions {
  std::size_t batch_size;
  StepOptions step;
  std::uint32_t dropout_seed;
};

struct EpochResult {
  double loss;  // mean over the samples visited; NaN when none was
  std::size_t batches;
  bool cancelled;
};

struct Evaluation {
  double loss;
  std::vector<float> outputs;  // [samples, outputs]
};

/** Bytes that a trainer takes, beside the datasets. */
struct MemoryUse {
  std::uint64_t state;       // parameters and both moments, twice: a state that is read or written is a copy
  std::uint64_t packed;      // weights as the products read them
  std::uint64_t gradients;   // of the batch, and of as many shards as have one of their own
  std::uint64_t workspaces;  // activations, one a thread
};

struct BatchGradient {
  double loss;
  std::vector<float> gradient;  // [parameters]
};

/** All that training changes. */
struct TrainingState {
  std::vector<float> parameters, first_moment, second_moment;  // [parameters] each; the velocity of SGD is the first
  std::uint64_t step = 0;  // optimiser steps done
};

/** A loss or a gradient that is not finite. */
class Diverged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/** Work that was cancelled and has no part that is worth keeping. */
class Cancelled : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/** Read and written from other threads while a trainer works. */
struct Control {
  StopFlag stop;  // raised, it ends the work within some milliseconds
  std::atomic<std::uint32_t> batches_done{0}, batches_total{0};
};

/**
 * Trains one network. A batch is cut into shards of `shard_samples`; shard s adds its gradient to buffer
 * s mod `gradient_buffers`, in ascending order of s, and the buffers are summed in order. Neither constant depends
 * on the number of threads, so the weights are bit-identical whatever that number is.
 */
class Trainer {
 public:
  static constexpr std::size_t shard_samples = 8;
  static constexpr std::size_t gradient_buffers = 32;

  /** `threads` = 0 takes as many as the machine has. */
  Trainer(const NetworkSpec& spec, const Kernels& kernels, std::size_t threads);

  const Network& network() const { return network_; }
  const Kernels& kernels() const { return kernels_; }
  std::size_t threads() const { return team_.size(); }

  const TrainingState& state() const { return state_; }
  /** What training in batches of this size takes in all; most of it is taken by the first pass. */
  MemoryUse memory_use(std::size_t batch_size) const;

  /** The lengths must be those of `state()`. */
  void set_state(TrainingState state);

  /**
   * Visits the samples in `order`, one optimiser step a batch. Throws Diverged, before the weights take harm, when
   * a loss or gradient is not finite.
   */
  EpochResult train_epoch(const Dataset& data, std::span<const std::int32_t> order, const EpochOptions& options,
                          Control& control);

  /** Loss and outputs of every sample, without dropout. Throws Cancelled, as `gradients` does. */
  Evaluation evaluate(const Dataset& data, Control& control);

  /** Loss and gradient of one batch; changes nothing. */
  BatchGradient gradients(const Dataset& data, std::span<const std::int32_t> order, bool dropout, std::uint32_t seed,
                          std::uint32_t step, Control& control);

 private:
  struct BatchPass {
    bool dropout;
    std::uint32_t seed, step;
  };

  void prepare();
  /** Leaves the packed weights as they are not current where it was stopped. */
  void pack_weights(const StopFlag& stop);
  void gather(const Dataset& data, std::span<const std::int32_t> samples, Workspace& workspace) const;
  /** Mean loss of the batch; leaves its gradient in gradient_, with penalties and clipped by value for a step. */
  double run_batch(const Dataset& data, std::span<const std::int32_t> batch, const BatchPass& pass,
                   const StepOptions* step, const Control& control);
  /** Penalties and clipping by value, for the parameters first to last. */
  void shape_gradient(const StepOptions& step, std::size_t first, std::size_t last);
  double gradient_norm();
  void update(const StepOptions& options, double norm);

  const Kernels& kernels_;
  Network network_;
  TrainingState state_;
  ThreadTeam team_;
  bool packed_is_current_ = false;
  AlignedBuffer packed_;
  AlignedBuffer gradient_;
  std::vector<AlignedBuffer> buffers_;    // gradients of shards, made as batches need them
  std::vector<Workspace> workspaces_;     // one per thread
  std::vector<double> shard_losses_;
  std::vector<double> chunk_squares_;
};

}  // namespace almanac
