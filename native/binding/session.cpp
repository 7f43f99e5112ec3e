#include "session.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <stdexcept>
#include <utility>

#include "arguments.hpp"
#include "instruction-set.hpp"

namespace almanac::binding {
namespace {

using Convert = std::function<Napi::Value(Napi::Env)>;

/** Runs the work on a thread of Node's pool and settles a promise with its result. */
class PromiseWorker : public Napi::AsyncWorker {
 public:
  PromiseWorker(Napi::Env env, Session& session, std::function<Convert()> work, Napi::Promise::Deferred deferred)
      : Napi::AsyncWorker(env), session_(session), alive_(Napi::Persistent(session.Value())), work_(std::move(work)),
        deferred_(deferred) {}

  void Execute() override {
    try {
      convert_ = work_();
    } catch (const Diverged& error) {
      code_ = "diverged";
      SetError(error.what());
    } catch (const Cancelled& error) {
      code_ = "cancelled";
      SetError(error.what());
    } catch (const std::bad_alloc&) {
      SetError("Not enough memory for this network: a smaller window, smaller layers or fewer threads need less.");
    } catch (const std::exception& error) {
      SetError(error.what());
    }
  }

  void OnOK() override {
    session_.finish();
    try {
      deferred_.Resolve(convert_(Env()));
    } catch (const Napi::Error& error) {
      deferred_.Reject(error.Value());
    } catch (const std::exception& error) {
      deferred_.Reject(Napi::Error::New(Env(), error.what()).Value());
    }
  }

  void OnError(const Napi::Error& error) override {
    session_.finish();
    const Napi::Object value = error.Value();
    if (code_ != nullptr)
      value.DefineProperty(Napi::PropertyDescriptor::Value("code", Napi::String::New(Env(), code_), napi_enumerable));
    deferred_.Reject(value);
  }

