// Bit-identical gradients and weights for 1, 2 and 3 threads, with more shards than gradient buffers in one case.
#include <cstring>

#include "instruction-set.hpp"
#include "networks.hpp"
#include "trainer.hpp"

namespace almanac::tests {
namespace {

struct Outcome {
  std::vector<float> gradient, parameters, outputs;
  double loss;
};

Outcome train(const Case& c, const Kernels& kernels, std::size_t threads, std::size_t batch_size) {
  const std::size_t samples = 2 * batch_size + 5;
  const Dataset data = make_dataset(c, samples, 61);
  std::vector<std::int32_t> order;
  for (std::size_t i = 0; i < samples; ++i) order.push_back(static_cast<std::int32_t>((i * 3 + 1) % samples));
  Trainer trainer(c.spec, kernels, threads);
  TrainingState start = trainer.state();
  start.parameters = numbers<float>(count_parameters(c.spec), 62, 0.3);
  trainer.set_state(start);
  Control control;
  Outcome outcome;
  outcome.gradient = trainer.gradients(data, order, true, 5, 1, control).gradient;
  trainer.train_epoch(data, order, {batch_size, {.learning_rate = 0.01, .clip_norm = 0.5}, 5}, control);
  outcome.loss = trainer.train_epoch(data, order, {batch_size, {.learning_rate = 0.01, .clip_norm = 0.5}, 5}, control).loss;
  outcome.parameters = trainer.state().parameters;
  outcome.outputs = trainer.evaluate(data, control).outputs;
  return outcome;
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

void compare(const Case& c, const Kernels& kernels, std::size_t batch_size) {
  const Outcome one = train(c, kernels, 1, batch_size);
  for (const std::size_t threads : {std::size_t{2}, std::size_t{3}}) {
    const Outcome other = train(c, kernels, threads, batch_size);
    const std::string name = std::string(kernels.name) + ", " + c.name + ", batches of " + std::to_string(batch_size) +
                             ", " + std::to_string(threads) + " threads: ";
    check(same_bits(one.gradient, other.gradient), name + "gradient");
    check(same_bits(one.parameters, other.parameters), name + "parameters");
    check(same_bits(one.outputs, other.outputs) && one.loss == other.loss, name + "outputs and loss");
  }
}

}  // namespace

void test_determinism() {
  const auto cases = network_cases();
  for (const Kernels* kernels : supported_kernels()) {
    for (const Case& c : cases) compare(c, *kernels, c.batch);
    compare(cases[0], *kernels, Trainer::shard_samples * Trainer::gradient_buffers * 2 + 3);
  }
}

}  // namespace almanac::tests
