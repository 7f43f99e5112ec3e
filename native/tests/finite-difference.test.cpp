// The reference in double precision against central differences: for every parameter,
// (loss(p + h) - loss(p - h)) / 2h must be the gradient. That covers all layers and losses, each through
// the others; the operations are also tested alone, their inputs included.
#include "networks.hpp"
#include "reference/network.hpp"

namespace almanac::tests {
namespace {

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

void test_lstm_alone() {
  const reference::LstmShape shape{2, 4, 3, 5};
  const auto parameters = numbers<double>(shape.parameter_count(), 1, 0.7);
  const auto input = numbers<double>(2 * 4 * 3, 2, 1);
  const auto weights = numbers<double>(2 * 4 * 5, 3, 1);  // the scalar is the hidden states in this direction
  const auto scalar = [&](const std::vector<double>& p, const std::vector<double>& x) {
    return dot(reference::lstm_forward<double>(shape, p.data(), x.data()).hidden, weights);
  };
  std::vector<double> dp(parameters.size()), dx(input.size());
  const auto trace = reference::lstm_forward<double>(shape, parameters.data(), input.data());
  reference::lstm_backward<double>(shape, parameters.data(), input.data(), trace, weights.data(), dp.data(), dx.data());
  check(largest_difference(dp, central_differences(parameters, [&](const auto& p) { return scalar(p, input); })) < 1e-8,
        "lstm alone: gradient of the parameters");
  check(largest_difference(dx, central_differences(input, [&](const auto& x) { return scalar(parameters, x); })) < 1e-8,
        "lstm alone: gradient of the input");
}

void test_gru_alone() {
  const reference::GruShape shape{2, 4, 3, 5};
  const auto parameters = numbers<double>(shape.parameter_count(), 14, 0.7);
  const auto input = numbers<double>(2 * 4 * 3, 15, 1);
  const auto weights = numbers<double>(2 * 4 * 5, 16, 1);
  const auto scalar = [&](const std::vector<double>& p, const std::vector<double>& x) {
    return dot(reference::gru_forward<double>(shape, p.data(), x.data()).hidden, weights);
  };
  std::vector<double> dp(parameters.size()), dx(input.size());
  const auto trace = reference::gru_forward<double>(shape, parameters.data(), input.data());
  reference::gru_backward<double>(shape, parameters.data(), input.data(), trace, weights.data(), dp.data(), dx.data());
  check(largest_difference(dp, central_differences(parameters, [&](const auto& p) { return scalar(p, input); })) < 1e-8,
        "gru alone: gradient of the parameters");
  check(largest_difference(dx, central_differences(input, [&](const auto& x) { return scalar(parameters, x); })) < 1e-8,
        "gru alone: gradient of the input");
}

/** Of a layer such as lstm, both directions, with its outputs at every step or at the last. */
template <typename Shape, typename Trace>
void test_bidirectional_alone(const std::string& layer, bool every_step,
                              Trace (*forward)(const Shape&, const double*, const double*),
                              void (*backward)(const Shape&, const double*, const double*, const Trace&, const double*,
                                               double*, double*)) {
  const Shape shape{2, 4, 3, 5};
  const std::string name = "bidirectional " + layer + (every_step ? " at every step: " : " at the last step: ");
  const auto parameters = numbers<double>(2 * shape.parameter_count(), 17, 0.7);
  const auto input = numbers<double>(2 * 4 * 3, 18, 1);
  const auto weights = numbers<double>(2 * (every_step ? 4 : 1) * 10, 19, 1);
  const auto scalar = [&](const std::vector<double>& p, const std::vector<double>& x) {
    return dot(reference::recurrent_output(shape, every_step,
                                           reference::recurrent_forward(shape, true, p.data(), x, forward)),
               weights);
  };
  const auto directions = reference::recurrent_forward(shape, true, parameters.data(), input, forward);
  std::vector<double> dp(parameters.size());
  const auto dx = reference::recurrent_backward(shape, every_step, parameters.data(), directions, weights, dp.data(),
                                                backward);
  check(largest_difference(dp, central_differences(parameters, [&](const auto& p) { return scalar(p, input); })) < 1e-8,
        name + "gradient of the parameters");
  check(largest_difference(dx, central_differences(input, [&](const auto& x) { return scalar(parameters, x); })) < 1e-8,
        name + "gradient of the input");
}

/** The output at step t of the backward direction depends on t and what follows, and on nothing before. */
void test_bidirectional_order() {
  const reference::LstmShape shape{1, 4, 1, 2};
  const auto parameters = numbers<double>(2 * shape.parameter_count(), 20, 0.7);
  const auto run = [&](const std::vector<double>& x) {
    return reference::recurrent_output(
        shape, true,
        reference::recurrent_forward(shape, true, parameters.data(), x, reference::lstm_forward<double>));
  };
  const auto before = run({0.3, -0.5, 0.7, 0.1}), after = run({0.3, 0.9, 0.7, 0.1});
  for (std::size_t t = 0; t < 4; ++t)
    for (std::size_t u = 0; u < 4; ++u) {
      const bool depends = u < 2 ? t >= 1 : t <= 1;  // step 1 is the one that changed
      check((before[t * 4 + u] != after[t * 4 + u]) == depends,
            "bidirectional: what unit " + std::to_string(u) + " at step " + std::to_string(t) + " has read");
    }
}

void test_temporal_attention_alone() {
  const reference::TemporalAttentionShape shape{2, 4, 3, 5};
  const auto parameters = numbers<double>(shape.parameter_count(), 21, 1.2);
  const auto input = numbers<double>(2 * 4 * 3, 22, 1);
  const auto weights = numbers<double>(2 * 6, 23, 1);
  const auto scalar = [&](const std::vector<double>& p, const std::vector<double>& x) {
    return dot(reference::temporal_attention_forward<double>(shape, p.data(), x.data()).output, weights);
  };
  std::vector<double> dp(parameters.size()), dx(input.size());
  const auto trace = reference::temporal_attention_forward<double>(shape, parameters.data(), input.data());
  reference::temporal_attention_backward<double>(shape, parameters.data(), input.data(), trace, weights.data(),
                                                 dp.data(), dx.data());
  check(largest_difference(dp, central_differences(parameters, [&](const auto& p) { return scalar(p, input); })) < 1e-8,
        "temporal attention alone: gradient of the parameters");
  check(largest_difference(dx, central_differences(input, [&](const auto& x) { return scalar(parameters, x); })) < 1e-8,
        "temporal attention alone: gradient of the input");
}

void test_dense_alone(Activation activation) {
  const reference::DenseShape shape{4, 3, 5, activation};
  const std::string name = "dense alone, activation " + std::to_string(static_cast<int>(activation)) + ": ";
  const auto parameters = numbers<double>(shape.parameter_count(), 4, 1);
  const auto input = numbers<double>(4 * 3, 5, 1);
  const auto weights = numbers<double>(4 * 5, 6, 1);
  const auto scalar = [&](const std::vector<double>& p, const std::vector<double>& x) {
    return dot(reference::dense_forward<double>(shape, p.data(), x.data()), weights);
  };
  std::vector<double> dp(parameters.size()), dx(input.size());
  const auto output = reference::dense_forward<double>(shape, parameters.data(), input.data());
  reference::dense_backward<double>(shape, parameters.data(), input.data(), output.data(), weights.data(), dp.data(),
                                    dx.data());
  check(largest_difference(dp, central_differences(parameters, [&](const auto& p) { return scalar(p, input); })) < 1e-8,
        name + "gradient of the parameters");
  check(largest_difference(dx, central_differences(input, [&](const auto& x) { return scalar(parameters, x); })) < 1e-8,
        name + "gradient of the input");
}

void test_layer_norm_alone() {
  const reference::LayerNormShape shape{4, 5};
  const auto parameters = numbers<double>(shape.parameter_count(), 31, 1);
  const auto input = numbers<double>(4 * 5, 32, 1);
  const auto weights = numbers<double>(4 * 5, 33, 1);
  const auto scalar = [&](const std::vector<double>& p, const std::vector<double>& x) {
    return dot(reference::layer_norm_forward<double>(shape, p.data(), x.data()), weights);
  };
  std::vector<double> dp(parameters.size()), dx(input.size());
  reference::layer_norm_backward<double>(shape, parameters.data(), input.data(), weights.data(), dp.data(), dx.data());
  check(largest_difference(dp, central_differences(parameters, [&](const auto& p) { return scalar(p, input); })) < 1e-8,
        "layer norm alone: gradient of the parameters");
  check(largest_difference(dx, central_differences(input, [&](const auto& x) { return scalar(parameters, x); })) < 1e-8,
        "layer norm alone: gradient of the input");
}

void test_layer_norm_by_hand() {
  // Mean 3, biased variance (4 + 0 + 4) / 3.
  const std::vector<double> parameters{1, 2, 3, 0, 10, 20}, x{1, 3, 5};
  const double inverse = 1 / std::sqrt(8.0 / 3 + 1e-5);
  check(largest_difference(reference::layer_norm_forward<double>({1, 3}, parameters.data(), x.data()),
                           std::vector<double>{-2 * inverse, 10, 20 + 6 * inverse}) < 1e-15,
        "layer norm by hand");
  const std::vector<double> constant(3, 7);
  check(largest_difference(reference::layer_norm_forward<double>({1, 3}, parameters.data(), constant.data()),
                           std::vector<double>{0, 10, 20}) < 1e-15,
        "layer norm of a constant");
}

void test_positional_encoding_alone() {
  // Width 3: 10000^(2/3) for the second pair, of which only the sine is there.
  const double slow = 1 / std::pow(10000.0, 2.0 / 3);
  const std::vector<double> expected{1, 2, 1, 1 + std::sin(1.0), 1 + std::cos(1.0), 1 + std::sin(slow)};
  check(largest_difference(reference::positional_encoding_forward<double>(2, 3, std::vector<double>(6, 1.0)),
                           expected) < 1e-15,
        "positional encoding by hand");
}

void test_attention_by_hand() {
  // One head of two units over two steps. The first query sees equal keys; the second sees scores ln 3 apart.
  const double far = std::sqrt(2.0) * std::log(3.0);
  const auto trace = reference::attention_forward<double>({1, 2, 2, 1}, {0, 0, far, 0}, {1, 5, 0, -5}, {4, 8, 0, 4});
  check(largest_difference(trace.weights, std::vector<double>{0.5, 0.5, 0.75, 0.25}) < 1e-15,
        "attention by hand: weights");
  check(largest_difference(trace.output, std::vector<double>{2, 6, 3, 7}) < 1e-15, "attention by hand: output");
}

void test_transformer_encoder_alone() {
  const reference::TransformerEncoderShape shape{2, 4, 6, 3, 5};
  const reference::TransformerEncoderDropout dropout{true, {0.3, 3, 4, 5}, {0.3, 3, 4, 6}};
  const auto parameters = numbers<double>(shape.parameter_count(), 34, 0.7);
  const auto input = numbers<double>(2 * 4 * 6, 35, 1);
  const auto weights = numbers<double>(2 * 4 * 6, 36, 1);
  const auto scalar = [&](const std::vector<double>& p, const std::vector<double>& x) {
    return dot(reference::transformer_encoder_forward<double>(shape, dropout, p.data(), x).y, weights);
  };
  std::vector<double> dp(parameters.size());
  const auto trace = reference::transformer_encoder_forward<double>(shape, dropout, parameters.data(), input);
  const auto dx = reference::transformer_encoder_backward<double>(shape, dropout, parameters.data(), input, trace,
                                                                  weights, dp.data());
  check(largest_difference(dp, central_differences(parameters, [&](const auto& p) { return scalar(p, input); })) < 1e-8,
        "transformer encoder alone: gradient of the parameters");
  check(largest_difference(dx, central_differences(input, [&](const auto& x) { return scalar(parameters, x); })) < 1e-8,
        "transformer encoder alone: gradient of the input");
}

void test_pool_alone() {
  const std::vector<double> input{1, 2, 3, 4, 5, 6, 7, 8};  // two samples, two steps, two units
  check(reference::pool_forward<double>(Pooling::last, 2, 2, input) == std::vector<double>{3, 4, 7, 8}, "pool last");
  check(reference::pool_forward<double>(Pooling::mean, 2, 2, input) == std::vector<double>{2, 3, 6, 7}, "pool mean");
  check(reference::pool_backward<double>(Pooling::last, 2, 2, {1, 2, 3, 4}) ==
            std::vector<double>{0, 0, 1, 2, 0, 0, 3, 4},
        "pool last: gradient");
  check(reference::pool_backward<double>(Pooling::mean, 2, 2, {2, 4, 6, 8}) ==
            std::vector<double>{1, 2, 1, 2, 3, 4, 3, 4},
        "pool mean: gradient");
}

void test_dropout_alone() {
  const reference::DropoutMask mask{0.4, 7, 3, 1};
  const auto input = numbers<double>(60, 8, 1);
  const auto weights = numbers<double>(60, 9, 1);
  const auto numeric =
      central_differences(input, [&](const auto& x) { return dot(reference::dropout_apply(mask, x), weights); });
  check(largest_difference(reference::dropout_apply(mask, weights), numeric) < 1e-8, "dropout alone: gradient");

  std::size_t kept = 0;
  const std::size_t count = 100000;
  for (std::size_t i = 0; i < count; ++i) kept += mask.keeps(i) ? 1 : 0;
  // Five standard deviations of a binomial share: 5 sqrt(0.4 * 0.6 / 100000) = 0.0077.
  check(std::fabs(static_cast<double>(kept) / static_cast<double>(count) - 0.6) < 0.0078, "dropout keeps its share");
}

}  // namespace

void test_finite_differences() {
  test_lstm_alone();
  test_gru_alone();
  for (const bool every_step : {true, false}) {
    test_bidirectional_alone("lstm", every_step, reference::lstm_forward<double>, reference::lstm_backward<double>);
    test_bidirectional_alone("gru", every_step, reference::gru_forward<double>, reference::gru_backward<double>);
  }
  test_bidirectional_order();
  test_temporal_attention_alone();
  for (const Activation activation : {Activation::linear, Activation::relu, Activation::tanh})
    test_dense_alone(activation);
  test_layer_norm_alone();
  test_layer_norm_by_hand();
  test_positional_encoding_alone();
  test_attention_by_hand();
  test_transformer_encoder_alone();
  test_pool_alone();
  test_dropout_alone();
  for (const Case& c : network_cases()) {
    if (count_parameters(c.spec) > 8000) continue;  // two forward passes a parameter
    const Dataset data = make_dataset(c, 3, 11);
    const auto batch = copy_batch<double>(c.spec, data, {0, 1, 2});
    const auto parameters = numbers<double>(count_parameters(c.spec), 12, 0.5);
    const reference::DropoutState dropout{true, 5, 9};
    const auto run = [&](const std::vector<double>& p) {
      return reference::run_batch<double>(c.spec, p, batch.windows, batch.labels, batch.weights, 3, dropout);
    };
    const auto numeric = central_differences(parameters, [&](const auto& p) { return run(p).training_loss; });
    check(relative_difference(run(parameters).gradient, numeric) < 1e-7, "finite differences: " + c.name);
  }
}

}  // namespace almanac::tests
