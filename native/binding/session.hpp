#pragma once

#include <napi.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "dataset.hpp"
#include "trainer.hpp"

namespace almanac::binding {

/** One network in training, as JavaScript sees it: argument checks, promises, and who may call what when. */
class Session : public Napi::ObjectWrap<Session> {
 public:
  static Napi::Function define(Napi::Env env);

  explicit Session(const Napi::CallbackInfo& info);

  /** Called on the JavaScript thread when the asynchronous work is over. */
  void finish() { running_.clear(); }

 private:
  /** Runs off the event loop and returns what makes the promise's value on it. */
  using Work = std::function<std::function<Napi::Value(Napi::Env)>(Trainer&, Control&)>;

  Napi::Value parameter_count(const Napi::CallbackInfo& info);
  Napi::Value instruction_set(const Napi::CallbackInfo& info);
  Napi::Value threads(const Napi::CallbackInfo& info);
  Napi::Value memory_use(const Napi::CallbackInfo& info);
  Napi::Value bind(const Napi::CallbackInfo& info);
  void unbind(const Napi::CallbackInfo& info);
  Napi::Value train_epoch(const Napi::CallbackInfo& info);
  Napi::Value evaluate(const Napi::CallbackInfo& info);
  Napi::Value gradients(const Napi::CallbackInfo& info);
  Napi::Value get_state(const Napi::CallbackInfo& info);
  void set_state(const Napi::CallbackInfo& info);
  Napi::Value progress(const Napi::CallbackInfo& info);
  void cancel(const Napi::CallbackInfo& info);
  void dispose(const Napi::CallbackInfo& info);

  /** Throws where the session was disposed of. */
  void expect_alive(Napi::Env env, const std::string& operation) const;
  /** Throws where it was disposed of, or where asynchronous work runs. */
  void expect_idle(Napi::Env env, const std::string& operation) const;
  std::shared_ptr<const Dataset> find_dataset(const Napi::Value& id, const std::string& operation) const;
  /**
   * A promise of the work that `prepare` reads from the arguments; whatever either of them throws rejects it.
   * Reading arguments can run JavaScript (a getter) that calls this session, even `dispose()`: `prepare` must not
   * touch the trainer. The work gets it once the session was found idle behind that.
   */
  Napi::Value start(const Napi::CallbackInfo& info, const std::string& operation, const std::function<Work()>& prepare);

  // The work holds its own references, so it stays safe whatever becomes of this object.
  std::shared_ptr<Trainer> trainer_;
  std::shared_ptr<Control> control_ = std::make_shared<Control>();
  std::map<std::uint32_t, std::shared_ptr<const Dataset>> datasets_;
  std::uint32_t next_dataset_ = 1;
  std::string running_;  // the operation, or empty
};

}  // namespace almanac::binding
