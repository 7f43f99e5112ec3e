// The adversarial part of training on the fast path; specified in reference/adversarial.hpp.
#pragma once

#include <cstddef>

#include "network-spec.hpp"

namespace almanac {

/** A shard of `count` samples of a batch of `batch`, whose head is the last layer, W [units, outputs] and b. */
struct AdversarialPass {
  std::size_t count, batch, units;
  const float* head;
  const float* latent;            // what the head reads, [count, units]
  const float* labels;            // [count, label width]
  const float* weights;           // of the labels
  const float* output_gradient;   // of the loss without this part, [count, outputs]
  float* outputs;                 // scratch [count, outputs]
  float* adversarial_gradient;    // scratch [count, outputs]
  float* direction;               // scratch [count, units]
  float* latent_gradient;         // out [count, units], to be added to that of the latent
  float* head_gradient;           // added to
};

/** The summed loss of the perturbed samples, times beta. */
double sum_adversarial_loss(const NetworkSpec& spec, const AdversarialPass& pass);

}  // namespace almanac
