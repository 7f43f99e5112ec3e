#include "network-spec.hpp"

#include <cmath>
#include <stdexcept>

#include "match.hpp"

namespace almanac {
namespace {

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

void expect_sequence(std::size_t layer, const std::string& kind, const SampleShape& found) {
  if (!found.sequence)
    refuse(layer, kind,
           "expected a sequence before it; set returnSequences in the recurrent layer before, or pool after this "
           "layer.");
}

void expect_rate(std::size_t layer, const std::string& kind, const std::string& name, double rate) {
  // Above this the integer threshold would not fit 32 bits.
  if (!(rate >= 0 && rate <= 1 - 0x1p-32))
    refuse(layer, kind,
           "expected a " + name + " from 0 up to, not including, 1, found " + std::to_string(rate) + ".");
}

/** Of a layer that walks through the steps of a sequence. */
template <typename RecurrentSpec>
SampleShape shape_after_recurrent(std::size_t index, const std::string& kind, const RecurrentSpec& layer,
                                  const SampleShape& before) {
  expect_sequence(index, kind, before);
  expect_input(index, kind, layer.input_size, before);
  expect_units(index, kind, layer.units);
  const std::size_t width = (layer.bidirectional ? 2 : 1) * layer.units;
  return layer.return_sequences ? SampleShape{true, before.time, width} : SampleShape{false, 1, width};
}

SampleShape shape_after_skip(std::size_t index, const SkipSpec& skip, const std::vector<SampleShape>& shapes) {
  const SampleShape& before = shapes.back();
  if (skip.source > index)
    refuse(index, "skip", "expected a source from 0 to " + std::to_string(index) + ", found " +
                              std::to_string(skip.source) + ".");
  const SampleShape& source = shapes[skip.source];
  if (source.sequence != before.sequence || source.time != before.time)
    refuse(index, "skip", "expected a source of " + std::to_string(before.time) + " steps, as what it is joined to.");
  if (skip.how == Joining::concat) return {before.sequence, before.time, before.units + source.units};
  if (source.units != before.units)
    refuse(index, "skip",
           "expected a source of width " + std::to_string(before.units) + ", as what it is added to, found " +
               std::to_string(source.units) + ".");
  return before;
}

SampleShape shape_after(std::size_t index, const LayerSpec& layer, const std::vector<SampleShape>& shapes) {
  const SampleShape& before = shapes.back();
  return std::visit(
      Match{
          [&](const LstmSpec& lstm) { return shape_after_recurrent(index, "lstm", lstm, before); },
          [&](const GruSpec& gru) { return shape_after_recurrent(index, "gru", gru, before); },
          [&](const TemporalAttentionSpec& attention) {
            expect_sequence(index, "temporal-attention", before);
            expect_input(index, "temporal-attention", attention.input_size, before);
            expect_units(index, "temporal-attention", attention.units);
            return SampleShape{false, 1, 2 * before.units};
          },
          [&](const DropoutSpec& dropout) {
            expect_rate(index, "dropout", "rate", dropout.rate);
            return before;
          },
          [&](const DenseSpec& dense) {
            expect_input(index, "dense", dense.input_size, before);
            expect_units(index, "dense", dense.units);
            return SampleShape{before.sequence, before.time, dense.units};
          },
          [&](const LayerNormSpec& norm) {
            expect_input(index, "layer-norm", norm.input_size, before);
            return before;
          },
          [&](const PositionalEncodingSpec& encoding) {
            expect_sequence(index, "positional-encoding", before);
            expect_input(index, "positional-encoding", encoding.input_size, before);
            if (encoding.time != before.time)
              refuse(index, "positional-encoding",
                     "expected time " + std::to_string(before.time) + ", the steps of what comes before it, found " +
                         std::to_string(encoding.time) + ".");
            return before;
          },
          [&](const TransformerEncoderSpec& block) {
            expect_sequence(index, "transformer-encoder", before);
            expect_input(index, "transformer-encoder", block.input_size, before);
            if (block.heads == 0 || block.input_size % block.heads != 0)
              refuse(index, "transformer-encoder",
                     "expected heads to divide the inputSize " + std::to_string(block.input_size) + ", found " +
                         std::to_string(block.heads) + ".");
            if (block.feed_forward == 0)
              refuse(index, "transformer-encoder", "expected a feedForward of at least 1, found 0.");
            expect_rate(index, "transformer-encoder", "dropoutRate", block.dropout_rate);
            return before;
          },
          [&](const PoolSpec&) {
            expect_sequence(index, "pool", before);
            return SampleShape{false, 1, before.units};
          },
          [&](const FlattenSpec&) {
            expect_sequence(index, "flatten", before);
            return SampleShape{false, 1, before.size()};
          },
          [&](const SkipSpec& skip) { return shape_after_skip(index, skip, shapes); },
          [&](const InstrumentEmbeddingSpec& embedding) {
            expect_input(index, "instrument-embedding", embedding.input_size, before);
            expect_units(index, "instrument-embedding", embedding.units);
            if (index != 0) refuse(index, "instrument-embedding", "expected to be the first layer.");
            if (embedding.instruments == 0)
              refuse(index, "instrument-embedding", "expected at least 1 instrument, found 0.");
            return SampleShape{true, before.time, before.units - 1 + embedding.units};
          },
      },
      layer);
}

/** Outputs come in groups of `group`, one for each label. */
void expect_groups(const std::string& loss, const std::string& each, std::size_t group, std::size_t outputs) {
  if (outputs % group != 0)
    throw std::invalid_argument(loss + ": expected " + each + ", so a multiple of " + std::to_string(group) +
                                " outputs, found " + std::to_string(outputs) + ".");
}

void check_softening(const std::string& loss, double smoothing, double focus) {
  if (!(smoothing >= 0 && smoothing < 1))
    throw std::invalid_argument(loss + ": expected a smoothing from 0 up to, not including, 1, found " +
                                std::to_string(smoothing) + ".");
  if (!(focus >= 0) || !std::isfinite(focus))
    throw std::invalid_argument(loss + ": expected a finite focus of at least 0, found " + std::to_string(focus) + ".");
}

void check_adversarial(const NetworkSpec& spec) {
  const auto [epsilon, beta] = spec.adversarial;
  if (!(epsilon >= 0) || !(beta >= 0) || !std::isfinite(epsilon) || !std::isfinite(beta))
    throw std::invalid_argument("Adversarial training: expected a finite epsilon and beta of at least 0.");
  const auto* head = std::get_if<DenseSpec>(&spec.layers.back());
  if (beta > 0 && (head == nullptr || head->activation != Activation::linear))
    throw std::invalid_argument("Adversarial training: expected a linear dense layer as the last one.");
}

void check_loss(const NetworkSpec& spec) {
  std::visit(Match{
                 [&](const PinballSpec& pinball) {
                   if (pinball.levels.empty())
                     throw std::invalid_argument("Pinball loss: expected at least one level, found none.");
                   for (const double level : pinball.levels)
                     if (!(level > 0 && level < 1))
                       throw std::invalid_argument("Pinball loss: expected levels between 0 and 1, found " +
                                                   std::to_string(level) + ".");
                   expect_groups("Pinball loss", "one output per horizon and level", pinball.levels.size(),
                                 spec.outputs);
                 },
                 [](const HuberSpec& huber) {
                   if (!(huber.delta > 0) || !std::isfinite(huber.delta))
                     throw std::invalid_argument("Huber loss: expected a finite delta above 0, found " +
                                                 std::to_string(huber.delta) + ".");
                 },
                 [](const BinaryCrossEntropySpec& s) {
                   check_softening("Binary cross-entropy loss", s.smoothing, s.focus);
                 },
                 [&](const GaussianSpec&) {
                   expect_groups("Gaussian loss", "two outputs per horizon", 2, spec.outputs);
                 },
                 [&](const StudentTSpec&) {
                   expect_groups("Student-t loss", "three outputs per horizon", 3, spec.outputs);
                 },
                 [&](const CrossEntropySpec& cross_entropy) {
                   check_softening("Cross-entropy loss", cross_entropy.smoothing, cross_entropy.focus);
                   if (cross_entropy.classes < 2)
                     throw std::invalid_argument("Cross-entropy loss: expected at least 2 classes, found " +
                                                 std::to_string(cross_entropy.classes) + ".");
                   expect_groups("Cross-entropy loss", "one output per horizon and class", cross_entropy.classes,
                                 spec.outputs);
                 },
                 [](const auto&) {},  // one output per horizon and nothing to choose
             },
             spec.loss);
}

}  // namespace

std::vector<SampleShape> infer_shapes(const NetworkSpec& spec) {
  if (spec.layers.empty()) throw std::invalid_argument("Network: expected at least one layer, found none.");
  if (spec.window == 0 || spec.features == 0 || spec.outputs == 0)
    throw std::invalid_argument("Network: expected window, features and outputs of at least 1.");
  std::vector<SampleShape> shapes{{true, spec.window, spec.features}};
  for (std::size_t i = 0; i < spec.layers.size(); ++i) shapes.push_back(shape_after(i, spec.layers[i], shapes));
  const SampleShape& last = shapes.back();
  if (last.sequence || last.units != spec.outputs)
    throw std::invalid_argument("Network: expected " + std::to_string(spec.outputs) +
                                " outputs per sample after the last layer, found " +
                                (last.sequence ? "a sequence; clear returnSequences in the last recurrent "
                                                "layer, or add a pool layer."
                                              : std::to_string(last.units) + "."));
  check_loss(spec);
  check_adversarial(spec);
  return shapes;
}

std::size_t parameter_count(const LayerSpec& layer) {
  return std::visit(Match{
                        [](const LstmSpec& s) {
                          return (s.bidirectional ? 2 : 1) * (s.input_size + s.units + 1) * 4 * s.units;
                        },
                        [](const GruSpec& s) {
                          return (s.bidirectional ? 2 : 1) * ((s.input_size + s.units + 1) * 3 * s.units + s.units);
                        },
                        [](const TemporalAttentionSpec& s) { return (s.input_size + 2) * s.units; },
                        [](const DropoutSpec&) { return std::size_t{0}; },
                        [](const DenseSpec& s) { return (s.input_size + 1) * s.units; },
                        [](const LayerNormSpec& s) { return 2 * s.input_size; },
                        [](const PositionalEncodingSpec&) { return std::size_t{0}; },
                        [](const TransformerEncoderSpec& s) {
                          const std::size_t d = s.input_size, f = s.feed_forward;
                          return 4 * d + 4 * (d + 1) * d + (d + 1) * f + (f + 1) * d;
                        },
                        [](const PoolSpec&) { return std::size_t{0}; },
                        [](const FlattenSpec&) { return std::size_t{0}; },
                        [](const SkipSpec&) { return std::size_t{0}; },
                        [](const InstrumentEmbeddingSpec& s) { return s.instruments * s.units; },
                    },
                    layer);
}

std::size_t label_width(const NetworkSpec& spec) {
  return std::visit(Match{
                        [&](const PinballSpec& s) { return spec.outputs / s.levels.size(); },
                        [&](const CrossEntropySpec& s) { return spec.outputs / s.classes; },
                        [&](const GaussianSpec&) { return spec.outputs / 2; },
                        [&](const StudentTSpec&) { return spec.outputs / 3; },
                        [&](const auto&) { return spec.outputs; },
                    },
                    spec.loss);
}

}  // namespace almanac
