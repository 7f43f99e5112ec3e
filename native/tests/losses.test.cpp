// Each loss alone: the reference by hand and against central differences, the fast one against the reference, the
// weights, and outputs far from everything.
#include <limits>

#include "loss.hpp"
#include "networks.hpp"
#include "reference/loss.hpp"

namespace almanac::tests {
namespace {

/** Every loss, three labels a sample. */
std::vector<Case> loss_cases() {
  const auto make = [](const std::string& name, std::size_t outputs, const LossSpec& loss) {
    return Case{name, {{}, 1, 1, outputs, loss}, 5, true};
  };
  return {
      make("pinball", 12, PinballSpec{{0.05, 0.3, 0.5, 0.9}}),
      make("mean squared error", 3, MeanSquaredErrorSpec{}),
      make("mean absolute error", 3, MeanAbsoluteErrorSpec{}),
      make("huber", 3, HuberSpec{0.7}),
      make("binary cross-entropy", 3, BinaryCrossEntropySpec{}),
      make("cross-entropy", 15, CrossEntropySpec{5}),
      make("pinball of ordered quantiles", 15, PinballSpec{{0.05, 0.3, 0.5, 0.7, 0.95}, true}),
      make("pinball of an even number of ordered quantiles", 12, PinballSpec{{0.05, 0.3, 0.6, 0.9}, true}),
      make("binary cross-entropy, smoothed", 3, BinaryCrossEntropySpec{0.2, 0}),
      make("binary focal", 3, BinaryCrossEntropySpec{0, 2}),
      make("binary focal, smoothed", 3, BinaryCrossEntropySpec{0.1, 0.5}),
      make("cross-entropy, smoothed", 15, CrossEntropySpec{5, 0.2, 0}),
      make("focal", 15, CrossEntropySpec{5, 0, 2}),
      make("focal, smoothed", 9, CrossEntropySpec{3, 0.1, 0.5}),
      make("hinge", 3, HingeSpec{}),
      make("gaussian", 6, GaussianSpec{}),
      make("student-t", 9, StudentTSpec{}),
  };
}

/** Loss and gradient by hand, for one sample with one horizon and the weight 2. */
void test_by_hand(const std::string& name, const LossSpec& loss, const std::vector<double>& outputs, double label,
                  double expected, const std::vector<double>& expected_gradient) {
  const NetworkSpec spec{{}, 1, 1, outputs.size(), loss};
  const double weight = 2;
  const double found = reference::loss_forward<double>(spec, 1, outputs.data(), &label, &weight);
  check(std::fabs(found - expected) < 1e-15, name + " by hand: loss, found " + std::to_string(found));
  check(largest_difference(reference::loss_backward<double>(spec, 1, outputs.data(), &label, &weight),
                           expected_gradient) < 1e-15,
        name + " by hand: gradient");
}

void test_all_by_hand() {
  // y = 1, q = (0.5, 1, 2), tau = (0.1, 0.5, 0.9): 0.1 * 0.5, 0, -0.1 * -1; mean = 0.15 / 3; at y = q the slope is
  // -tau.
  test_by_hand("pinball", PinballSpec{{0.1, 0.5, 0.9}}, {0.5, 1, 2}, 1, 0.1, {-0.2 / 3, -1.0 / 3, 0.2 / 3});
  test_by_hand("mean squared error", MeanSquaredErrorSpec{}, {3}, 1, 8, {8});
  test_by_hand("mean absolute error", MeanAbsoluteErrorSpec{}, {-2}, 1, 6, {-2});
  test_by_hand("mean absolute error at its kink", MeanAbsoluteErrorSpec{}, {1}, 1, 0, {0});
  test_by_hand("huber within delta", HuberSpec{1.5}, {2}, 1, 1, {2});
  test_by_hand("huber at delta", HuberSpec{1.5}, {2.5}, 1, 2.25, {3});
  test_by_hand("huber beyond delta", HuberSpec{1.5}, {-3}, 1, 2 * 1.5 * 3.25, {-3});
  // sigmoid(ln 3) = 3 / 4.
  test_by_hand("binary cross-entropy, label 1", BinaryCrossEntropySpec{}, {std::log(3.0)}, 1, 2 * std::log(4.0 / 3),
               {-0.5});
  test_by_hand("binary cross-entropy, label 0", BinaryCrossEntropySpec{}, {std::log(3.0)}, 0, 2 * std::log(4.0), {1.5});
  // softmax(0, ln 2, ln 5) = (1, 2, 5) / 8.
  test_by_hand("cross-entropy", CrossEntropySpec{3}, {0, std::log(2.0), std::log(5.0)}, 1, 2 * std::log(4.0),
               {0.25, -1.5, 1.25});
}

void test_against_reference(const Case& c) {
  const std::size_t outputs_count = c.batch * c.spec.outputs, labels_count = c.batch * label_width(c.spec);
  check(label_width(c.spec) == 3, c.name + ": labels per sample");
  const auto outputs = numbers<float>(outputs_count, 71, 3);
  const auto labels = make_labels(c.spec.loss, labels_count, 72);
  const auto weights = make_weights(labels_count, 73);
  const std::vector<double> q(outputs.begin(), outputs.end()), y(labels.begin(), labels.end()),
      w(weights.begin(), weights.end());
  const double expected = reference::loss_forward<double>(c.spec, c.batch, q.data(), y.data(), w.data());
  const auto gradient = reference::loss_backward<double>(c.spec, c.batch, q.data(), y.data(), w.data());
  const auto numeric = central_differences(q, [&](const std::vector<double>& at) {
    return reference::loss_forward<double>(c.spec, c.batch, at.data(), y.data(), w.data());
  });
  check(largest_difference(gradient, numeric) < 1e-9, c.name + ": finite differences");

  std::vector<float> found(outputs_count);
  const double batch = static_cast<double>(c.batch);
  const double loss =
      sum_loss(c.spec, c.batch, c.batch, outputs.data(), labels.data(), weights.data(), found.data()) / batch;
  check(std::fabs(loss - expected) < 1e-14 * (1 + expected), c.name + ": fast loss");
  check(relative_difference(found, gradient) < 1e-7, c.name + ": fast gradient");
  check(loss == sum_loss(c.spec, c.batch, c.batch, outputs.data(), labels.data(), weights.data(), nullptr) / batch,
        c.name + ": the loss does not depend on the gradient being wanted");
  const std::size_t each = c.spec.outputs / 3;
  for (std::size_t n = 0; n < labels_count; ++n)
    for (std::size_t i = 0; i < each; ++i)
      if (weights[n] == 0) check(found[n * each + i] == 0, c.name + ": a weight of 0 gives no gradient");

  // A part of a batch, as shards ask for it: the sum over it, and the whole batch's share of the gradient.
  std::vector<float> part(c.spec.outputs * 2);
  sum_loss(c.spec, 2, c.batch, outputs.data(), labels.data(), weights.data(), part.data());
  check(std::vector<float>(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(part.size())) == part,
        c.name + ": gradient of a part of a batch");
}

void test_far_outputs(const Case& c) {
  // Exponentials of these overflow and vanish even in double precision.
  for (const float far : {1000.0f, -1000.0f, 1e30f}) {
    std::vector<float> outputs(c.spec.outputs, 0.0f), gradient(c.spec.outputs);
    const std::vector<float> labels(3, 1.0f), weights(3, 1.0f);
    outputs[1] = far;
    const double loss = sum_loss(c.spec, 1, 1, outputs.data(), labels.data(), weights.data(), gradient.data());
    bool finite = std::isfinite(loss) && loss >= 0;
    for (const float g : gradient) finite = finite && std::isfinite(g);
    check(finite, c.name + ": finite at " + std::to_string(far));
  }
}

void test_nan(const Case& c) {
  std::vector<float> outputs(c.spec.outputs, 0.5f), gradient(c.spec.outputs);
  const std::vector<float> labels(3, 1.0f), weights(3, 1.0f);
  for (const std::size_t at : {std::size_t{0}, outputs.size() - 1}) {
    outputs[at] = std::numeric_limits<float>::quiet_NaN();
    check(std::isnan(sum_loss(c.spec, 1, 1, outputs.data(), labels.data(), weights.data(), gradient.data())),
          c.name + ": a NaN output shows in the loss");
    outputs[at] = 0.5f;
  }
}

}  // namespace

void test_losses() {
  test_all_by_hand();
  for (const Case& c : loss_cases()) {
    test_against_reference(c);
    test_far_outputs(c);
    test_nan(c);
  }
}

}  // namespace almanac::tests
