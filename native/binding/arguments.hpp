// From JavaScript values to the core's types. Every refusal is a sentence: which operation, what was expected, what
// was found.
#pragma once

#include <napi.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "dataset.hpp"
#include "network-spec.hpp"
#include "trainer.hpp"

namespace almanac::binding {

/** Throws a JavaScript TypeError: "<operation>: expected <expected>, found <found>." */
[[noreturn]] void refuse(Napi::Env env, const std::string& operation, const std::string& expected,
                         const std::string& found);

/** A value as it reads in a sentence. */
std::string describe(const Napi::Value& value);

/** Reads the properties of one object argument; `operation` and `path` go into the sentences. */
class Reader {
 public:
  Reader(const Napi::Value& value, std::string operation, std::string path);

  bool has(const char* name) const { return !get(name).IsUndefined(); }
  double number(const char* name) const;
  /** An integer of `least` to `most`. */
  std::uint64_t integer(const char* name, std::uint64_t least, std::uint64_t most) const;
  bool boolean(const char* name) const;
  /** `missing` where there is no such property. */
  bool boolean(const char* name, bool missing) const;
  std::string string(const char* name) const;
  Reader object(const char* name) const;
  std::vector<Reader> objects(const char* name) const;
  std::vector<double> numbers(const char* name) const;
  std::vector<float> floats(const char* name, std::size_t length) const;

  [[noreturn]] void refuse_value(const char* name, const std::string& expected) const;

 private:
  Napi::Value get(const char* name) const { return object_.Get(name); }
  std::string path_to(const char* name) const { return path_.empty() ? name : path_ + "." + name; }

  Napi::Object object_;
  std::string operation_, path_;
};

struct SessionOptions {
  NetworkSpec spec;
  std::size_t threads;
  std::string instruction_set;
};

SessionOptions read_session_options(const Napi::Value& value);

/** Features, ends, labels and, where they are given, weights: checks every end and every number, and copies them. */
Dataset read_dataset(const Napi::CallbackInfo& info, const NetworkSpec& spec);

/** The step is Adam, without clipping by value and penalties, where the options do not say otherwise. */
EpochOptions read_epoch_options(const Napi::Value& value, std::size_t parameters);

/** Indices of samples, each checked against the size of the dataset; at least one. */
std::vector<std::int32_t> read_order(const Napi::Value& value, const std::string& operation, std::size_t samples);

TrainingState read_state(const Napi::Value& value, std::size_t parameters);

}  // namespace almanac::binding
