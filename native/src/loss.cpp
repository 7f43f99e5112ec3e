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

double softplus(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::fabs(x))); }

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/** Binary cross-entropy with smoothing or focus. */
Point soft_binary_cross_entropy(const BinaryCrossEntropySpec& s, double x, double label) {
  const double t = label * (1 - s.smoothing) + s.smoothing / 2;
  const double p = sigmoid(x), q = sigmoid(-x), minus_ln_p = softplus(-x), minus_ln_q = softplus(x);
  const double up = std::pow(q, s.focus), down = std::pow(p, s.focus);
  return {t * up * minus_ln_p + (1 - t) * down * minus_ln_q,
          (1 - t) * down * (p + s.focus * q * minus_ln_q) - t * up * (q + s.focus * p * minus_ln_p)};
}

Point hinge(double score, double label) {
  const double side = 2 * label - 1, slack = 1 - side * score;
  return {slack > 0 ? slack : slack <= 0 ? 0 : slack, slack > 0 ? -side : 0};
}

/** The loss of one label; `slopes` receives its derivatives by mu and s. */
double gaussian(const float* o, double label, double* slopes) {
  const double s = static_cast<double>(o[1]), sigma = least_scale + softplus(s);
  const double z = (label - static_cast<double>(o[0])) / sigma;
  slopes[0] = -z / sigma;
  slopes[1] = (1 - z * z) / sigma * sigmoid(s);
  return 0.5 * std::log(2 * pi) + std::log(sigma) + 0.5 * z * z;
}

/**
 * ln Gamma(x + 1/2) - ln Gamma(x) and its derivative for x > 0: the asymptotic series in 1 / x (Tricomi and Erdelyi
 * 1951), after going up by Gamma(x + 1) = x Gamma(x) to where it is exact. Unlike the difference of two std::lgamma it
 * loses no digits, and it is safe in several threads.
 */
Point gamma_ratio(double x) {
  double logarithm = 0, slope = 0;
  for (int k = 0; k < 16; ++k, x += 1) {
    logarithm -= std::log1p(0.5 / x);
    slope += 0.5 / (x * (x + 0.5));
  }
  const double r = 1 / x, q = r * r;
  logarithm += 0.5 * std::log(x) -
               r * (1.0 / 8 - q * (1.0 / 192 - q * (1.0 / 640 - q * (17.0 / 14336 - q * (31.0 / 18432)))));
  slope += 0.5 * r + q * (1.0 / 8 - q * (1.0 / 64 - q * (1.0 / 128 - q * (17.0 / 2048 - q * (31.0 / 2048)))));
  return {logarithm, slope};
}

/** As gaussian(), by mu, s and d. */
double student_t(const float* o, double label, double* slopes) {
  const double s = static_cast<double>(o[1]), d = static_cast<double>(o[2]);
  const double sigma = least_scale + softplus(s), nu = least_degrees + softplus(d);
  const double z = (label - static_cast<double>(o[0])) / sigma, k = (nu + 1) / (nu + z * z);
  const double tail = std::log1p(z * z / nu);
  const Point gammas = gamma_ratio(nu / 2);
  slopes[0] = -k * z / sigma;
  slopes[1] = (1 - k * z * z) / sigma * sigmoid(s);
  slopes[2] = 0.5 * (1 / nu + tail - k * z * z / nu - gammas.slope) * sigmoid(d);
  return 0.5 * std::log(nu * pi) + std::log(sigma) + 0.5 * (nu + 1) * tail - gammas.loss;
}

