// Losses of the fast path, each specified in the file of reference/ that has its name. To add one: its specification
// there, its alternative in network-spec.hpp, its function and its case in loss.cpp.
#pragma once

#include <cstddef>

#include "network-spec.hpp"

namespace almanac {

/**
 * The summed loss of `count` samples: that of one sample is the mean over its horizons of weight * loss. Where
 * `gradient` is not null it receives the gradient of the summed loss divided by `batch`, the number of samples over
 * which the mean is taken. Shapes: outputs and gradient [count, outputs], labels and weights [count, label width].
 */
double sum_loss(const NetworkSpec& spec, std::size_t count, std::size_t batch, const float* outputs,
                const float* labels, const float* weights, float* gradient);

}  // namespace almanac
