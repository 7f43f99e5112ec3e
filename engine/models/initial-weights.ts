import { createRandom, deriveSeed, type Random } from '../kernel/random.ts';
import type { Graph, PlacedTensor } from './graph.ts';

/**
 * The weights that training starts from, one flat vector [parameterCount], the same for every backend.
 * Each tensor draws from a seed of its own, so changing one layer leaves the others as they were.
 */
export function drawInitialWeights(graph: Graph, seed: number): Float32Array {
  const weights = new Float32Array(graph.parameterCount);
  for (const { path, tensors } of graph.layers) {
    for (const tensor of tensors) {
      const random = createRandom(deriveSeed(seed, `weights/${path}/${tensor.name}`));
      weights.set(drawTensor(tensor, random), tensor.offset);
    }
  }
  const headBias = graph.layers.at(-1)?.tensors.at(-1);
  const { horizons, initialBias } = graph.head;
  if (headBias)
    weights.set(
      horizons.flatMap(() => initialBias),
      headBias.offset,
    );
  return weights;
}

function drawTensor(tensor: PlacedTensor, random: Random): Float64Array {
  switch (tensor.initializer) {
    case 'zeros':
      return new Float64Array(tensor.size);
    case 'ones':
      return new Float64Array(tensor.size).fill(1);
    case 'lstm-bias':
      return drawLstmBias(tensor.size);
    case 'glorot-uniform':
      return drawGlorotUniform(tensor.shape[0]!, tensor.shape[1]!, random);
    case 'orthogonal-gates':
      return drawOrthogonalGates(tensor.shape[0]!, tensor.size / tensor.shape[0]! ** 2, random);
  }
}

/** Forget gate 1, the rest 0, so that memory is kept until there is a reason to forget (Jozefowicz et al. 2015). */
function drawLstmBias(size: number): Float64Array {
  return new Float64Array(size).fill(1, size / 4, size / 2);
}

/** Uniform in ±sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010). */
function drawGlorotUniform(inputs: number, outputs: number, random: Random): Float64Array {
  const limit = Math.sqrt(6 / (inputs + outputs));
  return Float64Array.from({ length: inputs * outputs }, () => (2 * random.uniform() - 1) * limit);
}

/** [units, gates * units]: one random orthogonal matrix per gate (Saxe et al. 2014), by modified Gram-Schmidt. */
function drawOrthogonalGates(units: number, gates: number, random: Random): Float64Array {
  const result = new Float64Array(units * gates * units);
  for (let gate = 0; gate < gates; gate++) {
    const rows: Float64Array[] = [];
    for (let r = 0; r < units; r++) {
      const row = Float64Array.from({ length: units }, () => random.normal());
      for (const previous of rows) {
        const projection = dot(row, previous);
        for (let c = 0; c < units; c++) row[c]! -= projection * previous[c]!;
      }
      const norm = Math.sqrt(dot(row, row));
      for (let c = 0; c < units; c++) row[c]! /= norm;
      rows.push(row);
      result.set(row, r * gates * units + gate * units);
    }
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
