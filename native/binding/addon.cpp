// The module: `version`, `instructionSets()`, `peakRate()` and `Session`. Everything hangs on the instance, nothing is global, so
// several worker threads of one process can load it side by side.
#include <napi.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "arguments.hpp"
#include "instruction-set.hpp"
#include "session.hpp"

namespace almanac::binding {

class Addon : public Napi::Addon<Addon> {
 public:
  Addon(Napi::Env env, Napi::Object exports) {
    DefineAddon(exports, {
                             InstanceValue("version", Napi::String::New(env, ALMANAC_VERSION), napi_enumerable),
                             InstanceMethod<&Addon::instruction_sets>("instructionSets", napi_enumerable),
                             InstanceMethod<&Addon::peak_rate>("peakRate", napi_enumerable),
                             InstanceValue("Session", Session::define(env), napi_enumerable),
                         });
  }

 private:
  /** The best of some short spells: floating-point operations a second of one core, in registers alone. */
  Napi::Value peak_rate(const Napi::CallbackInfo& info) {
    if (!info[0].IsString()) refuse(info.Env(), "peakRate", "the name of an instruction set", describe(info[0]));
    const Kernels* kernels = nullptr;
    try {
      kernels = &choose_kernels(info[0].As<Napi::String>().Utf8Value());
    } catch (const std::invalid_argument& error) {
      throw Napi::TypeError::New(info.Env(), error.what());
    }
    double best = 0;
    for (int spell = 0; spell < 20; ++spell) {
      float sink[2] = {0.5f, 1.0f};
      const auto start = std::chrono::steady_clock::now();
      const double operations = kernels->multiply_in_registers(100000, sink);
      const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
      best = std::max(best, operations / seconds.count());
    }
    return Napi::Number::New(info.Env(), best);
  }

  Napi::Value instruction_sets(const Napi::CallbackInfo& info) {
    auto names = Napi::Array::New(info.Env());
    for (const Kernels* kernels : supported_kernels()) names.Set(names.Length(), kernels->name);
    return names;
  }
};

}  // namespace almanac::binding

using AlmanacAddon = almanac::binding::Addon;
NODE_API_ADDON(AlmanacAddon)
