// What threads share, at the smallest shapes that have it: short enough for ThreadSanitizer.
#include <atomic>
#include <cstring>
#include <thread>

#include "instruction-set.hpp"
#include "networks.hpp"
#include "trainer.hpp"

namespace almanac::tests {
namespace {

constexpr std::size_t batch_size = 2 * Trainer::shard_samples + 3, samples = 2 * batch_size;

/** Every kind of layer once, each small. */
std::vector<Case> small_networks() {
  const PinballSpec three{{0.1, 0.5, 0.9}};
  return {
      {"recurrent layers, dropout, attention, skips",
       {{DenseSpec{3, 4, Activation::tanh}, LstmSpec{4, 2, true, true}, SkipSpec{1, Joining::add}, DropoutSpec{0.3, 0},
         GruSpec{4, 3, true, true}, SkipSpec{0, Joining::concat}, TemporalAttentionSpec{9, 2},
         DenseSpec{18, 3, Activation::linear}},
        3, 3, 3, three, {0.3, 0.5}},
       batch_size},
      {"transformer",
       {{DenseSpec{3, 4, Activation::relu}, PositionalEncodingSpec{4, 3}, TransformerEncoderSpec{4, 2, 3, 0.2, 0},
         LayerNormSpec{4}, PoolSpec{Pooling::mean}, DenseSpec{4, 3, Activation::linear}},
        3, 3, 3, three},
       batch_size},
      {"instruments, flatten",
       {{InstrumentEmbeddingSpec{3, 4, 2}, FlattenSpec{}, DenseSpec{12, 3, Activation::linear}}, 3, 3, 3, three},
       batch_size,
       true},
  };
}

std::vector<std::int32_t> everything() {
  std::vector<std::int32_t> order(samples);
  for (std::size_t i = 0; i < samples; ++i) order[i] = static_cast<std::int32_t>(i);
  return order;
}

std::vector<float> train(const Case& c, const Kernels& kernels, std::size_t threads, Control& control) {
  const Dataset data = make_dataset(c, samples, 91);
  Trainer trainer(c.spec, kernels, threads);
  TrainingState start = trainer.state();
  start.parameters = numbers<float>(count_parameters(c.spec), 92, 0.3);
  trainer.set_state(start);
  const EpochOptions options{batch_size, {.learning_rate = 0.01, .clip_norm = 0.5}, 5};
  trainer.train_epoch(data, everything(), options, control);
  std::vector<float> result = trainer.evaluate(data, control).outputs;
  const auto& parameters = trainer.state().parameters;
  result.insert(result.end(), parameters.begin(), parameters.end());
  return result;
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

/** Two trainings at once in one process change nothing in each other. */
void test_two_at_once(const Case& c, const Kernels& kernels) {
  Control one, first, second;
  const auto alone = train(c, kernels, 1, one);
  std::vector<float> here, there;
  std::thread other([&] { there = train(c, kernels, 2, second); });
  here = train(c, kernels, 3, first);
  other.join();
  const std::string name = std::string(kernels.name) + ", " + c.name + ": ";
  check(same_bits(alone, here), name + "3 threads beside another training");
  check(same_bits(alone, there), name + "2 threads beside another training");
}

/** Another thread reads the progress and cancels; what is left is the state after the last whole step. */
void test_cancelled_from_outside(const Kernels& kernels) {
  const Case c = small_networks()[0];
  const Dataset data = make_dataset(c, samples, 93);
  std::vector<std::int32_t> order;
  for (std::size_t i = 0; i < 5000; ++i) order.push_back(static_cast<std::int32_t>(i % samples));
  Trainer trainer(c.spec, kernels, 2);
  Control control;
  std::thread other([&] {
    while (control.batches_done < 3) std::this_thread::yield();
    put(control.stop, true);
  });
  const auto result = trainer.train_epoch(data, order, {samples, {.learning_rate = 0.01}, 1}, control);
  other.join();
  const std::string name = std::string(kernels.name) + ": cancelled by another thread, ";
  check(result.cancelled && result.batches >= 3, name + "said so");
  check(trainer.state().step == result.batches, name + "whole steps only");
}

/** A layer that finds the flag raised leaves its output as it was, however long its window. */
void test_stops_within_a_layer(const Kernels& kernels) {
  const std::vector<Case> layers{
      {"lstm", {{LstmSpec{2, 3, false}}, 4, 2, 3, MeanSquaredErrorSpec{}}, 2},
      {"gru", {{GruSpec{2, 3, false}}, 4, 2, 3, MeanSquaredErrorSpec{}}, 2},
  };
  for (const Case& c : layers) {
    const Network network(c.spec, kernels);
    const auto parameters = numbers<float>(network.parameter_count(), 94, 0.5);
    AlignedBuffer packed(network.packed_size());
    network.pack(0, parameters.data(), packed.data());
    Workspace workspace = network.make_workspace(c.batch);
    for (std::size_t i = 0; i < workspace.input.size(); ++i) workspace.input.data()[i] = 1;
    StopFlag stop;
    const auto run = [&] {
      return network.forward({c.batch, 0, false, 0, 0, stop}, parameters.data(), packed.data(), workspace);
    };
    float* outputs = const_cast<float*>(run());
    const float kept = *outputs;
    *outputs = 7;
    put(stop, true);
    const std::string name = std::string(kernels.name) + ", " + c.name + ": ";
    check(run() == nullptr && *outputs == 7, name + "stops within the layer");
    put(stop, false);
    check(*run() == kept, name + "goes on where it is not stopped");
  }
}

}  // namespace

void test_concurrency() {
  for (const Kernels* kernels : supported_kernels()) {
    for (const Case& c : small_networks()) test_two_at_once(c, *kernels);
    test_cancelled_from_outside(*kernels);
    test_stops_within_a_layer(*kernels);
  }
}

}  // namespace almanac::tests
