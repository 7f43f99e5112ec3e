// Networks and data that several tests use.
#pragma once

#include <string>
#include <vector>

#include "check.hpp"
#include "dataset.hpp"
#include "network-spec.hpp"

namespace almanac::tests {

struct Case {
  std::string name;
  NetworkSpec spec;
  std::size_t batch;
};

/** Odd sizes on purpose: around one vector, one tile, one shard and one panel of each instruction set. */
inline std::vector<Case> network_cases() {
  const PinballSpec three{{0.1, 0.5, 0.9}};
  return {
      {"lstm 4 -> 3, dense 3", {{LstmSpec{3, 4, true}, LstmSpec{4, 3, false}, DenseSpec{3, 3, false}}, 5, 3, 3, three}, 4},
      {"one unit, one step", {{LstmSpec{1, 1, false}, DenseSpec{1, 3, false}}, 1, 1, 3, three}, 1},
      {"lstm 17 -> 33 with dropout, relu",
       {{LstmSpec{5, 17, true}, DropoutSpec{0.3, 0}, LstmSpec{17, 33, false}, DropoutSpec{0.2, 1}, DenseSpec{33, 9, true},
         DenseSpec{9, 3, false}},
        7, 5, 3, three},
       19},
      {"dropout on the inputs, mean squared error",
       {{DropoutSpec{0.25, 3}, LstmSpec{2, 16, false}, DenseSpec{16, 2, false}}, 11, 2, 2, MeanSquaredErrorSpec{}},
       8},
      {"lstm as the last layer", {{LstmSpec{6, 8, true}, LstmSpec{8, 5, false}}, 3, 6, 5, MeanSquaredErrorSpec{}}, 9},
      {"64 -> 32, wider than a panel",
       {{LstmSpec{9, 64, true}, DropoutSpec{0.5, 0}, LstmSpec{64, 32, false}, DenseSpec{32, 40, true},
         DenseSpec{40, 3, false}},
        13, 9, 3, three},
       37},
  };
}

inline std::size_t count_parameters(const NetworkSpec& spec) {
  std::size_t count = 0;
  for (const auto& layer : spec.layers) count += parameter_count(layer);
  return count;
}

/** `samples` overlapping windows, each two rows after the one before. */
inline Dataset make_dataset(const NetworkSpec& spec, std::size_t samples, std::uint32_t seed) {
  Dataset data;
  const std::size_t rows = spec.window + 2 * samples;
  data.features = numbers<float>(rows * spec.features, seed, 1.5);
  data.labels = numbers<float>(samples * label_width(spec), seed + 1, 1.0);
  for (std::size_t i = 0; i < samples; ++i) data.ends.push_back(static_cast<std::int32_t>(spec.window - 1 + 2 * i));
  return data;
}

/** The windows of `order` as [batch, window, features], and their labels, for the reference. */
template <typename Number>
struct Batch {
  std::vector<Number> windows, labels;
};

template <typename Number>
Batch<Number> copy_batch(const NetworkSpec& spec, const Dataset& data, const std::vector<std::int32_t>& order) {
  Batch<Number> batch;
  const std::size_t width = label_width(spec);
  for (const std::int32_t sample : order) {
    const std::size_t i = static_cast<std::size_t>(sample);
    const std::size_t first = (static_cast<std::size_t>(data.ends[i]) + 1 - spec.window) * spec.features;
    for (std::size_t k = 0; k < spec.window * spec.features; ++k)
      batch.windows.push_back(static_cast<Number>(data.features[first + k]));
    for (std::size_t k = 0; k < width; ++k) batch.labels.push_back(static_cast<Number>(data.labels[i * width + k]));
  }
  return batch;
}

}  // namespace almanac::tests
