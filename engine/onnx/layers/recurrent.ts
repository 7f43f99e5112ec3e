import type { LayerOf } from '../../models/layer-kinds/layer-kind.ts';
import type { OnnxNode } from '../onnx-document.ts';
import type { LayerWriter } from './layer-writer.ts';

/** How ONNX has a recurrent layer. */
interface RecurrentOperator {
  readonly operator: 'LSTM' | 'GRU';
  /** Which of our gates stands at each place of ONNX's. */
  readonly gateFromOurs: readonly number[];
  /** The second bias [gates * units] of a direction, whose names end in `suffix`; zeros where there is none. */
  readonly recurrentBias: (units: number, suffix: string) => Float32Array;
  readonly attributes?: OnnxNode['attributes'];
}

/**
 * ONNX keeps one matrix row per gate unit, W [directions, gates * units, in] and R [directions, gates * units, units],
 * and both biases in B [directions, 2 * gates * units]. Ours are W [in, gates * units], U [units, gates * units] and b.
 */
export function writeRecurrent(
  { units, returnSequences, bidirectional }: LayerOf<'lstm'> | LayerOf<'gru'>,
  { operator, gateFromOurs, recurrentBias, attributes }: RecurrentOperator,
  writer: LayerWriter,
): void {
  const gates = gateFromOurs.length;
  const { width } = writer.input;
  const suffixes = bidirectional ? ['', '.backward'] : [''];
  const join = (ofDirection: (suffix: string) => readonly number[]): Float32Array =>
    Float32Array.from(suffixes.flatMap(ofDirection));
  const reorder = (name: string, rows: number): number[] =>
    reorderGates(writer.valuesOf(name), rows, units, gateFromOurs);

  const count = suffixes.length;
  const W = writer.tensor(
    'W',
    [count, gates * units, width],
    join((suffix) => reorder(`W${suffix}`, width)),
  );
  const R = writer.tensor(
    'R',
    [count, gates * units, units],
    join((suffix) => reorder(`U${suffix}`, units)),
  );
  const B = writer.tensor(
    'B',
    [count, 2 * gates * units],
    join((suffix) => [...reorder(`b${suffix}`, 1), ...recurrentBias(units, suffix)]),
  );
  const direction = bidirectional ? { direction: 'bidirectional' } : {};
  // Y [time, directions, batch, units]; Y_h [directions, batch, units], what each direction gives last.
  const raw = writer.node(
    'raw',
    operator,
    [writer.flow, W, R, B],
    { hidden_size: units, ...attributes, ...direction },
    returnSequences ? 0 : 1,
  );
  if (!bidirectional) {
    writer.result('Squeeze', [raw, writer.integers('axis', [returnSequences ? 1 : 0])]);
    return;
  }
  // The directions side by side: [time, batch, 2 * units] or [batch, 2 * units].
  const perm = returnSequences ? [0, 2, 1, 3] : [1, 0, 2];
  const beside = writer.node('beside', 'Transpose', [raw], { perm });
  writer.result('Reshape', [beside, writer.integers('shape', returnSequences ? [0, 0, 2 * units] : [0, 2 * units])]);
}

/** [rows, gates * units] in our order of gates → [gates * units, rows] in ONNX's. */
function reorderGates(values: Float32Array, rows: number, units: number, gateFromOurs: readonly number[]): number[] {
  const columns = gateFromOurs.length * units;
  const result = new Array<number>(values.length);
  gateFromOurs.forEach((gate, target) => {
    for (let u = 0; u < units; u++) {
      for (let r = 0; r < rows; r++) {
        result[(target * units + u) * rows + r] = values[r * columns + gate * units + u]!;
      }
    }
  });
  return result;
}
