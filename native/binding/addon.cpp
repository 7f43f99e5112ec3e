// The module: `version`, `instructionSets()` and `Session`. Everything hangs on the instance, nothing is global, so
// several worker threads of one process can load it side by side.
#include <napi.h>

#include "instruction-set.hpp"
#include "session.hpp"

namespace almanac::binding {

class Addon : public Napi::Addon<Addon> {
 public:
  Addon(Napi::Env env, Napi::Object exports) {
    DefineAddon(exports, {
                             InstanceValue("version", Napi::String::New(env, ALMANAC_VERSION), napi_enumerable),
                             InstanceMethod<&Addon::instruction_sets>("instructionSets", napi_enumerable),
                             InstanceValue("Session", Session::define(env), napi_enumerable),
                         });
  }

 private:
  Napi::Value instruction_sets(const Napi::CallbackInfo& info) {
    auto names = Napi::Array::New(info.Env());
    for (const Kernels* kernels : supported_kernels()) names.Set(names.Length(), kernels->name);
    return names;
  }
};

}  // namespace almanac::binding

using AlmanacAddon = almanac::binding::Addon;
NODE_API_ADDON(AlmanacAddon)
