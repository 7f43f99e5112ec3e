import type { Graph, GraphHead, GraphLayer, PlacedTensor } from '../models/graph.ts';
import type { LayerOf } from '../models/layer-kinds/layer-kind.ts';
import { encodeOnnx, type OnnxNode, type OnnxTensor } from './onnx-document.ts';

/** Names of the file's input [batch, window, features] and output [batch, outputs]. */
const ONNX_INPUT = 'windows';
const ONNX_OUTPUT = 'outputs';

/** A layer as ONNX nodes. Sequences flow as [time, batch, width], because that is how ONNX's LSTM takes them. */
interface MappedLayer {
  readonly nodes: readonly OnnxNode[];
  readonly weights: readonly OnnxTensor[];
}

/**
 * Writes a trained network as an ONNX file (opset 17). `weights` is the flat vector of the graph.
 * What the file computes equals the training engine's forward pass, with the activation of the head behind it, to
 * about 1e-6.
 */
export function exportOnnx(graph: Graph, weights: Float32Array, name: string, almanacVersion: string): Uint8Array {
  const valuesOf = (tensor: PlacedTensor): Float32Array => weights.subarray(tensor.offset, tensor.offset + tensor.size);
  const nodes: OnnxNode[] = [
    { operator: 'Transpose', inputs: [ONNX_INPUT], outputs: ['sequence'], attributes: { perm: [1, 0, 2] } },
  ];
  const tensors: OnnxTensor[] = [];
  let flow = 'sequence';
  const activation = mapActivation(graph.head);
  graph.layers.forEach((layer, i) => {
    // Dropout does nothing once training is over.
    if (layer.layer.kind === 'dropout') return;
    const output = i === graph.layers.length - 1 ? activation.input : layer.path;
    const mapped =
      layer.layer.kind === 'lstm'
        ? mapLstm(layer.layer, layer, flow, output, valuesOf)
        : mapDense(layer.layer, layer, flow, output, valuesOf);
    nodes.push(...mapped.nodes);
    tensors.push(...mapped.weights);
    flow = output;
  });
  nodes.push(...activation.nodes);
  tensors.push(...activation.weights);
  return encodeOnnx(
    {
      name,
      description: describeOutputs(graph.head),
      input: { name: ONNX_INPUT, shape: ['batch', graph.windowBars, graph.featureCount] },
      output: { name: ONNX_OUTPUT, shape: ['batch', graph.outputCount] },
      nodes,
      weights: tensors,
    },
    almanacVersion,
  );
}

/** What the outputs mean, for whoever opens the file without Almanac. */
function describeOutputs({ horizons, outputNames, activation }: GraphHead): string {
  const one = outputNames.join(', ');
  const ahead =
    horizons.length > 1 ? `${horizons.join(', ')} bars ahead, one horizon after another` : `${horizons[0]!} bars ahead`;
  const unit = activation === 'linear' ? ' Returns are log returns in units of trailing volatility.' : '';
  return `Outputs: ${one}; ${ahead}; not yet calibrated.${unit}`;
}

/**
 * From the outputs of the last layer, which the result names in `input`, to those of the file. A softmax is taken
 * within each horizon: [batch, horizons * outputs] → [batch, horizons, outputs] and back. A 0 in the shape of a Reshape
 * keeps the size of the batch.
 */
function mapActivation({ activation, horizons, outputNames }: GraphHead): MappedLayer & { readonly input: string } {
  const input = 'head';
  const outputs = [ONNX_OUTPUT];
  switch (activation) {
    case 'linear':
      return { input: ONNX_OUTPUT, nodes: [], weights: [] };
    case 'sigmoid':
      return { input, nodes: [{ operator: 'Sigmoid', inputs: [input], outputs }], weights: [] };
    case 'softmax':
      if (horizons.length === 1) {
        return {
          input,
          nodes: [{ operator: 'Softmax', inputs: [input], outputs, attributes: { axis: 1 } }],
          weights: [],
        };
      }
      return {
        input,
        nodes: [
          { operator: 'Reshape', inputs: [input, 'head.by-horizon'], outputs: ['head.logits'] },
          { operator: 'Softmax', inputs: ['head.logits'], outputs: ['head.probabilities'], attributes: { axis: 2 } },
          { operator: 'Reshape', inputs: ['head.probabilities', 'head.flat'], outputs },
        ],
        weights: [
          shapeTensor('head.by-horizon', [0, horizons.length, outputNames.length]),
          shapeTensor('head.flat', [0, horizons.length * outputNames.length]),
        ],
      };
  }
}

