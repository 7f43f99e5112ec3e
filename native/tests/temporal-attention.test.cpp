// What must hold of temporal attention where the scores are extreme, on every instruction set.
#include <limits>

#include "instruction-set.hpp"
#include "networks.hpp"
#include "reference/temporal-attention.hpp"
#include "trainer.hpp"

namespace almanac::tests {
namespace {

/** The output of one attention layer over one window. */
std::vector<float> attend(const Kernels& kernels, const TemporalAttentionSpec& spec,
                          const std::vector<float>& parameters, const std::vector<float>& window) {
  const std::size_t time = window.size() / spec.input_size;
  Trainer trainer({{spec}, time, spec.input_size, 2 * spec.input_size, MeanSquaredErrorSpec{}}, kernels, 1);
  TrainingState state = trainer.state();
  state.parameters = parameters;
  trainer.set_state(state);
  Control control;
  const Dataset data{window, {static_cast<std::int32_t>(time - 1)}, std::vector<float>(2 * spec.input_size), {}};
  return trainer.evaluate(data, control).outputs;
}

}  // namespace

void test_temporal_attention() {
  const TemporalAttentionSpec spec{3, 20};
  const std::size_t time = 7;
  const auto window = numbers<float>(time * 3, 71, 1.5);
  const auto parameters = numbers<float>(parameter_count(LayerSpec{spec}), 72, 0.8);
  const std::size_t first_scorer = parameters.size() - spec.units;
  for (const Kernels* kernels : supported_kernels()) {
    const std::string name = std::string(kernels->name) + ": temporal attention, ";
    // Factors of the scores: all alike, moderate, and so large that their exponentials alone would not be finite.
    for (const float factor : {0.0f, 1.0f, 30.0f, 1e4f}) {
      std::vector<float> p = parameters;
      for (std::size_t i = first_scorer; i < p.size(); ++i) p[i] *= factor;
      const std::vector<double> wide(p.begin(), p.end()), wide_window(window.begin(), window.end());
      const auto exact =
          reference::temporal_attention_forward<double>({1, time, 3, spec.units}, wide.data(), wide_window.data());
      // A score is known to about 1e-6 of its size, and so is the logarithm of what it weighs.
      const double tolerance = 2e-6 * (1 + static_cast<double>(factor));
      check(largest_difference(attend(*kernels, spec, p, window), exact.output) < tolerance,
            name + "scores times " + std::to_string(factor));
    }

    // Weights that sum to 1 leave a window that stands still as it is.
    std::vector<float> still;
    for (std::size_t t = 0; t < time; ++t) still.insert(still.end(), {0.5f, -2.0f, 3.25f});
    check(largest_difference(attend(*kernels, spec, parameters, still),
                             std::vector<float>{0.5f, -2.0f, 3.25f, 0.5f, -2.0f, 3.25f}) < 1e-6,
          name + "a constant window");

    std::vector<float> broken = parameters;
    broken[first_scorer] = std::numeric_limits<float>::quiet_NaN();
    check(std::isnan(attend(*kernels, spec, broken, window)[0]), name + "NaN stays NaN");
  }
}

}  // namespace almanac::tests
