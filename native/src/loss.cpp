#include "loss.hpp"

#include <algorithm>
#include <cmath>

#include "match.hpp"

namespace almanac {
namespace {

/** The loss of one label, and its derivative with respect to the one output that it depends on. */
struct Point {
  double loss, slope;
};

// Comparisons are written so that NaN passes into the loss: a training that diverges has to show.

Point pinball(double level, double output, double label) {
  const double error = label - output;
  const double slope = error >= 0 ? level : level - 1;
  return {slope * error, -slope};
}

Point squared_error(double output, double label) {
  const double error = output - label;
  return {error * error, 2 * error};
}

Point absolute_error(double output, double label) {
  const double error = output - label;
  return {std::fabs(error), error > 0 ? 1 : error < 0 ? -1 : error};
}

Point huber(double delta, double output, double label) {
  const double error = output - label;
  if (std::fabs(error) > delta) return {delta * (std::fabs(error) - 0.5 * delta), error > 0 ? delta : -delta};
  return {0.5 * error * error, error};
}

Point binary_cross_entropy(double logit, double label) {
  // e^-|logit| cannot overflow.
  const double decay = std::exp(-std::fabs(logit));
  const double probability = (logit < 0 ? decay : 1) / (1 + decay);
  return {std::max(logit, 0.0) - logit * label + std::log1p(decay), probability - label};
}

/** The loss of one label. `gradient`, where it is not null, receives scale * the derivatives by the logits. */
double cross_entropy(std::size_t classes, const float* logits, std::size_t label, double scale, float* gradient) {
  const double largest = static_cast<double>(*std::max_element(logits, logits + classes));
  double sum = 0;
  for (std::size_t k = 0; k < classes; ++k) sum += std::exp(static_cast<double>(logits[k]) - largest);
  if (gradient != nullptr)
    for (std::size_t k = 0; k < classes; ++k) {
      const double probability = std::exp(static_cast<double>(logits[k]) - largest) / sum;
      gradient[k] = static_cast<float>((probability - (k == label ? 1 : 0)) * scale);
    }
  return std::log(sum) + largest - static_cast<double>(logits[label]);
}

/** The arguments of sum_loss, and how many labels and outputs there are. */
struct Batch {
  std::size_t labels_count;       // count * label width
  std::size_t outputs_per_label;  // levels, classes or 1
  double share;                   // 1 / (batch * what the mean of one sample is taken over)
  const float* outputs;
  const float* labels;
  const float* weights;
  float* gradient;
};

/** For losses in which every output has its own part: the sum of weight * point(output, label, i of the output). */
template <typename Function>
double sum_points(const Batch& batch, Function&& point) {
  const std::size_t width = batch.outputs_per_label;
  double sum = 0;
  for (std::size_t n = 0; n < batch.labels_count; ++n) {
    const double label = static_cast<double>(batch.labels[n]), weight = static_cast<double>(batch.weights[n]);
    for (std::size_t i = 0; i < width; ++i) {
      const Point at = point(static_cast<double>(batch.outputs[n * width + i]), label, i);
      sum += weight * at.loss;
      if (batch.gradient != nullptr)
        batch.gradient[n * width + i] = static_cast<float>(weight * at.slope * batch.share);
    }
  }
  return sum;
}

double sum_cross_entropy(const Batch& batch) {
  const std::size_t classes = batch.outputs_per_label;
  double sum = 0;
  for (std::size_t n = 0; n < batch.labels_count; ++n) {
    const double weight = static_cast<double>(batch.weights[n]);
    sum += weight * cross_entropy(classes, batch.outputs + n * classes, static_cast<std::size_t>(batch.labels[n]),
                                  weight * batch.share,
                                  batch.gradient != nullptr ? batch.gradient + n * classes : nullptr);
  }
  return sum;
}

}  // namespace

double sum_loss(const NetworkSpec& spec, std::size_t count, std::size_t batch, const float* outputs,
                const float* labels, const float* weights, float* gradient) {
  const std::size_t horizons = label_width(spec);
  // The mean over horizons and levels of pinball; the classes of a cross-entropy make one loss.
  const bool whole = std::holds_alternative<CrossEntropySpec>(spec.loss);
  const double parts = static_cast<double>(whole ? horizons : spec.outputs);
  const Batch all{count * horizons, spec.outputs / horizons, 1.0 / (static_cast<double>(batch) * parts),
                  outputs,          labels,                  weights,
                  gradient};
  const double sum = std::visit(
      Match{
          [&](const PinballSpec& s) {
            return sum_points(all, [&](double q, double y, std::size_t l) { return pinball(s.levels[l], q, y); });
          },
          [&](const MeanSquaredErrorSpec&) {
            return sum_points(all, [](double q, double y, std::size_t) { return squared_error(q, y); });
          },
          [&](const MeanAbsoluteErrorSpec&) {
            return sum_points(all, [](double q, double y, std::size_t) { return absolute_error(q, y); });
          },
          [&](const HuberSpec& s) {
            return sum_points(all, [&](double q, double y, std::size_t) { return huber(s.delta, q, y); });
          },
          [&](const BinaryCrossEntropySpec&) {
            return sum_points(all, [](double q, double y, std::size_t) { return binary_cross_entropy(q, y); });
          },
          [&](const CrossEntropySpec&) { return sum_cross_entropy(all); },
      },
      spec.loss);
  return sum / parts;
}

}  // namespace almanac