function shapeTensor(name: string, shape: readonly number[]): OnnxTensor {
  return { name, shape: [shape.length], values: BigInt64Array.from(shape, BigInt) };
}

type ValuesOf = (tensor: PlacedTensor) => Float32Array;

/**
 * ONNX orders the gates i, o, f, c, keeps one matrix row per gate unit, W [1, 4u, in] and R [1, 4u, u],
 * and has two biases, of which the second stays 0. Ours are i, f, g (= c), o, W [in, 4u] and U [u, 4u].
 */
function mapLstm(
  layer: LayerOf<'lstm'>,
  { path, input, tensors }: GraphLayer,
  flow: string,
  output: string,
  valuesOf: ValuesOf,
): MappedLayer {
  const { units } = layer;
  const [W, U, b] = tensors as [PlacedTensor, PlacedTensor, PlacedTensor];
  const bias = new Float32Array(8 * units);
  bias.set(reorderGates(valuesOf(b), 1, units));
  const weights: OnnxTensor[] = [
    { name: `${path}.W`, shape: [1, 4 * units, input.width], values: reorderGates(valuesOf(W), input.width, units) },
    { name: `${path}.R`, shape: [1, 4 * units, units], values: reorderGates(valuesOf(U), units, units) },
    { name: `${path}.B`, shape: [1, 8 * units], values: bias },
    { name: `${path}.axis`, shape: [1], values: BigInt64Array.of(layer.returnSequences ? 1n : 0n) },
  ];
  // Y [time, directions = 1, batch, units], Y_h [1, batch, units]
  const raw = `${path}.raw`;
  const nodes: OnnxNode[] = [
    {
      operator: 'LSTM',
      inputs: [flow, `${path}.W`, `${path}.R`, `${path}.B`],
      outputs: layer.returnSequences ? [raw] : ['', raw],
      attributes: { hidden_size: units },
    },
    { operator: 'Squeeze', inputs: [raw, `${path}.axis`], outputs: [output] },
  ];
  return { nodes, weights };
}

const ONNX_GATE_FROM_OURS = [0, 3, 1, 2] as const;

/** [rows, 4 * units] with gates i, f, g, o → [4 * units, rows] with gates i, o, f, g. */
function reorderGates(values: Float32Array, rows: number, units: number): Float32Array {
  const result = new Float32Array(values.length);
  ONNX_GATE_FROM_OURS.forEach((gate, target) => {
    for (let u = 0; u < units; u++) {
      for (let r = 0; r < rows; r++) {
        result[(target * units + u) * rows + r] = values[r * 4 * units + gate * units + u]!;
      }
    }
  });
  return result;
}

function mapDense(
  layer: LayerOf<'dense'>,
  { path, tensors }: GraphLayer,
  flow: string,
  output: string,
  valuesOf: ValuesOf,
): MappedLayer {
  const [W, b] = tensors as [PlacedTensor, PlacedTensor];
  const linear = layer.activation === 'linear' ? output : `${path}.linear`;
  const nodes: OnnxNode[] = [{ operator: 'Gemm', inputs: [flow, `${path}.W`, `${path}.b`], outputs: [linear] }];
  if (layer.activation === 'relu') nodes.push({ operator: 'Relu', inputs: [linear], outputs: [output] });
  return {
    nodes,
    weights: [
      { name: `${path}.W`, shape: W.shape, values: valuesOf(W) },
      { name: `${path}.b`, shape: b.shape, values: valuesOf(b) },
    ],
  };
}
