#include "network.hpp"

#include "adversarial.hpp"

#include <algorithm>
#include <variant>

namespace almanac {
namespace {

std::unique_ptr<Layer> make_layer(const Kernels& kernels, const LayerSpec& spec, const SampleShape& before) {
  if (const auto* lstm = std::get_if<LstmSpec>(&spec)) return make_lstm_layer(kernels, *lstm, before.time);
  if (const auto* gru = std::get_if<GruSpec>(&spec)) return make_gru_layer(kernels, *gru, before.time);
  if (const auto* attention = std::get_if<TemporalAttentionSpec>(&spec))
    return make_temporal_attention_layer(kernels, *attention, before.time);
  if (const auto* dropout = std::get_if<DropoutSpec>(&spec)) return make_dropout_layer(kernels, *dropout, before);
  if (const auto* norm = std::get_if<LayerNormSpec>(&spec)) return make_layer_norm_layer(kernels, *norm, before.time);
  if (const auto* encoding = std::get_if<PositionalEncodingSpec>(&spec))
    return make_positional_encoding_layer(kernels, *encoding);
  if (const auto* block = std::get_if<TransformerEncoderSpec>(&spec))
    return make_transformer_encoder_layer(kernels, *block, before.time);
  if (const auto* pool = std::get_if<PoolSpec>(&spec)) return make_pool_layer(kernels, *pool, before);
  if (std::holds_alternative<FlattenSpec>(spec)) return make_flatten_layer(before);
  if (const auto* embedding = std::get_if<InstrumentEmbeddingSpec>(&spec))
    return make_instrument_embedding_layer(*embedding, before.time);
  return make_dense_layer(kernels, std::get<DenseSpec>(spec), before.time);
}

}  // namespace

Network::Network(const NetworkSpec& spec, const Kernels& kernels)
    : spec_(spec), shapes_(infer_shapes(spec)), offsets_{0}, packed_offsets_{0} {
  for (std::size_t i = 0; i < spec.layers.size(); ++i) {
    if (const auto* skip = std::get_if<SkipSpec>(&spec.layers[i])) {
      auto layer = std::make_unique<SkipLayer>(*skip, shapes_[i], shapes_[skip->source]);
      skips_.push_back(layer.get());
      layers_.push_back(std::move(layer));
    } else {
      skips_.push_back(nullptr);
      layers_.push_back(make_layer(kernels, spec.layers[i], shapes_[i]));
    }
    offsets_.push_back(offsets_.back() + layers_[i]->parameter_count());
    packed_offsets_.push_back(packed_offsets_.back() + aligned_size(layers_[i]->packed_size()));
  }
  while (first_trained_ + 1 < layers_.size() && layers_[first_trained_]->parameter_count() == 0) ++first_trained_;
}

Workspace Network::make_workspace(std::size_t samples) const {
  Workspace workspace;
  workspace.input = AlignedBuffer(samples * shapes_.front().size());
  workspace.labels = AlignedBuffer(samples * label_width(spec_));
  workspace.weights = AlignedBuffer(samples * label_width(spec_));
  std::size_t scratch = 0;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    workspace.traces.emplace_back(layers_[i]->trace_size(samples));
    workspace.gradients.emplace_back(samples * shapes_[i + 1].size());
    scratch = std::max(scratch, layers_[i]->scratch_size(samples));
  }
  workspace.scratch = AlignedBuffer(scratch);
  workspace.values.resize(layers_.size() + 1);
  if (spec_.adversarial.beta > 0) {
    const std::size_t units = shapes_[layers_.size() - 1].units;
    workspace.adversarial = AlignedBuffer(samples * 2 * (units + spec_.outputs));
  }
  return workspace;
}

std::size_t Network::workspace_size(std::size_t samples) const {
  std::size_t size = samples * (shapes_.front().size() + 2 * label_width(spec_)), scratch = 0;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    size += layers_[i]->trace_size(samples) + samples * shapes_[i + 1].size();
    scratch = std::max(scratch, layers_[i]->scratch_size(samples));
  }
  return size + scratch;
}

void Network::pack(std::size_t layer, const float* parameters, float* packed) const {
  layers_[layer]->pack(parameters + offsets_[layer], packed + packed_offsets_[layer]);
}

const float* Network::forward(const Pass& pass, const float* parameters, const float* packed,
                              Workspace& workspace) const {
  workspace.values[0] = workspace.input.data();
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    workspace.values[i + 1] =
        skips_[i] != nullptr
            ? skips_[i]->join(pass, workspace.values[i], workspace.values[skips_[i]->source()],
                              workspace.traces[i].data())
            : layers_[i]->forward(pass, parameters + offsets_[i], packed + packed_offsets_[i],
                                  workspace.values[i], workspace.traces[i].data());
    if (is_raised(pass.stop)) return nullptr;
  }
  return workspace.values.back();
}

double Network::add_adversarial_loss(const Pass& pass, std::size_t batch, const float* parameters,
                                     Workspace& workspace, float* parameter_gradient) const {
  if (spec_.adversarial.beta <= 0) return 0;
  const std::size_t head = layers_.size() - 1, units = shapes_[head].units;
  float* latent_gradient = workspace.adversarial.data();
  float* direction = latent_gradient + pass.batch * units;
  float* outputs = direction + pass.batch * units;
  return sum_adversarial_loss(spec_, {
                                         .count = pass.batch,
                                         .batch = batch,
                                         .units = units,
                                         .head = parameters + offsets_[head],
                                         .latent = workspace.values[head],
                                         .labels = workspace.labels.data(),
                                         .weights = workspace.weights.data(),
                                         .output_gradient = output_gradient(workspace),
                                         .outputs = outputs,
                                         .adversarial_gradient = outputs + pass.batch * spec_.outputs,
                                         .direction = direction,
                                         .latent_gradient = latent_gradient,
                                         .head_gradient = parameter_gradient + offsets_[head],
                                     });
}

void Network::backward(const Pass& pass, const float* packed, Workspace& workspace, float* parameter_gradient) const {
  for (std::size_t i = layers_.size(); i-- > first_trained_ && !is_raised(pass.stop);) {
    float* input_gradient = i > first_trained_ ? workspace.gradients[i - 1].data() : nullptr;
    float* trace = workspace.traces[i].data();
    if (skips_[i] != nullptr) {
      skips_[i]->split(pass, workspace.gradients[i].data(), input_gradient, trace);
    } else {
      layers_[i]->backward(pass, packed + packed_offsets_[i], workspace.values[i], trace,
                           workspace.gradients[i].data(), input_gradient, parameter_gradient + offsets_[i],
                           workspace.scratch.data());
    }
    if (input_gradient == nullptr) continue;
    // What comes to the same value past this layer.
    if (i + 1 == layers_.size() && spec_.adversarial.beta > 0)
      for (std::size_t k = 0; k < pass.batch * shapes_[i].units; ++k)
        input_gradient[k] += workspace.adversarial.data()[k];
    for (std::size_t later = i; later < layers_.size(); ++later)
      if (skips_[later] != nullptr && skips_[later]->source() == i)
        skips_[later]->add_source_gradient(pass, workspace.traces[later].data(), input_gradient);
  }
}

}  // namespace almanac
