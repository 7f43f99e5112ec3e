// The loss of a network's batch, by the specification that its spec names.
// Shapes: outputs [batch, outputs], labels and weights [batch, label width].
#pragma once

#include <cstddef>
#include <variant>
#include <vector>

#include "../match.hpp"
#include "../network-spec.hpp"
#include "binary-cross-entropy.hpp"
#include "cross-entropy.hpp"
#include "gaussian.hpp"
#include "hinge.hpp"
#include "huber.hpp"
#include "mean-absolute-error.hpp"
#include "mean-squared-error.hpp"
#include "ordered-quantiles.hpp"
#include "pinball.hpp"
#include "student-t.hpp"

namespace almanac::reference {

template <typename Number>
Number loss_forward(const NetworkSpec& spec, std::size_t batch, const Number* q, const Number* y, const Number* w) {
  const std::size_t count = batch * label_width(spec);
  return std::visit(
      Match{
          [&](const PinballSpec& s) {
            if (!s.ordered) return pinball_forward<Number>(s.levels, count, q, y, w);
            const auto quantiles = ordered_quantiles_forward(s.levels.size(), count, q);
            return pinball_forward<Number>(s.levels, count, quantiles.data(), y, w);
          },
          [&](const MeanSquaredErrorSpec&) { return mean_squared_error_forward<Number>(count, q, y, w); },
          [&](const MeanAbsoluteErrorSpec&) { return mean_absolute_error_forward<Number>(count, q, y, w); },
          [&](const HuberSpec& s) { return huber_forward<Number>(s.delta, count, q, y, w); },
          [&](const BinaryCrossEntropySpec& s) { return binary_cross_entropy_forward<Number>(s, count, q, y, w); },
          [&](const CrossEntropySpec& s) { return cross_entropy_forward<Number>(s, count, q, y, w); },
          [&](const HingeSpec&) { return hinge_forward<Number>(count, q, y, w); },
          [&](const GaussianSpec&) { return gaussian_forward<Number>(count, q, y, w); },
          [&](const StudentTSpec&) { return student_t_forward<Number>(count, q, y, w); },
      },
      spec.loss);
}

/** The gradient with respect to the outputs, [batch, outputs]. */
template <typename Number>
std::vector<Number> loss_backward(const NetworkSpec& spec, std::size_t batch, const Number* q, const Number* y,
                                  const Number* w) {
  const std::size_t count = batch * label_width(spec);
  return std::visit(
      Match{
          [&](const PinballSpec& s) {
            if (!s.ordered) return pinball_backward<Number>(s.levels, count, q, y, w);
            const auto quantiles = ordered_quantiles_forward(s.levels.size(), count, q);
            return ordered_quantiles_backward(s.levels.size(), count, q,
                                              pinball_backward<Number>(s.levels, count, quantiles.data(), y, w));
          },
          [&](const MeanSquaredErrorSpec&) { return mean_squared_error_backward<Number>(count, q, y, w); },
          [&](const MeanAbsoluteErrorSpec&) { return mean_absolute_error_backward<Number>(count, q, y, w); },
          [&](const HuberSpec& s) { return huber_backward<Number>(s.delta, count, q, y, w); },
          [&](const BinaryCrossEntropySpec& s) { return binary_cross_entropy_backward<Number>(s, count, q, y, w); },
          [&](const CrossEntropySpec& s) { return cross_entropy_backward<Number>(s, count, q, y, w); },
          [&](const HingeSpec&) { return hinge_backward<Number>(count, q, y, w); },
          [&](const GaussianSpec&) { return gaussian_backward<Number>(count, q, y, w); },
          [&](const StudentTSpec&) { return student_t_backward<Number>(count, q, y, w); },
      },
      spec.loss);
}

}  // namespace almanac::reference
