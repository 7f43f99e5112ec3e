// The training loop: batches, the step counter, clipping and Adam against the reference; divergence; cancelling.
#include <limits>
#include <stdexcept>

#include "instruction-set.hpp"
#include "networks.hpp"
#include "reference/network.hpp"
#include "reference/optimiser-step.hpp"
#include "trainer.hpp"

namespace almanac::tests {
namespace {

void test_epoch(const Kernels& kernels, const std::string& title, const StepOptions& options) {
  const Case c = network_cases()[2];
  const std::size_t samples = 23, batch_size = 10;  // batches of 10, 10 and 3
  const Dataset data = make_dataset(c, samples, 31);
  std::vector<std::int32_t> order;
  for (std::size_t i = 0; i < samples; ++i) order.push_back(static_cast<std::int32_t>((i * 5 + 3) % samples));

  Trainer trainer(c.spec, kernels, 2);
  TrainingState start = trainer.state();
  start.parameters = numbers<float>(count_parameters(c.spec), 32, 0.3);
  start.step = 4;  // as if an epoch had gone before
  trainer.set_state(start);
  Control control;
  const auto result = trainer.train_epoch(data, order, {batch_size, options, 99}, control);

  std::vector<double> p(start.parameters.begin(), start.parameters.end()), m(p.size()), v(p.size());
  double sum = 0;
  std::uint32_t step = 4;
  for (std::size_t first = 0; first < samples; first += batch_size) {
    const std::vector<std::int32_t> part(order.begin() + static_cast<std::ptrdiff_t>(first),
                                         order.begin() + static_cast<std::ptrdiff_t>(std::min(first + batch_size, samples)));
    const auto batch = copy_batch<double>(c.spec, data, part);
    ++step;
    const auto expected =
        reference::run_batch<double>(c.spec, p, batch.windows, batch.labels, batch.weights, part.size(),
                                     {true, 99, step});
    reference::optimiser_step<double>(step, options, expected.gradient, p, m, v);
    sum += expected.training_loss * static_cast<double>(part.size());
  }
  const std::string name = std::string(kernels.name) + ", " + title + ": ";
  check(result.batches == 3 && !result.cancelled && trainer.state().step == 7, name + "three batches and steps");
  check(std::fabs(result.loss - sum / samples) < 1e-5, name + "mean loss of the epoch");
  check(control.batches_done == 3 && control.batches_total == 3, name + "progress");
  check(relative_difference(trainer.state().first_moment, m) < 1e-4, name + "first moment");
  check(relative_difference(trainer.state().second_moment, v) < 1e-4, name + "second moment");
  // Adam divides by the root of the second moment, which magnifies the rounding of tiny gradients.
  check(relative_difference(trainer.state().parameters, p) < 1e-4, name + "parameters");
  check(relative_difference(start.parameters, p) > 1e-2, name + "the reference moved the parameters");
}

void test_divergence(const Kernels& kernels) {
  const Case c = network_cases()[0];
  const Dataset data = make_dataset(c, 4, 41);
  Trainer trainer(c.spec, kernels, 1);
  TrainingState start = trainer.state();
  start.parameters = numbers<float>(count_parameters(c.spec), 42, 0.3);
  start.parameters[5] = std::numeric_limits<float>::quiet_NaN();
  trainer.set_state(start);
  Control control;
  std::string message;
  try {
    trainer.train_epoch(data, std::vector<std::int32_t>{0, 1, 2, 3}, {4, {.learning_rate = 0.01}, 1}, control);
  } catch (const Diverged& error) {
    message = error.what();
  }
  check(message.find("diverged") != std::string::npos, std::string(kernels.name) + ": a NaN is reported as divergence");
  check(trainer.state().parameters[0] == start.parameters[0] && trainer.state().step == 0,
        std::string(kernels.name) + ": divergence leaves the weights alone");
}

void test_cancelling() {
  const Case c = network_cases()[0];
  const Dataset data = make_dataset(c, 4, 51);
  Trainer trainer(c.spec, *supported_kernels().front(), 1);
  Control control;
  put(control.stop, true);
  const auto result = trainer.train_epoch(data, std::vector<std::int32_t>{0, 1, 2, 3}, {2, {.learning_rate = 0.01}, 1}, control);
  check(result.cancelled && result.batches == 0 && trainer.state().step == 0, "a cancelled epoch changes nothing");
  bool said = false;
  try {
    trainer.evaluate(data, control);
  } catch (const Cancelled&) {
    said = true;
  }
  check(said, "a cancelled evaluation says so");
}

template <typename Build>
void refuses(const std::string& what, const std::string& expected, Build&& build) {
  std::string message;
  try {
    build();
  } catch (const std::invalid_argument& error) {
    message = error.what();
  }
  check(message.find(expected) != std::string::npos, "refuses " + what + ", said: " + message);
}

void test_refusals() {
  const PinballSpec median{{0.5}};
  const auto infer = [](const NetworkSpec& spec) { return [spec] { infer_shapes(spec); }; };
  refuses("no layers", "at least one layer", infer({{}, 3, 2, 1, median}));
  refuses("a dense layer on a sequence at the end", "add a pool layer",
          infer({{DenseSpec{2, 1, Activation::linear}}, 3, 2, 1, median}));
  refuses("a wrong input size", "expected inputSize 2",
          infer({{LstmSpec{3, 4, false}, DenseSpec{4, 1, Activation::linear}}, 3, 2, 1, median}));
  refuses("a sequence at the end", "found a sequence", infer({{LstmSpec{2, 1, true}}, 3, 2, 1, median}));
  refuses("a gru after a vector", "expected a sequence before it",
          infer({{LstmSpec{2, 4, false}, GruSpec{4, 1, false}}, 3, 2, 1, median}));
  const auto after_sequence = [&](const LayerSpec& layer) {
    return infer({{layer, PoolSpec{Pooling::last}, DenseSpec{6, 1, Activation::linear}}, 3, 6, 1, median});
  };
  refuses("a layer norm of a wrong width", "expected inputSize 6", after_sequence(LayerNormSpec{5}));
  refuses("an encoding of a wrong width", "expected inputSize 6", after_sequence(PositionalEncodingSpec{5, 3}));
  refuses("an encoding of a wrong time", "expected time 3, the steps of what comes before it, found 4",
          after_sequence(PositionalEncodingSpec{6, 4}));
  refuses("a block of a wrong width", "expected inputSize 6", after_sequence(TransformerEncoderSpec{5, 1, 4, 0, 0}));
  refuses("heads that do not divide", "expected heads to divide the inputSize 6, found 4",
          after_sequence(TransformerEncoderSpec{6, 4, 4, 0, 0}));
  refuses("no heads", "found 0", after_sequence(TransformerEncoderSpec{6, 0, 4, 0, 0}));
  refuses("no feed-forward units", "a feedForward of at least 1",
          after_sequence(TransformerEncoderSpec{6, 2, 0, 0, 0}));
  for (const double rate : {1.0, -0.1, double{NAN}})
    refuses("a block's rate of " + std::to_string(rate), "expected a dropoutRate",
            after_sequence(TransformerEncoderSpec{6, 2, 4, rate, 0}));
  const std::vector<LayerSpec> of_sequences{PositionalEncodingSpec{4, 1}, TransformerEncoderSpec{4, 2, 4, 0, 0},
                                            PoolSpec{Pooling::last}};
  for (const LayerSpec& layer : of_sequences)
    refuses("a vector where a sequence is needed", "expected a sequence before it; set returnSequences",
            infer({{LstmSpec{2, 4, false}, layer, DenseSpec{4, 1, Activation::linear}}, 3, 2, 1, median}));
  refuses("temporal attention after a vector", "expected a sequence before it",
          infer({{LstmSpec{2, 4, false}, TemporalAttentionSpec{4, 3}}, 3, 2, 8, median}));
  refuses("temporal attention of a wrong input size", "expected inputSize 8",
          infer({{LstmSpec{2, 4, true, true}, TemporalAttentionSpec{4, 3}}, 3, 2, 8, median}));
  refuses("temporal attention without units", "at least 1 unit",
          infer({{TemporalAttentionSpec{2, 0}}, 3, 2, 4, median}));
  refuses("outputs of one direction after a bidirectional layer",
          "expected 4 outputs per sample after the last layer, found 8",
          infer({{LstmSpec{2, 4, false, true}}, 3, 2, 4, median}));
  refuses("a rate of 1", "expected a rate",
          infer({{DropoutSpec{1, 0}, LstmSpec{2, 1, false}}, 3, 2, 1, median}));
  const auto with_loss = [&](std::size_t outputs, const LossSpec& loss) {
    return infer({{LstmSpec{2, outputs, false}}, 3, 2, outputs, loss});
  };
  refuses("no levels", "at least one level", with_loss(2, PinballSpec{}));
  refuses("outputs that the levels do not divide", "a multiple of 2 outputs, found 3",
          with_loss(3, PinballSpec{{0.1, 0.9}}));
  refuses("a level of 1", "between 0 and 1", with_loss(1, PinballSpec{{1.0}}));
  for (const double delta : {0.0, -1.0, double{INFINITY}, double{NAN}})
    refuses("a delta of " + std::to_string(delta), "a finite delta above 0", with_loss(1, HuberSpec{delta}));
  refuses("one class", "at least 2 classes, found 1", with_loss(3, CrossEntropySpec{1}));
  refuses("outputs that the classes do not divide", "a multiple of 3 outputs, found 4",
          with_loss(4, CrossEntropySpec{3}));
  refuses("an unknown instruction set", "found sse9", [] { choose_kernels("sse9"); });
}

}  // namespace

void test_trainer() {
  for (const Kernels* kernels : supported_kernels()) {
    const std::vector<Penalty> penalties{{3, 170, 0.2, true}, {400, 8000, 0.05, false}, {8500, 20, 0, true}};
    test_epoch(*kernels, "adam", {.learning_rate = 0.01});
    test_epoch(*kernels, "clipped by norm", {.learning_rate = 0.01, .clip_norm = 0.05});
    test_epoch(*kernels, "clipped by value", {.learning_rate = 0.01, .clip_norm = 0.05, .clip_value = 0.002});
    test_epoch(*kernels, "adamw", {.learning_rate = 0.01, .optimiser = AdamSpec{0.7}, .penalties = penalties});
    test_epoch(*kernels, "plain descent", {.learning_rate = 3, .optimiser = SgdSpec{}});
    test_epoch(*kernels, "momentum, l2", {.learning_rate = 0.2, .optimiser = SgdSpec{0.9}, .penalties = penalties});
    test_epoch(*kernels, "nesterov", {.learning_rate = 9, .clip_norm = 0.05, .optimiser = SgdSpec{0.8, true}});
    test_divergence(*kernels);
  }
  test_cancelling();
  test_refusals();
}

}  // namespace almanac::tests
