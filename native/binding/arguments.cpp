#include "arguments.hpp"

#include <cmath>
#include <sstream>
#include <utility>

namespace almanac::binding {
namespace {

// Sizes beyond these are mistakes, and products of several of them still fit 64 bits.
constexpr std::uint64_t most_units = 65536;
constexpr std::uint64_t most_steps = 1000000;
constexpr std::uint64_t most_threads = 256;
constexpr std::uint64_t largest_word = 0xffffffffu;
constexpr std::uint64_t largest_safe_integer = 9007199254740991u;

bool is_array_of(const Napi::Value& value, napi_typedarray_type type) {
  return value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == type;
}

Napi::Float32Array float_array(const Napi::Value& value, const std::string& operation, const std::string& name) {
  if (!is_array_of(value, napi_float32_array))
    refuse(value.Env(), operation, name + " to be a Float32Array", describe(value));
  return value.As<Napi::Float32Array>();
}

Napi::Int32Array integer_array(const Napi::Value& value, const std::string& operation, const std::string& name) {
  if (!is_array_of(value, napi_int32_array))
    refuse(value.Env(), operation, name + " to be an Int32Array", describe(value));
  return value.As<Napi::Int32Array>();
}

std::string text(double number) {
  std::ostringstream stream;
  stream.precision(17);
  stream << number;
  return stream.str();
}

/** Refuses the first number, in rows of `width`, that `accepts` does not. */
template <typename Accepts>
void check_numbers(Napi::Env env, const Napi::Float32Array& values, std::size_t width, const std::string& expected,
                   const std::string& row, const std::string& column, Accepts&& accepts) {
  const float* data = values.Data();
  for (std::size_t i = 0; i < values.ElementLength(); ++i)
    if (!accepts(data[i]))
      refuse(env, "bind", expected,
             text(static_cast<double>(data[i])) + " at " + row + " " + std::to_string(i / width) + ", " + column + " " +
                 std::to_string(i % width));
}

bool is_finite(float value) { return std::isfinite(value); }

/** `width` labels a sample, of the kind that the loss takes. */
void check_labels(Napi::Env env, const Napi::Float32Array& labels, std::size_t width, const LossSpec& loss) {
  check_numbers(env, labels, width, "every number in labels to be finite", "sample", "horizon", is_finite);
  const bool hinge = std::holds_alternative<HingeSpec>(loss);
  if (hinge || std::holds_alternative<BinaryCrossEntropySpec>(loss))
    check_numbers(env, labels, width,
                  std::string("every label of the loss '") + (hinge ? "hinge" : "bce") + "' to be 0 or 1", "sample",
                  "horizon",
                  [](float label) { return label == 0 || label == 1; });
  if (const auto* cross_entropy = std::get_if<CrossEntropySpec>(&loss)) {
    const float most = static_cast<float>(cross_entropy->classes - 1);
    check_numbers(env, labels, width,
                  "every label of the loss 'cross-entropy' to be a class, an integer from 0 to " +
                      std::to_string(cross_entropy->classes - 1),
                  "sample", "horizon",
                  [most](float label) { return label >= 0 && label <= most && label == std::floor(label); });
  }
}

/** The last column of each row is the place of an instrument. */
void check_instruments(Napi::Env env, const Napi::Float32Array& features, const InstrumentEmbeddingSpec& embedding) {
  const float* data = features.Data();
  for (std::size_t i = embedding.input_size - 1; i < features.ElementLength(); i += embedding.input_size)
    if (!(data[i] >= 0 && data[i] < static_cast<float>(embedding.instruments) && data[i] == std::floor(data[i])))
      refuse(env, "bind",
             "the last feature to be the place of an instrument, an integer from 0 to " +
                 std::to_string(embedding.instruments - 1),
             text(static_cast<double>(data[i])) + " at row " + std::to_string(i / embedding.input_size));
}

void check_weights(Napi::Env env, const Napi::Float32Array& weights, std::size_t labels, std::size_t width) {
  if (weights.ElementLength() != labels)
    refuse(env, "bind", "one weight per label, " + std::to_string(labels), std::to_string(weights.ElementLength()));
  check_numbers(env, weights, width, "every weight to be finite and at least 0", "sample", "horizon",
                [](float weight) { return std::isfinite(weight) && weight >= 0; });
}

LayerSpec read_layer(const Reader& layer) {
  const std::string kind = layer.string("kind");
  if (kind == "lstm")
    return LstmSpec{layer.integer("inputSize", 1, most_units), layer.integer("units", 1, most_units),
                    layer.boolean("returnSequences"), layer.boolean("bidirectional", false)};
  if (kind == "gru")
    return GruSpec{layer.integer("inputSize", 1, most_units), layer.integer("units", 1, most_units),
                   layer.boolean("returnSequences"), layer.boolean("bidirectional", false)};
  if (kind == "temporal-attention")
    return TemporalAttentionSpec{layer.integer("inputSize", 1, most_units), layer.integer("units", 1, most_units)};
  if (kind == "dropout")
    return DropoutSpec{layer.number("rate"), static_cast<std::uint32_t>(layer.integer("stream", 0, largest_word))};
  if (kind == "dense") {
    const std::string name = layer.string("activation");
    if (name != "linear" && name != "relu" && name != "tanh")
      layer.refuse_value("activation", "'linear', 'relu' or 'tanh'");
    const Activation activation =
        name == "relu" ? Activation::relu : name == "tanh" ? Activation::tanh : Activation::linear;
    return DenseSpec{layer.integer("inputSize", 1, most_units), layer.integer("units", 1, most_units), activation};
  }
  if (kind == "layer-norm") return LayerNormSpec{layer.integer("inputSize", 1, most_units)};
  if (kind == "positional-encoding")
    return PositionalEncodingSpec{layer.integer("inputSize", 1, most_units), layer.integer("time", 1, most_steps)};
  if (kind == "transformer-encoder")
    // One stream is left for the second of its two dropouts.
    return TransformerEncoderSpec{layer.integer("inputSize", 1, most_units), layer.integer("heads", 1, most_units),
                                  layer.integer("feedForward", 1, most_units), layer.number("dropoutRate"),
                                  static_cast<std::uint32_t>(layer.integer("stream", 0, largest_word - 1))};
  if (kind == "pool") {
    const std::string how = layer.string("how");
    if (how != "last" && how != "mean") layer.refuse_value("how", "'last' or 'mean'");
    return PoolSpec{how == "mean" ? Pooling::mean : Pooling::last};
  }
  if (kind == "flatten") return FlattenSpec{};
  if (kind == "skip") {
    const std::string how = layer.string("how");
    if (how != "add" && how != "concat") layer.refuse_value("how", "'add' or 'concat'");
    return SkipSpec{layer.integer("source", 0, most_units), how == "add" ? Joining::add : Joining::concat};
  }
  if (kind == "instrument-embedding")
    return InstrumentEmbeddingSpec{layer.integer("inputSize", 1, most_units), layer.integer("instruments", 1, most_units),
                                   layer.integer("units", 1, most_units)};
  layer.refuse_value("kind",
                     "'lstm', 'gru', 'temporal-attention', 'dropout', 'dense', 'layer-norm', 'positional-encoding', "
                     "'transformer-encoder', 'pool', 'flatten', 'skip' or 'instrument-embedding'");
}

LossSpec read_loss(const Reader& loss) {
  const std::string kind = loss.string("kind");
  const auto optional = [&](const char* name) { return loss.has(name) ? loss.number(name) : 0.0; };
  if (kind == "pinball") return PinballSpec{loss.numbers("levels"), loss.boolean("ordered", false)};
  if (kind == "mse") return MeanSquaredErrorSpec{};
  if (kind == "mae") return MeanAbsoluteErrorSpec{};
  if (kind == "huber") return HuberSpec{loss.number("delta")};
  if (kind == "bce") return BinaryCrossEntropySpec{optional("smoothing"), optional("focus")};
  if (kind == "cross-entropy") 
    return CrossEntropySpec{loss.integer("classes", 0, most_units), optional("smoothing"), optional("focus")};
  if (kind == "hinge") return HingeSpec{};
  if (kind == "gaussian") return GaussianSpec{};
  if (kind == "student-t") return StudentTSpec{};
  loss.refuse_value("kind",
                    "'pinball', 'mse', 'mae', 'huber', 'bce', 'cross-entropy', 'hinge', 'gaussian' or 'student-t'");
}

}  // namespace

void refuse(Napi::Env env, const std::string& operation, const std::string& expected, const std::string& found) {
  throw Napi::TypeError::New(env, operation + ": expected " + expected + ", found " + found + ".");
}

std::string describe(const Napi::Value& value) {
  switch (value.Type()) {
    case napi_undefined:
      return "undefined";
    case napi_null:
      return "null";
    case napi_boolean:
      return value.As<Napi::Boolean>().Value() ? "true" : "false";
    case napi_number:
      return text(value.As<Napi::Number>().DoubleValue());
    case napi_string:
      return "'" + value.As<Napi::String>().Utf8Value() + "'";
    case napi_object: {
      const Napi::Value constructor = value.As<Napi::Object>().Get("constructor");
      return constructor.IsFunction() ? "a value of " + constructor.As<Napi::Object>().Get("name").ToString().Utf8Value()
                                      : "an object";
    }
    case napi_function:
      return "a function";
    default:
      return "a value of another type";
  }
}

Reader::Reader(const Napi::Value& value, std::string operation, std::string path)
    : operation_(std::move(operation)), path_(std::move(path)) {
  if (!value.IsObject())
    refuse(value.Env(), operation_, (path_.empty() ? "its argument" : path_) + " to be an object", describe(value));
  object_ = value.As<Napi::Object>();
}

void Reader::refuse_value(const char* name, const std::string& expected) const {
  refuse(object_.Env(), operation_, path_to(name) + " to be " + expected, describe(get(name)));
}

double Reader::number(const char* name) const {
  const Napi::Value value = get(name);
  if (!value.IsNumber()) refuse_value(name, "a number");
  return value.As<Napi::Number>().DoubleValue();
}

std::uint64_t Reader::integer(const char* name, std::uint64_t least, std::uint64_t most) const {
  const Napi::Value value = get(name);
  const double number = value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : -1;
  // The first comparison also refuses NaN.
  if (!(number >= static_cast<double>(least)) || number > static_cast<double>(most) || number != std::floor(number))
    refuse_value(name, "an integer from " + std::to_string(least) + " to " + std::to_string(most));
  return static_cast<std::uint64_t>(number);
}

bool Reader::boolean(const char* name) const {
  const Napi::Value value = get(name);
  if (!value.IsBoolean()) refuse_value(name, "true or false");
  return value.As<Napi::Boolean>().Value();
}

bool Reader::boolean(const char* name, bool missing) const {
  return get(name).IsUndefined() ? missing : boolean(name);
}

std::string Reader::string(const char* name) const {
  const Napi::Value value = get(name);
  if (!value.IsString()) refuse_value(name, "a string");
  return value.As<Napi::String>().Utf8Value();
}

Reader Reader::object(const char* name) const { return {get(name), operation_, path_to(name)}; }

std::vector<Reader> Reader::objects(const char* name) const {
  const Napi::Value value = get(name);
  if (!value.IsArray()) refuse_value(name, "an array");
  const Napi::Array array = value.As<Napi::Array>();
  std::vector<Reader> readers;
  for (std::uint32_t i = 0; i < array.Length(); ++i)
    readers.emplace_back(array.Get(i), operation_, path_to(name) + "[" + std::to_string(i) + "]");
  return readers;
}

std::vector<double> Reader::numbers(const char* name) const {
  const Napi::Value value = get(name);
  if (!value.IsArray()) refuse_value(name, "an array of numbers");
  const Napi::Array array = value.As<Napi::Array>();
  std::vector<double> result;
  for (std::uint32_t i = 0; i < array.Length(); ++i) {
    const Napi::Value element = array.Get(i);
    if (!element.IsNumber())
      refuse(object_.Env(), operation_, path_to(name) + "[" + std::to_string(i) + "] to be a number", describe(element));
    result.push_back(element.As<Napi::Number>().DoubleValue());
  }
  return result;
}

std::vector<float> Reader::floats(const char* name, std::size_t length) const {
  const Napi::Float32Array array = float_array(get(name), operation_, path_to(name));
  if (array.ElementLength() != length)
    refuse(object_.Env(), operation_, path_to(name) + " to have one number per parameter, " + std::to_string(length),
           std::to_string(array.ElementLength()));
  return {array.Data(), array.Data() + length};
}

SessionOptions read_session_options(const Napi::Value& value) {
  const Reader options(value, "Session", "");
  SessionOptions result;
  for (const Reader& layer : options.objects("layers")) result.spec.layers.push_back(read_layer(layer));
  result.spec.window = options.integer("window", 1, most_steps);
  result.spec.features = options.integer("features", 1, most_units);
  result.spec.outputs = options.integer("outputs", 1, most_units);
  result.spec.loss = read_loss(options.object("loss"));
  if (options.has("adversarial")) {
    const Reader adversarial = options.object("adversarial");
    result.spec.adversarial = {adversarial.number("epsilon"), adversarial.number("beta")};
  }
  result.threads = options.integer("threads", 0, most_threads);
  result.instruction_set = options.string("instructionSet");
  return result;
}

Dataset read_dataset(const Napi::CallbackInfo& info, const NetworkSpec& spec) {
  const Napi::Env env = info.Env();
  const auto features = float_array(info[0], "bind", "features");
  const auto ends = integer_array(info[1], "bind", "ends");
  const auto labels = float_array(info[2], "bind", "labels");
  const bool weighted = !info[3].IsUndefined();
  const auto weights = weighted ? float_array(info[3], "bind", "weights") : Napi::Float32Array{};
  const std::size_t samples = ends.ElementLength(), width = label_width(spec);
  if (features.ElementLength() % spec.features != 0)
    refuse(env, "bind", "features to hold whole rows of " + std::to_string(spec.features),
           std::to_string(features.ElementLength()) + " numbers");
  if (samples == 0) refuse(env, "bind", "at least one sample", "none");
  if (labels.ElementLength() != samples * width)
    refuse(env, "bind",
           std::to_string(samples * width) + " labels, " + std::to_string(width) + " for each of " +
               std::to_string(samples) + " samples",
           std::to_string(labels.ElementLength()));
  const std::size_t rows = features.ElementLength() / spec.features;
  for (std::size_t i = 0; i < samples; ++i) {
    const std::int64_t end = ends[i];
    if (end + 1 < static_cast<std::int64_t>(spec.window) || end >= static_cast<std::int64_t>(rows))
      refuse(env, "bind",
             "ends[" + std::to_string(i) + "] to lie in " + std::to_string(spec.window - 1) + " to " +
                 std::to_string(static_cast<std::int64_t>(rows) - 1) + ", so that the window of " +
                 std::to_string(spec.window) + " rows that it ends lies in the features",
             std::to_string(end));
  }
  check_numbers(env, features, spec.features, "every number in features to be finite", "row", "column", is_finite);
  if (const auto* embedding = std::get_if<InstrumentEmbeddingSpec>(&spec.layers.front()))
    check_instruments(env, features, *embedding);
  check_labels(env, labels, width, spec.loss);
  if (weighted) check_weights(env, weights, labels.ElementLength(), width);
  Dataset data{{features.Data(), features.Data() + features.ElementLength()},
               {ends.Data(), ends.Data() + samples},
               {labels.Data(), labels.Data() + labels.ElementLength()},
               {}};
  if (weighted) data.weights.assign(weights.Data(), weights.Data() + weights.ElementLength());
  return data;
}

namespace {

/** A finite number of at least 0. */
double amount(const Reader& reader, const char* name) {
  const double found = reader.number(name);
  if (!(found >= 0) || !std::isfinite(found)) reader.refuse_value(name, "a finite number of at least 0");
  return found;
}

OptimiserSpec read_optimiser(const Reader& optimiser) {
  const std::string kind = optimiser.string("kind");
  if (kind == "adam") return AdamSpec{};
  if (kind == "adamw") return AdamSpec{amount(optimiser, "weightDecay")};
  if (kind == "sgd") {
    const double momentum = amount(optimiser, "momentum");
    if (momentum >= 1) optimiser.refuse_value("momentum", "a number from 0 up to, not including, 1");
    return SgdSpec{momentum, optimiser.boolean("nesterov", false)};
  }
  optimiser.refuse_value("kind", "'adam', 'adamw' or 'sgd'");
}

std::vector<Penalty> read_penalties(const Reader& options, std::size_t parameters) {
  std::vector<Penalty> result;
  for (const Reader& penalty : options.objects("penalties")) {
    const std::size_t first = penalty.integer("first", 0, parameters);
    result.push_back({first, penalty.integer("count", 0, parameters - first), amount(penalty, "l2"),
                      penalty.boolean("decays")});
  }
  return result;
}

}  // namespace

EpochOptions read_epoch_options(const Napi::Value& value, std::size_t parameters) {
  const Reader options(value, "trainEpoch", "options");
  EpochOptions result{};
  StepOptions& step = result.step;
  result.batch_size = options.integer("batchSize", 1, largest_word);
  step.learning_rate = options.number("learningRate");
  if (!(step.learning_rate > 0) || !std::isfinite(step.learning_rate))
    options.refuse_value("learningRate", "a finite number above 0");
  step.clip_norm = options.number("clipNorm");
  if (!(step.clip_norm > 0)) options.refuse_value("clipNorm", "a number above 0; Infinity clips nothing");
  if (options.has("clipValue")) {
    step.clip_value = options.number("clipValue");
    if (!(step.clip_value > 0)) options.refuse_value("clipValue", "a number above 0; Infinity clips nothing");
  }
  if (options.has("optimizer")) step.optimiser = read_optimiser(options.object("optimizer"));
  if (options.has("penalties")) step.penalties = read_penalties(options, parameters);
  result.dropout_seed = static_cast<std::uint32_t>(options.integer("dropoutSeed", 0, largest_word));
  return result;
}

std::vector<std::int32_t> read_order(const Napi::Value& value, const std::string& operation, std::size_t samples) {
  const auto order = integer_array(value, operation, "order");
  if (order.ElementLength() == 0) refuse(value.Env(), operation, "order to name at least one sample", "none");
  for (std::size_t i = 0; i < order.ElementLength(); ++i)
    if (order[i] < 0 || static_cast<std::size_t>(order[i]) >= samples)
      refuse(value.Env(), operation,
             "order[" + std::to_string(i) + "] to be a sample of the dataset, 0 to " + std::to_string(samples - 1),
             std::to_string(order[i]));
  return {order.Data(), order.Data() + order.ElementLength()};
}

TrainingState read_state(const Napi::Value& value, std::size_t parameters) {
  const Reader state(value, "setState", "state");
  return {state.floats("parameters", parameters), state.floats("firstMoment", parameters),
          state.floats("secondMoment", parameters), state.integer("step", 0, largest_safe_integer)};
}

}  // namespace almanac::binding
