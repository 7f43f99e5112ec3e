// The reference in double precision against central differences: for every parameter,
// (loss(p + h) - loss(p - h)) / 2h must be the gradient. That covers LSTM, GRU, dense (linear and relu), dropout and
// the losses, each through the others; the operations are also tested alone, their inputs included.
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

void test_dense_alone(bool relu) {
  const reference::DenseShape shape{4, 3, 5, relu};
  const std::string name = relu ? "dense relu alone: " : "dense linear alone: ";
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
  test_dense_alone(false);
  test_dense_alone(true);
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
    const auto numeric = central_differences(parameters, [&](const auto& p) { return run(p).loss; });
    check(relative_difference(run(parameters).gradient, numeric) < 1e-7, "finite differences: " + c.name);
  }
}

}  // namespace almanac::tests
