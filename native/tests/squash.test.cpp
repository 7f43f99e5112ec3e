// The approximations of exp, sigmoid and tanh against the C library in double precision, over all magnitudes.
#include <limits>

#include "check.hpp"
#include "instruction-set.hpp"

namespace almanac::tests {
namespace {

std::vector<float> arguments() {
  std::vector<float> x{0.0f};
  for (double magnitude = 1e-6; magnitude < 200; magnitude *= 1.0007) {
    x.push_back(static_cast<float>(magnitude));
    x.push_back(static_cast<float>(-magnitude));
  }
  return x;
}

}  // namespace

void test_squash() {
  const auto x = arguments();
  for (const Kernels* kernels : supported_kernels()) {
    std::vector<float> exponential(x.size()), sigmoid(x.size()), tanh(x.size());
    kernels->exponential(x.data(), x.size(), exponential.data());
    kernels->sigmoid(x.data(), x.size(), sigmoid.data());
    kernels->tanh(x.data(), x.size(), tanh.data());
    double exponential_error = 0, sigmoid_error = 0, tanh_error = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double power = std::exp(static_cast<double>(x[i]));
      if (std::fabs(x[i]) < 87)
        exponential_error = std::fmax(exponential_error, std::fabs(static_cast<double>(exponential[i]) / power - 1));
      const double exact = 1 / (1 + std::exp(-static_cast<double>(x[i])));
      // Below e^-87 the approximation stays at e^-87, where nothing can tell it from 0.
      if (x[i] > -87) sigmoid_error = std::fmax(sigmoid_error, std::fabs(static_cast<double>(sigmoid[i]) / exact - 1));
      const double curve = std::tanh(static_cast<double>(x[i]));
      if (x[i] != 0) tanh_error = std::fmax(tanh_error, std::fabs(static_cast<double>(tanh[i]) / curve - 1));
    }
    const std::string name = kernels->name;
    std::printf("%s: relative error of exp %.2g, of sigmoid %.2g, of tanh %.2g\n", kernels->name, exponential_error,
                sigmoid_error, tanh_error);
    check(exponential_error < 4e-7, name + ": exp");
    check(sigmoid_error < 4e-7, name + ": sigmoid");
    check(tanh_error < 4e-7, name + ": tanh");
    check(tanh[0] == 0, name + ": tanh(0) is 0");

    const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
    const std::vector<float> special{nan, infinity, -infinity};
    std::vector<float> e(3), s(3), t(3);
    kernels->exponential(special.data(), 3, e.data());
    kernels->sigmoid(special.data(), 3, s.data());
    kernels->tanh(special.data(), 3, t.data());
    check(std::isnan(e[0]) && std::isnan(s[0]) && std::isnan(t[0]), name + ": NaN stays NaN");
    check(std::isfinite(e[1]) && e[1] > 1e37f && e[2] < 1e-37f, name + ": exp stays finite");
    check(s[1] == 1 && s[2] < 1e-37f && t[1] == 1 && t[2] == -1, name + ": limits at infinity");
  }
}

}  // namespace almanac::tests