/** The loss of one label with smoothing or focus; `gradient` as below. */
double soft_cross_entropy(const CrossEntropySpec& s, const float* logits, std::size_t label, double scale,
                          float* gradient) {
  const double largest = static_cast<double>(*std::max_element(logits, logits + s.classes));
  const auto power = [&](std::size_t k) { return std::exp(static_cast<double>(logits[k]) - largest); };
  double sum = 0;
  for (std::size_t k = 0; k < s.classes; ++k) sum += power(k);
  const auto target = [&](std::size_t k) {
    return (k == label ? 1 - s.smoothing : 0) + s.smoothing / static_cast<double>(s.classes);
  };
  const auto rest = [&](std::size_t k) {
    double others = 0;
    for (std::size_t j = 0; j < s.classes; ++j) others += j == k ? 0 : power(j);
    return others / sum;
  };
  const auto logarithm = [&](std::size_t k) { return static_cast<double>(logits[k]) - largest - std::log(sum); };
  const auto by_logarithm = [&](std::size_t k) {
    const double q = rest(k);
    const double curve = q > 0 ? s.focus * power(k) / sum * std::pow(q, s.focus - 1) * logarithm(k) : 0;
    return -target(k) * (std::pow(q, s.focus) - curve);
  };
  double loss = 0, total = 0;
  for (std::size_t k = 0; k < s.classes; ++k) {
    loss -= target(k) * std::pow(rest(k), s.focus) * logarithm(k);
    total += by_logarithm(k);
  }
  if (gradient != nullptr)
    for (std::size_t k = 0; k < s.classes; ++k)
      gradient[k] = static_cast<float>((by_logarithm(k) - power(k) / sum * total) * scale);
  return loss;
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

/** For losses of all outputs of a label together: function(outputs, label, slopes) gives one and its derivatives. */
template <typename Function>
double sum_whole(const Batch& batch, Function&& function) {
  const std::size_t width = batch.outputs_per_label;
  double sum = 0, slopes[3] = {};
  for (std::size_t n = 0; n < batch.labels_count; ++n) {
    const double weight = static_cast<double>(batch.weights[n]);
    sum += weight * function(batch.outputs + n * width, static_cast<double>(batch.labels[n]), slopes);
    if (batch.gradient != nullptr)
      for (std::size_t i = 0; i < width; ++i)
        batch.gradient[n * width + i] = static_cast<float>(weight * slopes[i] * batch.share);
  }
  return sum;
}

/** Pinball of quantiles that are steps from the middle one outwards. */
double sum_ordered_pinball(const std::vector<double>& levels, const Batch& batch) {
  const std::size_t width = levels.size(), middle = width / 2;
  double sum = 0;
  std::vector<double> quantiles(width), slopes(width);
  for (std::size_t n = 0; n < batch.labels_count; ++n) {
    const float* a = batch.outputs + n * width;
    const double label = static_cast<double>(batch.labels[n]), weight = static_cast<double>(batch.weights[n]);
    quantiles[middle] = static_cast<double>(a[middle]);
    for (std::size_t k = middle + 1; k < width; ++k)
      quantiles[k] = quantiles[k - 1] + softplus(static_cast<double>(a[k]));
    for (std::size_t k = middle; k-- > 0;) quantiles[k] = quantiles[k + 1] - softplus(static_cast<double>(a[k]));
    for (std::size_t k = 0; k < width; ++k) {
      const Point at = pinball(levels[k], quantiles[k], label);
      sum += weight * at.loss;
      slopes[k] = weight * at.slope * batch.share;
    }
    if (batch.gradient == nullptr) continue;
    float* gradient = batch.gradient + n * width;
    double above = 0, below = 0;
    for (std::size_t k = width - 1; k > middle; --k) {
      above += slopes[k];
      gradient[k] = static_cast<float>(sigmoid(static_cast<double>(a[k])) * above);
    }
    for (std::size_t k = 0; k < middle; ++k) {
      below += slopes[k];
      gradient[k] = static_cast<float>(-sigmoid(static_cast<double>(a[k])) * below);
    }
    gradient[middle] = static_cast<float>(below + slopes[middle] + above);
  }
  return sum;
}

double sum_cross_entropy(const CrossEntropySpec& s, const Batch& batch) {
  const std::size_t classes = batch.outputs_per_label;
  const bool plain = s.smoothing == 0 && s.focus == 0;
  double sum = 0;
  for (std::size_t n = 0; n < batch.labels_count; ++n) {
    const double weight = static_cast<double>(batch.weights[n]);
    const float* logits = batch.outputs + n * classes;
    const std::size_t label = static_cast<std::size_t>(batch.labels[n]);
    float* gradient = batch.gradient != nullptr ? batch.gradient + n * classes : nullptr;
    sum += weight * (plain ? cross_entropy(classes, logits, label, weight * batch.share, gradient)
                           : soft_cross_entropy(s, logits, label, weight * batch.share, gradient));
  }
  return sum;
}

}  // namespace

double sum_loss(const NetworkSpec& spec, std::size_t count, std::size_t batch, const float* outputs,
                const float* labels, const float* weights, float* gradient) {
  const std::size_t horizons = label_width(spec);
  // The mean over horizons and levels of pinball; the outputs of some other losses make one together.
  const bool whole = std::holds_alternative<CrossEntropySpec>(spec.loss) ||
                     std::holds_alternative<GaussianSpec>(spec.loss) || std::holds_alternative<StudentTSpec>(spec.loss);
  const double parts = static_cast<double>(whole ? horizons : spec.outputs);
  const Batch all{count * horizons, spec.outputs / horizons, 1.0 / (static_cast<double>(batch) * parts),
                  outputs,          labels,                  weights,
                  gradient};
  const double sum = std::visit(
      Match{
          [&](const PinballSpec& s) {
            if (s.ordered) return sum_ordered_pinball(s.levels, all);
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
          [&](const BinaryCrossEntropySpec& s) {
            if (s.smoothing > 0 || s.focus > 0)
              return sum_points(
                  all, [&](double q, double y, std::size_t) { return soft_binary_cross_entropy(s, q, y); });
            return sum_points(all, [](double q, double y, std::size_t) { return binary_cross_entropy(q, y); });
          },
          [&](const CrossEntropySpec& s) { return sum_cross_entropy(s, all); },
          [&](const HingeSpec&) {
            return sum_points(all, [](double q, double y, std::size_t) { return hinge(q, y); });
          },
          [&](const GaussianSpec&) { return sum_whole(all, gaussian); },
          [&](const StudentTSpec&) { return sum_whole(all, student_t); },
      },
      spec.loss);
  return sum / parts;
}

}  // namespace almanac
