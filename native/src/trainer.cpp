#include "trainer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <string>

#include "loss.hpp"

namespace almanac {
namespace {

/** Parameters that one task reduces or updates; fixed, because the norm is summed chunk by chunk. */
constexpr std::size_t chunk_floats = 8192;

std::size_t divide_up(std::size_t a, std::size_t b) { return (a + b - 1) / b; }

std::size_t choose_threads(std::size_t wanted) {
  if (wanted > 0) return wanted;
  const unsigned int found = std::thread::hardware_concurrency();
  return found > 0 ? found : 1;
}

/** What `penalty` and the parameters first to last have in common; empty where from >= to. */
struct Overlap {
  std::size_t from, to;
};

Overlap overlap(const Penalty& penalty, std::size_t first, std::size_t last) {
  return {std::max(first, penalty.first), std::min(last, penalty.first + penalty.count)};
}

}  // namespace

Trainer::Trainer(const NetworkSpec& spec, const Kernels& kernels, std::size_t threads)
    : kernels_(kernels), network_(spec, kernels), team_(choose_threads(threads)) {
  const std::size_t count = network_.parameter_count();
  expect_room(memory_use(1).state);
  state_.parameters.assign(count, 0.0f);
  state_.first_moment.assign(count, 0.0f);
  state_.second_moment.assign(count, 0.0f);
}

void Trainer::set_state(TrainingState state) {
  state_ = std::move(state);
  packed_is_current_ = false;
}

MemoryUse Trainer::memory_use(std::size_t batch_size) const {
  const std::uint64_t parameters = network_.parameter_count() * sizeof(float);
  const std::uint64_t buffers = std::min(divide_up(batch_size, shard_samples), gradient_buffers);
  return {6 * parameters, network_.packed_size() * sizeof(float), (buffers + 1) * parameters,
          team_.size() * network_.workspace_size(shard_samples) * sizeof(float)};
}

/** Takes the memory that every pass needs; from then on a batch allocates nothing. Throws std::bad_alloc. */
void Trainer::prepare() {
  if (!workspaces_.empty()) return;
  const MemoryUse use = memory_use(1);
  expect_room(use.state + use.packed + use.gradients + use.workspaces);
  packed_ = AlignedBuffer(network_.packed_size());
  gradient_ = AlignedBuffer(network_.parameter_count());
  chunk_squares_.resize(divide_up(network_.parameter_count(), chunk_floats));
  std::vector<Workspace> workspaces;
  for (std::size_t i = 0; i < team_.size(); ++i) workspaces.push_back(network_.make_workspace(shard_samples));
  workspaces_ = std::move(workspaces);
}

void Trainer::pack_weights(const StopFlag& stop) {
  if (packed_is_current_) return;
  team_.run(network_.layer_count(), [&](std::size_t layer, std::size_t) {
    if (!is_raised(stop)) network_.pack(layer, state_.parameters.data(), packed_.data());
  });
  packed_is_current_ = !is_raised(stop);
}

void Trainer::gather(const Dataset& data, std::span<const std::int32_t> samples, Workspace& workspace) const {
  const NetworkSpec& spec = network_.spec();
  const std::size_t labels = label_width(spec);
  for (std::size_t n = 0; n < samples.size(); ++n) {
    const std::size_t sample = static_cast<std::size_t>(samples[n]);
    const std::size_t first = static_cast<std::size_t>(data.ends[sample]) + 1 - spec.window;
    for (std::size_t t = 0; t < spec.window; ++t)
      std::copy_n(&data.features[(first + t) * spec.features], spec.features,
                  workspace.input.data() + (t * samples.size() + n) * spec.features);
    std::copy_n(&data.labels[sample * labels], labels, workspace.labels.data() + n * labels);
    float* weights = workspace.weights.data() + n * labels;
    if (data.weights.empty()) {
      std::fill_n(weights, labels, 1.0f);
    } else {
      std::copy_n(&data.weights[sample * labels], labels, weights);
    }
  }
}

void Trainer::shape_gradient(const StepOptions& step, std::size_t first, std::size_t last) {
  float* gradient = gradient_.data();
  for (const Penalty& penalty : step.penalties) {
    const auto [from, to] = overlap(penalty, first, last);
    const float l2 = static_cast<float>(penalty.l2);
    for (std::size_t i = from; i < to; ++i) gradient[i] += l2 * state_.parameters[i];
  }
  if (std::isinf(step.clip_value)) return;
  // Comparisons leave NaN as it is: a training that diverges has to show.
  const float most = static_cast<float>(step.clip_value);
  for (std::size_t i = first; i < last; ++i)
    gradient[i] = gradient[i] > most ? most : gradient[i] < -most ? -most : gradient[i];
}

double Trainer::run_batch(const Dataset& data, std::span<const std::int32_t> batch, const BatchPass& batch_pass,
                          const StepOptions* step, const Control& control) {
  const std::size_t count = network_.parameter_count();
  const std::size_t shards = divide_up(batch.size(), shard_samples);
  const std::size_t used = std::min(shards, gradient_buffers);
  while (buffers_.size() < used) buffers_.emplace_back(count);
  if (shard_losses_.size() < shards) shard_losses_.resize(shards);
  pack_weights(control.stop);

  team_.run(used, [&](std::size_t buffer, std::size_t thread) {
    Workspace& workspace = workspaces_[thread];
    if (is_raised(control.stop)) return;
    float* gradient = buffers_[buffer].data();
    std::memset(gradient, 0, count * sizeof(float));
    for (std::size_t shard = buffer; shard < shards; shard += gradient_buffers) {
      const std::size_t first = shard * shard_samples;
      const auto samples = batch.subspan(first, std::min(shard_samples, batch.size() - first));
      const Pass pass{samples.size(), first, batch_pass.dropout, batch_pass.seed, batch_pass.step, control.stop};
      gather(data, samples, workspace);
      const float* outputs = network_.forward(pass, state_.parameters.data(), packed_.data(), workspace);
      if (outputs == nullptr) return;
      shard_losses_[shard] = sum_loss(network_.spec(), samples.size(), batch.size(), outputs, workspace.labels.data(),
                                      workspace.weights.data(), network_.output_gradient(workspace));
      shard_losses_[shard] +=
          network_.add_adversarial_loss(pass, batch.size(), state_.parameters.data(), workspace, gradient);
      network_.backward(pass, packed_.data(), workspace, gradient);
      if (is_raised(control.stop)) return;
    }
  });

  std::array<const float*, gradient_buffers> parts{};
  for (std::size_t buffer = 0; buffer < used; ++buffer) parts[buffer] = buffers_[buffer].data();
  team_.run(chunk_squares_.size(), [&](std::size_t chunk, std::size_t) {
    if (is_raised(control.stop)) return;
    const std::size_t first = chunk * chunk_floats, last = std::min(first + chunk_floats, count);
    float* total = gradient_.data() + first;
    kernels_.sum_gradients(
        {.first = first, .count = last - first, .parts = parts.data(), .part_count = used, .total = total});
    if (step != nullptr) shape_gradient(*step, first, last);
    chunk_squares_[chunk] = kernels_.sum_of_squares(total, last - first);
  });

  double sum = 0;
  for (std::size_t shard = 0; shard < shards; ++shard) sum += shard_losses_[shard];
  return sum / static_cast<double>(batch.size());
}

double Trainer::gradient_norm() {
  double squares = 0;
  for (const double chunk : chunk_squares_) squares += chunk;
  return std::sqrt(squares);
}

void Trainer::update(const StepOptions& options, double norm) {
  const double step = static_cast<double>(++state_.step);
  const float scale = static_cast<float>(norm > options.clip_norm ? options.clip_norm / norm : 1.0);
  const std::size_t count = network_.parameter_count();
  packed_is_current_ = false;
  if (const auto* sgd = std::get_if<SgdSpec>(&options.optimiser)) {
    team_.run(chunk_squares_.size(), [&](std::size_t chunk, std::size_t) {
      const std::size_t first = chunk * chunk_floats;
      kernels_.sgd_step({
          .count = std::min(chunk_floats, count - first),
          .gradient = gradient_.data() + first,
          .gradient_scale = scale,
          .rate = static_cast<float>(options.learning_rate),
          .momentum = static_cast<float>(sgd->momentum),
          .nesterov = sgd->nesterov,
          .parameters = state_.parameters.data() + first,
          .velocity = state_.first_moment.data() + first,
      });
    });
    return;
  }
  const float keep =
      static_cast<float>(1.0 - options.learning_rate * std::get<AdamSpec>(options.optimiser).weight_decay);
  const float rate = static_cast<float>(options.learning_rate / (1.0 - std::pow(0.9, step)));
  const float second_scale = static_cast<float>(1.0 / std::sqrt(1.0 - std::pow(0.999, step)));
  team_.run(chunk_squares_.size(), [&](std::size_t chunk, std::size_t) {
    const std::size_t first = chunk * chunk_floats;
    if (keep != 1)
      for (const Penalty& penalty : options.penalties) {
        if (!penalty.decays) continue;
        const auto [from, to] = overlap(penalty, first, std::min(first + chunk_floats, count));
        for (std::size_t i = from; i < to; ++i) state_.parameters[i] *= keep;
      }
    kernels_.adam_step({
        .count = std::min(chunk_floats, count - first),
        .gradient = gradient_.data() + first,
        .gradient_scale = scale,
        .rate = rate,
        .second_scale = second_scale,
        .parameters = state_.parameters.data() + first,
        .first_moment = state_.first_moment.data() + first,
        .second_moment = state_.second_moment.data() + first,
    });
  });
}

EpochResult Trainer::train_epoch(const Dataset& data, std::span<const std::int32_t> order, const EpochOptions& options,
                                 Control& control) {
  prepare();
  const std::size_t batches = divide_up(order.size(), options.batch_size);
  control.batches_done = 0;
  control.batches_total = static_cast<std::uint32_t>(batches);
  double sum = 0;
  std::size_t visited = 0, done = 0;
  for (; done < batches; ++done) {
    const auto batch = order.subspan(visited, std::min(options.batch_size, order.size() - visited));
    const std::uint64_t step = state_.step + 1;
    const double loss =
        run_batch(data, batch, {true, options.dropout_seed, static_cast<std::uint32_t>(step)}, &options.step, control);
    if (is_raised(control.stop)) break;  // what the batch computed is incomplete, and dropped
    const double norm = gradient_norm();
    if (!std::isfinite(loss) || !std::isfinite(norm))
      throw Diverged("Training diverged at batch " + std::to_string(done + 1) + " of " +
                               std::to_string(batches) + " (step " + std::to_string(step) + "): the " +
                               (std::isfinite(loss) ? "gradient" : "loss") +
                               " is not a finite number. The weights of the step before are kept.");
    update(options.step, norm);
    sum += loss * static_cast<double>(batch.size());
    visited += batch.size();
    control.batches_done = static_cast<std::uint32_t>(done + 1);
  }
  const double loss = visited > 0 ? sum / static_cast<double>(visited) : std::numeric_limits<double>::quiet_NaN();
  return {loss, done, done < batches};
}

Evaluation Trainer::evaluate(const Dataset& data, Control& control) {
  prepare();
  pack_weights(control.stop);
  const std::size_t outputs = network_.spec().outputs;
  const std::size_t shards = divide_up(data.size(), shard_samples);
  expect_room(data.size() * outputs * sizeof(float));
  Evaluation result{0, std::vector<float>(data.size() * outputs)};
  std::vector<std::int32_t> everything(data.size());
  for (std::size_t i = 0; i < everything.size(); ++i) everything[i] = static_cast<std::int32_t>(i);
  std::vector<double> losses(shards);
  control.batches_done = 0;
  control.batches_total = static_cast<std::uint32_t>(shards);
  team_.run(shards, [&](std::size_t shard, std::size_t thread) {
    if (is_raised(control.stop)) return;
    Workspace& workspace = workspaces_[thread];
    const std::size_t first = shard * shard_samples;
    const std::size_t count = std::min(shard_samples, data.size() - first);
    gather(data, std::span(everything).subspan(first, count), workspace);
    const Pass pass{count, first, false, 0, 0, control.stop};
    const float* q = network_.forward(pass, state_.parameters.data(), packed_.data(), workspace);
    if (q == nullptr) return;
    losses[shard] =
        sum_loss(network_.spec(), count, count, q, workspace.labels.data(), workspace.weights.data(), nullptr);
    std::copy_n(q, count * outputs, &result.outputs[first * outputs]);
    control.batches_done.fetch_add(1, std::memory_order_relaxed);
  });
  if (is_raised(control.stop)) throw Cancelled("evaluate was cancelled.");
  for (const double loss : losses) result.loss += loss;
  result.loss /= static_cast<double>(data.size());
  return result;
}

BatchGradient Trainer::gradients(const Dataset& data, std::span<const std::int32_t> order, bool dropout,
                                 std::uint32_t seed, std::uint32_t step, Control& control) {
  prepare();
  control.batches_done = 0;
  control.batches_total = 1;
  const double loss = run_batch(data, order, {dropout, seed, step}, nullptr, control);
  if (is_raised(control.stop)) throw Cancelled("gradients was cancelled.");
  control.batches_done = 1;
  return {loss, std::vector<float>(gradient_.data(), gradient_.data() + gradient_.size())};
}

}  // namespace almanac
