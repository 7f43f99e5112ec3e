import { hash32 } from '#engine/kernel/random.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import type { Graph } from '#engine/models/graph.ts';
import type { Loss } from '#engine/models/head-kinds/head-kind.ts';
import { dropoutStreams } from '#engine/training/backend.ts';

/**
 * The network in plain float64 loops, one sample after another: slow, readable, and what every backend is
 * held against. Only the forward pass and the loss; gradients are checked by finite differences of it.
 */

/** [time][width] */
type Sequence = number[][];

/** Outputs [samples][outputCount] of the samples in `order`; masks as the backends draw them. */
export function referenceForward(
  graph: Graph,
  parameters: ArrayLike<number>,
  windows: WindowSet,
  order: ArrayLike<number>,
  dropout: { seed: number; step: number } | null,
): number[][] {
  const streams = dropoutStreams(graph);
  return Array.from(order, (sample, position) => {
    const end = windows.ends[sample]!;
    let flow: Sequence = Array.from({ length: windows.windowBars }, (_, t) => {
      const row = (end - windows.windowBars + 1 + t) * windows.featureCount;
      return Array.from(windows.features.subarray(row, row + windows.featureCount));
    });
    for (const { path, layer, tensors } of graph.layers) {
      const values = tensors.map((tensor) => (i: number) => parameters[tensor.offset + i]!);
      switch (layer.kind) {
        case 'lstm': {
          const outputs = lstm(flow, layer.units, values[0]!, values[1]!, values[2]!);
          flow = layer.returnSequences ? outputs : outputs.slice(-1);
          break;
        }
        case 'dropout': {
          if (dropout === null) break;
          const { seed, step } = dropout;
          const width = flow[0]!.length;
          const time = flow.length;
          flow = flow.map((row, t) =>
            row.map((value, u) => {
              const index = (position * time + t) * width + u;
              const kept = hash32(seed, step, streams.get(path)!, index) >= layer.rate * 4294967296;
              return kept ? value / (1 - layer.rate) : 0;
            }),
          );
          break;
        }
        case 'dense':
          flow = [dense(flow[0]!, layer.units, layer.activation === 'relu', values[0]!, values[1]!)];
          break;
        default:
          // Does not compile, and does not run, while a layer kind of the contract has no case above.
          throw new RangeError(`the reference does not know the layer ${JSON.stringify(layer satisfies never)}`);
      }
    }
    return flow[0]!;
  });
}

type Values = (index: number) => number;

function lstm(inputs: Sequence, units: number, W: Values, U: Values, b: Values): Sequence {
  let h = new Array<number>(units).fill(0);
  let c = new Array<number>(units).fill(0);
  return inputs.map((x) => {
    const gate = (g: number, u: number): number => {
      const column = g * units + u;
      let sum = b(column);
      x.forEach((value, k) => (sum += value * W(k * 4 * units + column)));
      h.forEach((value, k) => (sum += value * U(k * 4 * units + column)));
      return sum;
    };
    const next = h.map((_, u) => {
      const cell = sigmoid(gate(1, u)) * c[u]! + sigmoid(gate(0, u)) * Math.tanh(gate(2, u));
      return { cell, hidden: sigmoid(gate(3, u)) * Math.tanh(cell) };
    });
    c = next.map((n) => n.cell);
    h = next.map((n) => n.hidden);
    return h;
  });
}

function dense(x: number[], units: number, relu: boolean, W: Values, b: Values): number[] {
  return Array.from({ length: units }, (_, u) => {
    let sum = b(u);
    x.forEach((value, k) => (sum += value * W(k * units + u)));
    return relu ? Math.max(0, sum) : sum;
  });
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Mean over samples and horizons of weight * loss(sample, horizon). `outputs` [samples][outputCount]. */
export function referenceLoss(
  { head }: Graph,
  outputs: readonly number[][],
  { labels, weights, horizons }: WindowSet,
  order: ArrayLike<number>,
): number {
  let sum = 0;
  outputs.forEach((row, i) => {
    splitHorizons(row, horizons).forEach((own, h) => {
      const at = order[i]! * horizons + h;
      sum += (weights?.[at] ?? 1) * lossOfOne(head.loss, own, labels[at]!);
    });
  });
  return sum / (outputs.length * horizons);
}

/** The loss of the outputs of one sample and horizon; formulas as in native/src/reference. */
function lossOfOne(loss: Loss, outputs: readonly number[], label: number): number {
  const error = label - outputs[0]!;
  switch (loss.kind) {
    case 'pinball':
      return mean(
        loss.levels.map((level, k) => Math.max(level * (label - outputs[k]!), (level - 1) * (label - outputs[k]!))),
      );
    case 'mse':
      return error ** 2;
    case 'mae':
      return Math.abs(error);
    case 'huber': {
      const { delta } = loss;
      return Math.abs(error) <= delta ? error ** 2 / 2 : delta * (Math.abs(error) - delta / 2);
    }
    case 'bce':
      return -Math.log(label === 1 ? sigmoid(outputs[0]!) : 1 - sigmoid(outputs[0]!));
    case 'cross-entropy':
      return -Math.log(softmax(outputs)[label]!);
    default:
      throw new RangeError(`the reference does not know the loss ${JSON.stringify(loss satisfies never)}`);
  }
}

/** What the ONNX file makes of the outputs of the last layer: [samples][outputCount] in and out. */
export function referenceActivation({ head }: Graph, outputs: readonly number[][]): number[][] {
  switch (head.activation) {
    case 'linear':
      return outputs.map((row) => [...row]);
    case 'sigmoid':
      return outputs.map((row) => row.map(sigmoid));
    case 'softmax':
      return outputs.map((row) => splitHorizons(row, head.horizons.length).flatMap(softmax));
  }
}

function splitHorizons(row: readonly number[], horizons: number): number[][] {
  const width = row.length / horizons;
  return Array.from({ length: horizons }, (_, h) => row.slice(h * width, (h + 1) * width));
}

function softmax(logits: readonly number[]): number[] {
  const powers = logits.map(Math.exp);
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
