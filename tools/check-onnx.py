"""Checks a network of Almanac outside of Almanac: with the ONNX checker and with ONNX Runtime for Python.

    python3 -m venv venv && venv/bin/pip install onnx onnxruntime numpy
    venv/bin/python tools/check-onnx.py MODEL [--expected EXPECTED.json]

MODEL is an .onnx file, or a bundle (a zip with model.onnx and manifest.json). It has to pass
onnx.checker.check_model(full_check=True), which infers every shape; to have one input windows [batch, bars, columns]
and one output [batch, outputs] of float32; to agree with its manifest, where there is one; and to answer random
windows: finite, each as if it were alone in its batch, probabilities as probabilities.

EXPECTED.json holds windows and what Almanac says of them, {"windows": [n][bars][columns], "outputs": [n][outputs]};
tools/export-onnx-samples.ts writes such files. Both have to agree to --tolerance, 1e-5 unless another is given.

Nothing in Almanac needs this script. It ends with status 1 where anything is wrong.
"""

import argparse
import io
import json
import pathlib
import sys
import zipfile

import numpy
import onnx
import onnxruntime
from google.protobuf.message import DecodeError

RANDOM_WINDOWS = 64
# Outputs of one horizon; quantiles have as many as levels.
OUTPUTS_OF_HEAD = {"point": 1, "sigmoid": 1, "softmax": 3}


class Wrong(Exception):
    """What was expected, and what was found."""


