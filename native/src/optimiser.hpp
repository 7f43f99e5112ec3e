// What one optimiser step does with the gradient of a batch. The formulas are in reference/optimiser-step.hpp.
#pragma once

#include <cstddef>
#include <limits>
#include <variant>
#include <vector>

namespace almanac {

/** Adam, beta1 0.9, beta2 0.999. `weight_decay` above 0 is AdamW's, on the parameters that `Penalty` names. */
struct AdamSpec {
  double weight_decay = 0;
};

/** Stochastic gradient descent; a momentum of 0 is plain descent. */
struct SgdSpec {
  double momentum = 0;
  bool nesterov = false;
};

using OptimiserSpec = std::variant<AdamSpec, SgdSpec>;

/** Parameters `first` to `first + count`, whose loss has l2 / 2 times the sum of their squares added. */
struct Penalty {
  std::size_t first, count;
  double l2;
  bool decays;  // by AdamW
};

struct StepOptions {
  double learning_rate;
  double clip_norm = std::numeric_limits<double>::infinity();   // infinity clips nothing
  double clip_value = std::numeric_limits<double>::infinity();  // of each number, before the norm is taken
  OptimiserSpec optimiser = AdamSpec{};
  std::vector<Penalty> penalties = {};
};

}  // namespace almanac
