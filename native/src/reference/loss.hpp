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
#include "huber.hpp"
#include "mean-absolute-error.hpp"
#include "mean-squared-error.hpp"
#include "pinball.hpp"

namespace almanac::reference {

template <typename Number>
Number loss_forward(const NetworkSpec& spec, std::size_t batch, const Number* q, const Number* y, const Number* w) {
  const std::size_t count = batch * label_width(spec);
  return std::visit(
      Match{
          [&](const PinballSpec& s) { return pinball_forward<Number>(s.levels, count, q, y, w); },
          [&](const MeanSquaredErrorSpec&) { return mean_squared_error_forward<Number>(count, q, y, w); },
          [&](const MeanAbsoluteErrorSpec&) { return mean_absolute_error_forward<Number>(count, q, y, w); },
          [&](const HuberSpec& s) { return huber_forward<Number>(s.delta, count, q, y, w); },
          [&](const BinaryCrossEntropySpec&) { return binary_cross_entropy_forward<Number>(count, q, y, w); },
          [&](const CrossEntropySpec& s) { return cross_entropy_forward<Number>(s.classes, count, q, y, w); },
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
          [&](const PinballSpec& s) { return pinball_backward<Number>(s.levels, count, q, y, w); },
          [&](const MeanSquaredErrorSpec&) { return mean_squared_error_backward<Number>(count, q, y, w); },
          [&](const MeanAbsoluteErrorSpec&) { return mean_absolute_error_backward<Number>(count, q, y, w); },
          [&](const HuberSpec& s) { return huber_backward<Number>(s.delta, count, q, y, w); },
          [&](const BinaryCrossEntropySpec&) { return binary_cross_entropy_backward<Number>(count, q, y, w); },
          [&](const CrossEntropySpec& s) { return cross_entropy_backward<Number>(s.classes, count, q, y, w); },
      },
      spec.loss);
}

}  // namespace almanac::reference