 private:
  Session& session_;
  Napi::ObjectReference alive_;  // keeps the session from being collected while it works
  std::function<Convert()> work_;
  Convert convert_;
  const char* code_ = nullptr;  // what the program may match on, where it is more than a message
  Napi::Promise::Deferred deferred_;
};

Napi::Float32Array to_array(Napi::Env env, const std::vector<float>& values) {
  auto array = Napi::Float32Array::New(env, values.size());
  std::copy(values.begin(), values.end(), array.Data());
  return array;
}

}  // namespace

Napi::Function Session::define(Napi::Env env) {
  return DefineClass(env, "Session",
                     {
                         InstanceAccessor<&Session::parameter_count>("parameterCount"),
                         InstanceAccessor<&Session::instruction_set>("instructionSet"),
                         InstanceAccessor<&Session::threads>("threads"),
                         InstanceMethod<&Session::memory_use>("memoryUse"),
                         InstanceMethod<&Session::bind>("bind"),
                         InstanceMethod<&Session::unbind>("unbind"),
                         InstanceMethod<&Session::train_epoch>("trainEpoch"),
                         InstanceMethod<&Session::evaluate>("evaluate"),
                         InstanceMethod<&Session::gradients>("gradients"),
                         InstanceMethod<&Session::get_state>("getState"),
                         InstanceMethod<&Session::set_state>("setState"),
                         InstanceMethod<&Session::progress>("progress"),
                         InstanceMethod<&Session::cancel>("cancel"),
                         InstanceMethod<&Session::dispose>("dispose"),
                     });
}

Session::Session(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Session>(info) {
  const SessionOptions options = read_session_options(info[0]);
  try {
    trainer_ = std::make_shared<Trainer>(options.spec, choose_kernels(options.instruction_set), options.threads);
  } catch (const std::bad_alloc&) {
    throw Napi::Error::New(info.Env(), "Session: not enough memory for the parameters of this network.");
  } catch (const std::invalid_argument& error) {
    throw Napi::TypeError::New(info.Env(), error.what());
  } catch (const std::exception& error) {
    throw Napi::Error::New(info.Env(), std::string("Session could not be made: ") + error.what());
  }
}

void Session::expect_alive(Napi::Env env, const std::string& operation) const {
  if (!trainer_) throw Napi::Error::New(env, operation + ": this session was disposed of; make a new one.");
}

void Session::expect_idle(Napi::Env env, const std::string& operation) const {
  expect_alive(env, operation);
  if (!running_.empty())
    throw Napi::Error::New(env, operation + ": " + running_ + " is still running on this session; await it first.");
}

std::shared_ptr<const Dataset> Session::find_dataset(const Napi::Value& id, const std::string& operation) const {
  const auto found = id.IsNumber() ? datasets_.find(id.As<Napi::Number>().Uint32Value()) : datasets_.end();
  if (found == datasets_.end()) refuse(id.Env(), operation, "the id of a bound dataset", describe(id));
  return found->second;
}

Napi::Value Session::start(const Napi::CallbackInfo& info, const std::string& operation,
                           const std::function<Work()>& prepare) {
  const auto deferred = Napi::Promise::Deferred::New(info.Env());
  try {
    expect_idle(info.Env(), operation);
    Work work = prepare();
    expect_idle(info.Env(), operation);
    put(control_->stop, false);
    control_->batches_done = 0;
    control_->batches_total = 0;
    auto worker = std::make_unique<PromiseWorker>(
        info.Env(), *this,
        [trainer = trainer_, control = control_, work = std::move(work)] { return work(*trainer, *control); }, deferred);
    running_ = operation;
    worker->Queue();
    worker.release();  // once queued, it deletes itself when done
  } catch (const Napi::Error& error) {
    deferred.Reject(error.Value());
  } catch (const std::bad_alloc&) {
    deferred.Reject(Napi::Error::New(info.Env(), operation + ": not enough memory for its arguments.").Value());
  }
  return deferred.Promise();
}

Napi::Value Session::parameter_count(const Napi::CallbackInfo& info) {
  expect_alive(info.Env(), "parameterCount");
  return Napi::Number::New(info.Env(), static_cast<double>(trainer_->network().parameter_count()));
}

Napi::Value Session::instruction_set(const Napi::CallbackInfo& info) {
  expect_alive(info.Env(), "instructionSet");
  return Napi::String::New(info.Env(), trainer_->kernels().name);
}

Napi::Value Session::threads(const Napi::CallbackInfo& info) {
  expect_alive(info.Env(), "threads");
  return Napi::Number::New(info.Env(), static_cast<double>(trainer_->threads()));
}

Napi::Value Session::memory_use(const Napi::CallbackInfo& info) {
  expect_alive(info.Env(), "memoryUse");
  const auto trainer = trainer_;  // reading arguments can run JavaScript that disposes of this session
  const std::uint64_t batch_size = Reader(info[0], "memoryUse", "").integer("batchSize", 1, 0xffffffffu);
  const MemoryUse use = trainer->memory_use(batch_size);
  auto object = Napi::Object::New(info.Env());
  object.Set("state", static_cast<double>(use.state));
  object.Set("packed", static_cast<double>(use.packed));
  object.Set("gradients", static_cast<double>(use.gradients));
  object.Set("workspaces", static_cast<double>(use.workspaces));
  return object;
}

Napi::Value Session::bind(const Napi::CallbackInfo& info) {
  expect_alive(info.Env(), "bind");
  const auto trainer = trainer_;  // reading arguments can run JavaScript that disposes of this session
  auto dataset = std::make_shared<const Dataset>(read_dataset(info, trainer->network().spec()));
  const std::uint32_t id = next_dataset_++;
  datasets_.emplace(id, std::move(dataset));
  return Napi::Number::New(info.Env(), id);
}

void Session::unbind(const Napi::CallbackInfo& info) {
  expect_alive(info.Env(), "unbind");
  find_dataset(info[0], "unbind");
  datasets_.erase(info[0].As<Napi::Number>().Uint32Value());
}

Napi::Value Session::train_epoch(const Napi::CallbackInfo& info) {
  const std::size_t parameters = trainer_ ? trainer_->network().parameter_count() : 0;
  return start(info, "trainEpoch", [&]() -> Work {
    auto data = find_dataset(info[0], "trainEpoch");
    auto order = read_order(info[1], "trainEpoch", data->size());
    const EpochOptions options = read_epoch_options(info[2], parameters);
    return [data, order = std::move(order), options](Trainer& trainer, Control& control) -> Convert {
      const EpochResult result = trainer.train_epoch(*data, order, options, control);
      return [result](Napi::Env env) -> Napi::Value {
        auto object = Napi::Object::New(env);
        object.Set("loss", result.loss);
        object.Set("batches", static_cast<double>(result.batches));
        object.Set("cancelled", result.cancelled);
        return object;
      };
    };
  });
}

Napi::Value Session::evaluate(const Napi::CallbackInfo& info) {
  return start(info, "evaluate", [&]() -> Work {
    auto data = find_dataset(info[0], "evaluate");
    return [data](Trainer& trainer, Control& control) -> Convert {
      auto result = trainer.evaluate(*data, control);
      return [result = std::move(result)](Napi::Env env) -> Napi::Value {
        auto object = Napi::Object::New(env);
        object.Set("loss", result.loss);
        object.Set("outputs", to_array(env, result.outputs));
        return object;
      };
    };
  });
}

Napi::Value Session::gradients(const Napi::CallbackInfo& info) {
  return start(info, "gradients", [&]() -> Work {
    auto data = find_dataset(info[0], "gradients");
    auto order = read_order(info[1], "gradients", data->size());
    const Reader options(info[2], "gradients", "options");
    const bool dropout = options.boolean("dropout");
    const auto seed = static_cast<std::uint32_t>(options.integer("dropoutSeed", 0, 0xffffffffu));
    const auto step = static_cast<std::uint32_t>(options.integer("step", 0, 0xffffffffu));
    return [data, order = std::move(order), dropout, seed, step](Trainer& trainer, Control& control) -> Convert {
      auto result = trainer.gradients(*data, order, dropout, seed, step, control);
      return [result = std::move(result)](Napi::Env env) -> Napi::Value {
        auto object = Napi::Object::New(env);
        object.Set("loss", result.loss);
        object.Set("gradients", to_array(env, result.gradient));
        return object;
      };
    };
  });
}

Napi::Value Session::get_state(const Napi::CallbackInfo& info) {
  expect_idle(info.Env(), "getState");
  const TrainingState& state = trainer_->state();
  auto object = Napi::Object::New(info.Env());
  object.Set("parameters", to_array(info.Env(), state.parameters));
  object.Set("firstMoment", to_array(info.Env(), state.first_moment));
  object.Set("secondMoment", to_array(info.Env(), state.second_moment));
  object.Set("step", static_cast<double>(state.step));
  return object;
}

void Session::set_state(const Napi::CallbackInfo& info) {
  expect_idle(info.Env(), "setState");
  const std::size_t parameters = trainer_->network().parameter_count();
  TrainingState state = read_state(info[0], parameters);
  expect_idle(info.Env(), "setState");  // again: reading can run JavaScript that starts work or disposes
  trainer_->set_state(std::move(state));
}

Napi::Value Session::progress(const Napi::CallbackInfo& info) {
  expect_alive(info.Env(), "progress");
  auto object = Napi::Object::New(info.Env());
  object.Set("batchesDone", static_cast<double>(control_->batches_done));
  object.Set("batchesTotal", static_cast<double>(control_->batches_total));
  return object;
}

void Session::cancel(const Napi::CallbackInfo& info) {
  expect_alive(info.Env(), "cancel");
  put(control_->stop, true);
}

void Session::dispose(const Napi::CallbackInfo& info) {
  expect_idle(info.Env(), "dispose");
  trainer_.reset();
  datasets_.clear();
}

}  // namespace almanac::binding
