import { hash32 } from '#engine/kernel/random.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import type { Graph } from '#engine/models/graph.ts';
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

/** Mean pinball loss over samples and levels. */
export function referenceLoss(
  graph: Graph,
  outputs: readonly number[][],
  windows: WindowSet,
  order: ArrayLike<number>,
): number {
  let sum = 0;
  outputs.forEach((row, i) => {
    row.forEach((quantile, k) => {
      const error = windows.labels[order[i]!]! - quantile;
      const level = graph.levels[k]!;
      sum += Math.max(level * error, (level - 1) * error);
    });
  });
  return sum / (outputs.length * graph.levels.length);
}
