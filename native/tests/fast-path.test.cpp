// Every instruction set of this CPU against the reference: loss, outputs and gradient, with and without dropout.
#include "instruction-set.hpp"
#include "networks.hpp"
#include "reference/network.hpp"
#include "trainer.hpp"

namespace almanac::tests {
namespace {

/** One block on the inputs: its parameters are the first of the network. */
Case one_block() {
  return {"one block",
          {{TransformerEncoderSpec{6, 2, 5, 0, 0}, PoolSpec{Pooling::last}, DenseSpec{6, 2, Activation::linear}}, 4, 6, 2,
           MeanSquaredErrorSpec{}},
          3};
}

void test_bias_of_keys(const Kernels& kernels) {
  const Case c = one_block();
  Trainer trainer(c.spec, kernels, 1);
  TrainingState state = trainer.state();
  state.parameters = numbers<float>(count_parameters(c.spec), 81, 0.5);
  trainer.set_state(state);
  Control control;
  const Dataset data = make_dataset(c, 3, 82);
  const std::vector<std::int32_t> order{0, 1, 2};
  const auto gradient = trainer.gradients(data, order, false, 0, 1, control).gradient;
  // After gamma, beta, Wq, bq and Wk.
  const std::size_t first = 2 * 6 + (6 + 1) * 6 + 6 * 6;
  std::size_t zeros = 0;
  for (const float g : gradient) zeros += g == 0 ? 1 : 0;
  bool all = true;
  for (std::size_t i = first; i < first + 6; ++i) all = all && gradient[i] == 0;
  check(all, std::string(kernels.name) + ": the gradient of the keys' bias is exactly 0");
  check(zeros < gradient.size() / 2, std::string(kernels.name) + ": other gradients are not");
}

void test_nan_shows(const Kernels& kernels) {
  const Case c = one_block();
  const auto parameters = numbers<float>(count_parameters(c.spec), 83, 0.5);
  const Dataset data = make_dataset(c, 3, 84);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    Trainer trainer(c.spec, kernels, 1);
    TrainingState state = trainer.state();
    state.parameters = parameters;
    state.parameters[i] = NAN;
    trainer.set_state(state);
    Control control;
    check(std::isnan(trainer.evaluate(data, control).loss),
          std::string(kernels.name) + ": NaN in parameter " + std::to_string(i) + " shows in the loss");
  }
}

}  // namespace

void test_fast_path() {
  for (const Kernels* kernels : supported_kernels()) {
    test_bias_of_keys(*kernels);
    test_nan_shows(*kernels);
  }
  for (const Case& c : network_cases()) {
    const std::size_t samples = c.batch + 3;
    const Dataset data = make_dataset(c, samples, 21);
    std::vector<std::int32_t> order;  // some samples, not in order
    for (std::size_t i = 0; i < c.batch; ++i) order.push_back(static_cast<std::int32_t>((i * 7 + 2) % samples));
    const auto parameters = numbers<float>(count_parameters(c.spec), 22, 0.3);
    const auto wide = std::vector<double>(parameters.begin(), parameters.end());
    for (const bool dropout : {false, true}) {
      const reference::DropoutState state{dropout, 77, 4};
      const auto narrow_batch = copy_batch<float>(c.spec, data, order);
      const auto wide_batch = copy_batch<double>(c.spec, data, order);
      const auto single =
          reference::run_batch<float>(c.spec, parameters, narrow_batch.windows, narrow_batch.labels,
                                      narrow_batch.weights, c.batch, state);
      const auto exact =
          reference::run_batch<double>(c.spec, wide, wide_batch.windows, wide_batch.labels, wide_batch.weights,
                                       c.batch, state);
      for (const Kernels* kernels : supported_kernels()) {
        const std::string name = std::string(kernels->name) + ": " + c.name + (dropout ? ", dropout: " : ": ");
        Trainer trainer(c.spec, *kernels, 2);
        TrainingState training = trainer.state();
        training.parameters = parameters;
        trainer.set_state(training);
        Control control;
        const auto fast = trainer.gradients(data, order, dropout, 77, 4, control);
        check(std::fabs(fast.loss - exact.training_loss) < 1e-6 * (1 + exact.training_loss), name + "loss");
        const double to_single = relative_difference(fast.gradient, single.gradient);
        const double to_exact = relative_difference(fast.gradient, exact.gradient);
        check(to_single < 3e-6, name + "gradient against float, differs by " + std::to_string(to_single * 1e6) + "e-6");
        check(to_exact < 3e-6, name + "gradient against double, differs by " + std::to_string(to_exact * 1e6) + "e-6");

        if (dropout) continue;
        const auto evaluation = trainer.evaluate(data, control);
        std::vector<std::int32_t> all;
        for (std::size_t i = 0; i < samples; ++i) all.push_back(static_cast<std::int32_t>(i));
        const auto everything = copy_batch<double>(c.spec, data, all);
        const auto expected =
            reference::run_batch<double>(c.spec, wide, everything.windows, everything.labels, everything.weights,
                                         samples, state);
        check(largest_difference(evaluation.outputs, expected.outputs) < 3e-6, name + "outputs");
        check(std::fabs(evaluation.loss - expected.loss) < 1e-6 * (1 + expected.loss), name + "evaluation loss");
      }
    }
  }
}

}  // namespace almanac::tests
