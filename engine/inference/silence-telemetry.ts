// ONNX Runtime comes with a telemetry client that writes a log into the temporary folder and would send usage
// data to its maker. Almanac talks to nobody: this has to be set before the runtime is loaded, which is why
// every file that imports the runtime imports this one first.
process.env.ORT_DISABLE_TELEMETRY = '1';
