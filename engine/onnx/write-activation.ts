import { LEAST_DEGREES, LEAST_SCALE } from '../models/head-kinds/head-kind.ts';
import type { OnnxNode, OnnxTensor } from './onnx-document.ts';

/** Nodes and tensors from the outputs of the last layer to those of the file. */
interface Written {
  readonly nodes: readonly OnnxNode[];
  readonly weights: readonly OnnxTensor[];
}

/** The shape that a Reshape asks for; 0 in it keeps a size as it is. */
export function shapeTensor(name: string, shape: readonly number[]): OnnxTensor {
  return { name, shape: [shape.length], values: BigInt64Array.from(shape, BigInt) };
}

function matrix(name: string, size: number, value: (row: number, column: number) => number): OnnxTensor {
  const values = Float32Array.from({ length: size * size }, (_, i) => value(Math.floor(i / size), i % size));
  return { name, shape: [size, size], values };
}

function row(name: string, values: readonly number[]): OnnxTensor {
  return { name, shape: [values.length], values: Float32Array.from(values) };
}

/**
 * Quantiles from steps (native/src/reference/ordered-quantiles.hpp), horizon by horizon: the softplus of every output but
 * the middle one, times a matrix of 1, 0 and -1 that adds them up from the middle outwards.
 */
export function writeOrdered(input: string, output: string, horizons: number, levels: number): Written {
  const middle = Math.floor(levels / 2);
  const isMiddle = Array.from({ length: levels }, (_, k) => (k === middle ? 1 : 0));
  return {
    nodes: [
      { operator: 'Reshape', inputs: [input, 'head.by-horizon'], outputs: ['head.steps'] },
      { operator: 'Softplus', inputs: ['head.steps'], outputs: ['head.lengths'] },
      { operator: 'Mul', inputs: ['head.lengths', 'head.outer'], outputs: ['head.outer-lengths'] },
      { operator: 'Mul', inputs: ['head.steps', 'head.middle'], outputs: ['head.start'] },
      { operator: 'Add', inputs: ['head.outer-lengths', 'head.start'], outputs: ['head.parts'] },
      { operator: 'MatMul', inputs: ['head.parts', 'head.sums'], outputs: ['head.quantiles'] },
      { operator: 'Reshape', inputs: ['head.quantiles', 'head.flat'], outputs: [output] },
    ],
    weights: [
      shapeTensor('head.by-horizon', [0, horizons, levels]),
      row('head.middle', isMiddle),
      row(
        'head.outer',
        isMiddle.map((m) => 1 - m),
      ),
      // Part `from` counts in quantile `to` where it lies between the middle and that quantile.
      matrix('head.sums', levels, (from, to) => {
        if (from === middle) return 1;
        if (from > middle) return to >= from ? 1 : 0;
        return to <= from ? -1 : 0;
      }),
      shapeTensor('head.flat', [0, horizons * levels]),
    ],
  };
}

/** The softplus of the outputs behind the first of each horizon, and what they are at least. */
export function writePositiveScale(input: string, output: string, horizons: number, width: number): Written {
  const repeat = (one: readonly number[]): number[] => Array.from({ length: horizons }, () => one).flat();
  return {
    nodes: [
      { operator: 'Softplus', inputs: [input], outputs: ['head.positive'] },
      { operator: 'Mul', inputs: ['head.positive', 'head.is-scale'], outputs: ['head.scales'] },
      { operator: 'Mul', inputs: [input, 'head.is-location'], outputs: ['head.locations'] },
      { operator: 'Add', inputs: ['head.scales', 'head.locations'], outputs: ['head.both'] },
      { operator: 'Add', inputs: ['head.both', 'head.least'], outputs: [output] },
    ],
    weights: [
      row('head.is-scale', repeat([0, 1, 1].slice(0, width))),
      row('head.is-location', repeat([1, 0, 0].slice(0, width))),
      row('head.least', repeat([0, LEAST_SCALE, LEAST_DEGREES].slice(0, width))),
    ],
  };
}