def read_model(path):
    """The bytes of the network, and the manifest or None."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data, None
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        names = set(bundle.namelist())
        if not {"model.onnx", "manifest.json"} <= names:
            raise Wrong(f"expected model.onnx and manifest.json in the bundle, found {sorted(names)}")
        return bundle.read("model.onnx"), json.loads(bundle.read("manifest.json"))


def shape_of(value):
    """Sizes of a tensor; None where one may vary."""
    if value.type.tensor_type.elem_type != onnx.TensorProto.FLOAT:
        raise Wrong(f"expected {value.name} to be float32")
    return [d.dim_value if d.HasField("dim_value") else None for d in value.type.tensor_type.shape.dim]


def check_file(data):
    """The parsed file, and the sizes bars, columns, outputs."""
    try:
        model = onnx.load_model_from_string(data)
    except DecodeError as error:
        raise Wrong(f"expected an ONNX file, found what cannot be parsed: {error}") from error
    onnx.checker.check_model(model, full_check=True)
    graph = model.graph
    inputs = [(value.name, shape_of(value)) for value in graph.input]
    outputs = [(value.name, shape_of(value)) for value in graph.output]
    if len(inputs) != 1 or len(inputs[0][1]) != 3 or None in inputs[0][1][1:] or inputs[0][1][0] is not None:
        raise Wrong(f"expected one input [batch, bars, columns] of which only batch may vary, found {inputs}")
    if len(outputs) != 1 or len(outputs[0][1]) != 2 or outputs[0][1][0] is not None:
        raise Wrong(f"expected one output [batch, outputs] of which only batch may vary, found {outputs}")
    opsets = [f"{entry.domain or 'ai.onnx'} {entry.version}" for entry in model.opset_import]
    print(f"checker: passed; {model.producer_name} {model.producer_version}, IR {model.ir_version}, {', '.join(opsets)}")
    print(f"  {model.doc_string}")
    print(f"  {inputs[0][0]} {inputs[0][1]} -> {outputs[0][0]} {outputs[0][1]}, {len(graph.node)} nodes")
    return model, (*inputs[0][1][1:], outputs[0][1][1])


def check_manifest(manifest, bars, columns, outputs):
    spec = manifest["experiment"]["spec"]
    head, horizons = spec["head"], spec["label"]["horizons"]
    width = len(head["levels"]) if head["kind"] == "quantiles" else OUTPUTS_OF_HEAD[head["kind"]]
    expected = {"bars": spec["windowBars"], "outputs": width * len(horizons)}
    found = {"bars": bars, "outputs": outputs}
    if expected != found:
        raise Wrong(f"expected {expected} as the manifest says, found {found}")
    for symbol, scalers in manifest["scalers"].items():
        if len(scalers) != columns:
            raise Wrong(f"expected a scaler for each of {columns} columns, found {len(scalers)} of {symbol}")
    print(f"manifest: {manifest['format']}, {manifest['name']} {manifest['version']}, {head['kind']}, horizons {horizons}")


def check_probabilities(model, answers):
    """What the last activation promises."""
    operators = [node.op_type for node in model.graph.node]
    if not {"Sigmoid", "Softmax"} & set(operators[-2:]):
        return
    if answers.min() < 0 or answers.max() > 1:
        raise Wrong(f"expected probabilities, found {answers.min()} to {answers.max()}")
    if operators[-1] == "Sigmoid":
        print("probabilities: each within 0 and 1")
        return
    horizons = 1
    if operators[-1] == "Reshape":
        name = model.graph.node[-3].input[1]
        shape = next(onnx.numpy_helper.to_array(t) for t in model.graph.initializer if t.name == name)
        horizons = int(shape[1])
    sums = answers.reshape(len(answers), horizons, -1).sum(axis=2)
    worst = float(numpy.abs(sums - 1).max())
    if worst > 1e-5:
        raise Wrong(f"expected the classes of each horizon to sum to 1, found {worst} off")
    print(f"probabilities: the classes of {horizons} horizon(s) sum to 1, {worst:.1e} off at most")


def difference(answers, expected, tolerance, what):
    expected = numpy.asarray(expected, dtype=numpy.float32)
    if answers.shape != expected.shape:
        raise Wrong(f"{what}: expected outputs {list(expected.shape)}, found {list(answers.shape)}")
    worst = float(numpy.abs(answers - expected).max())
    # Not "worst > tolerance", which no NaN is.
    if not worst <= tolerance:
        raise Wrong(f"{what}: expected a difference of at most {tolerance}, found {worst}")
    print(f"{what}: {len(answers)} windows, {worst:.1e} off at most")


def check(path, expected_path, tolerance):
    data, manifest = read_model(path)
    model, (bars, columns, outputs) = check_file(data)
    if manifest is not None:
        check_manifest(manifest, bars, columns, outputs)

    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name

    def run(windows):
        return session.run(None, {name: windows})[0]

    windows = numpy.random.default_rng(1).standard_normal((RANDOM_WINDOWS, bars, columns)).astype(numpy.float32)
    answers = run(windows)
    if answers.shape != (RANDOM_WINDOWS, outputs) or not numpy.isfinite(answers).all():
        raise Wrong(f"expected finite outputs {[RANDOM_WINDOWS, outputs]}, found {list(answers.shape)}")
    if (answers == answers[0]).all():
        raise Wrong("expected different outputs for different windows")
    alone = numpy.concatenate([run(windows[i : i + 1]) for i in range(RANDOM_WINDOWS)])
    difference(alone, answers, tolerance, "random windows, alone and together")
    check_probabilities(model, answers)

    if expected_path is not None:
        document = json.loads(expected_path.read_text())
        given = numpy.asarray(document["windows"], dtype=numpy.float32)
        difference(run(given), document["outputs"], tolerance, "expected outputs")


def main():
    parser = argparse.ArgumentParser(description="Checks an ONNX file or a bundle of Almanac.")
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--expected", type=pathlib.Path)
    parser.add_argument("--tolerance", type=float, default=1e-5)
    options = parser.parse_args()
    print(f"{options.model}: onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__}")
    try:
        check(options.model, options.expected, options.tolerance)
    except (Wrong, onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
        sys.exit(f"WRONG: {error}")
    print("all is well")


if __name__ == "__main__":
    main()
