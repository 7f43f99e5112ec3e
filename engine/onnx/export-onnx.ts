import type { LayerSpec } from '#contract/model-spec.ts';
import type { Graph, GraphHead } from '../models/graph.ts';
import type { LayerOf } from '../models/layer-kinds/layer-kind.ts';
import { writeDense } from './layers/dense.ts';
import { writeFlatten } from './layers/flatten.ts';
import { writeGru } from './layers/gru.ts';
import { writeInstrumentEmbedding } from './layers/instrument-embedding.ts';
import { writeLayerNorm } from './layers/layer-norm.ts';
import { createLayerWriter, type LayerWriter, type WriteLayer } from './layers/layer-writer.ts';
import { writeLstm } from './layers/lstm.ts';
import { writePool } from './layers/pool.ts';
import { writePositionalEncoding } from './layers/positional-encoding.ts';
import { writeSkip } from './layers/skip.ts';
import { writeTemporalAttention } from './layers/temporal-attention.ts';
import { writeTransformerEncoder } from './layers/transformer-encoder.ts';
import { shapeTensor, writeOrdered, writePositiveScale } from './write-activation.ts';
import { encodeOnnx, type OnnxNode, type OnnxTensor } from './onnx-document.ts';

/** Null where a layer leaves no trace in the file. */
const writeLayerOf: { readonly [K in LayerSpec['kind']]: WriteLayer<K> | null } = {
  lstm: writeLstm,
  gru: writeGru,
  'temporal-attention': writeTemporalAttention,
  'positional-encoding': writePositionalEncoding,
  'transformer-encoder': writeTransformerEncoder,
  'layer-norm': writeLayerNorm,
  // It does nothing once training is over.
  dropout: null,
  dense: writeDense,
  pool: writePool,
  flatten: writeFlatten,
  skip: writeSkip,
  'instrument-embedding': writeInstrumentEmbedding,
};

/** Writes a layer and returns the name of what flows out of it. */
function writeLayer<K extends LayerSpec['kind']>(layer: LayerOf<K>, writer: LayerWriter): string {
  const write: WriteLayer<K> | null = writeLayerOf[layer.kind];
  if (write === null) return writer.flow;
  write(layer, writer);
  return writer.output;
}

/** Names of the file's input [batch, window, features] and output [batch, outputs]. */
const ONNX_INPUT = 'windows';
const ONNX_OUTPUT = 'outputs';

/**
 * Writes a trained network as an ONNX file (opset 17). `weights` is the flat vector of the graph.
 * What the file computes equals the training engine's forward pass, with the activation of the head behind it, to
 * about 1e-6.
 */
export function exportOnnx(graph: Graph, weights: Float32Array, name: string, almanacVersion: string): Uint8Array {
  const nodes: OnnxNode[] = [
    { operator: 'Transpose', inputs: [ONNX_INPUT], outputs: ['sequence'], attributes: { perm: [1, 0, 2] } },
  ];
  const tensors: OnnxTensor[] = [];
  const activation = mapActivation(graph.head);
  /** Names of the window and of what flows out of each layer. */
  const flows = ['sequence'];
  for (const placed of graph.layers) {
    const output = placed === graph.layers.at(-1) ? activation.input : placed.path;
    const source = placed.source === undefined ? null : flows[placed.source]!;
    flows.push(
      writeLayer(
        placed.layer,
        createLayerWriter(placed, { flow: flows.at(-1)!, source, output }, weights, { nodes, tensors }),
      ),
    );
  }
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
  const unit =
    activation !== 'sigmoid' && activation !== 'softmax'
      ? ' Returns are log returns in units of trailing volatility.'
      : '';
  return `Outputs: ${one}; ${ahead}; not yet calibrated.${unit}`;
}

/**
 * From the outputs of the last layer, which the result names in `input`, to those of the file. A softmax is taken
 * within each horizon: [batch, horizons * outputs] → [batch, horizons, outputs] and back. A 0 in the shape of a Reshape
 * keeps the size of the batch.
 */
function mapActivation({ activation, horizons, outputNames }: GraphHead): {
  readonly input: string;
  readonly nodes: readonly OnnxNode[];
  readonly weights: readonly OnnxTensor[];
} {
  const input = 'head';
  const outputs = [ONNX_OUTPUT];
  switch (activation) {
    case 'linear':
      return { input: ONNX_OUTPUT, nodes: [], weights: [] };
    case 'ordered':
      return { input, ...writeOrdered(input, ONNX_OUTPUT, horizons.length, outputNames.length) };
    case 'positive-scale':
      return { input, ...writePositiveScale(input, ONNX_OUTPUT, horizons.length, outputNames.length) };
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
