#include "network-spec.hpp"

#include <cmath>
#include <stdexcept>

namespace almanac {
namespace {

template <class... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};

[[noreturn]] void refuse(std::size_t layer, const std::string& kind, const std::string& sentence) {
  throw std::invalid_argument("Layer " + std::to_string(layer) + " (" + kind + "): " + sentence);
}

void expect_input(std::size_t layer, const std::string& kind, std::size_t expected, const SampleShape& found) {
  if (expected != found.units)
    refuse(layer, kind,
           "expected inputSize " + std::to_string(found.units) + ", the width of what comes before it, found " +
               std::to_string(expected) + ".");
}

void expect_units(std::size_t layer, const std::string& kind, std::size_t units) {
  if (units == 0) refuse(layer, kind, "expected at least 1 unit, found 0.");
}

SampleShape shape_after(std::size_t index, const LayerSpec& layer, const SampleShape& before) {
  return std::visit(
      Match{
          [&](const LstmSpec& lstm) {
            if (!before.sequence)
              refuse(index, "lstm", "expected a sequence before it; set returnSequences in the LSTM layer before.");
            expect_input(index, "lstm", lstm.input_size, before);
            expect_units(index, "lstm", lstm.units);
            return lstm.return_sequences ? SampleShape{true, before.time, lstm.units}
                                         : SampleShape{false, 1, lstm.units};
          },
          [&](const DropoutSpec& dropout) {
            // Above this the integer threshold would not fit 32 bits.
            if (!(dropout.rate >= 0 && dropout.rate <= 1 - 0x1p-32))
              refuse(index, "dropout", "expected a rate from 0 up to, not including, 1, found " +
                                           std::to_string(dropout.rate) + ".");
            return before;
          },
          [&](const DenseSpec& dense) {
            if (before.sequence)
              refuse(index, "dense",
                     "expected one vector per sample before it, found a sequence; clear returnSequences in the last "
                     "LSTM layer.");
            expect_input(index, "dense", dense.input_size, before);
            expect_units(index, "dense", dense.units);
            return SampleShape{false, 1, dense.units};
          },
      },
      layer);
}

void check_loss(const NetworkSpec& spec) {
  const auto* pinball = std::get_if<PinballSpec>(&spec.loss);
  if (pinball == nullptr) return;
  if (pinball->levels.size() != spec.outputs)
    throw std::invalid_argument("Pinball loss: expected one level per output, " + std::to_string(spec.outputs) +
                                ", found " + std::to_string(pinball->levels.size()) + ".");
  for (const double level : pinball->levels)
    if (!(level > 0 && level < 1))
      throw std::invalid_argument("Pinball loss: expected levels between 0 and 1, found " + std::to_string(level) +
                                  ".");
}

}  // namespace

std::vector<SampleShape> infer_shapes(const NetworkSpec& spec) {
  if (spec.layers.empty()) throw std::invalid_argument("Network: expected at least one layer, found none.");
  if (spec.window == 0 || spec.features == 0 || spec.outputs == 0)
    throw std::invalid_argument("Network: expected window, features and outputs of at least 1.");
  std::vector<SampleShape> shapes{{true, spec.window, spec.features}};
  for (std::size_t i = 0; i < spec.layers.size(); ++i) shapes.push_back(shape_after(i, spec.layers[i], shapes.back()));
  const SampleShape& last = shapes.back();
  if (last.sequence || last.units != spec.outputs)
    throw std::invalid_argument("Network: expected " + std::to_string(spec.outputs) +
                                " outputs per sample after the last layer, found " +
                                (last.sequence ? "a sequence." : std::to_string(last.units) + "."));
  check_loss(spec);
  return shapes;
}

std::size_t parameter_count(const LayerSpec& layer) {
  return std::visit(Match{
                        [](const LstmSpec& s) { return (s.input_size + s.units + 1) * 4 * s.units; },
                        [](const DropoutSpec&) { return std::size_t{0}; },
                        [](const DenseSpec& s) { return (s.input_size + 1) * s.units; },
                    },
                    layer);
}

std::size_t label_width(const NetworkSpec& spec) {
  return std::visit(Match{
                        [](const PinballSpec&) { return std::size_t{1}; },
                        [&](const MeanSquaredErrorSpec&) { return spec.outputs; },
                    },
                    spec.loss);
}

}  // namespace almanac
