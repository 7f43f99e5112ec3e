/**
 * How near a training comes to what the machine can do: the rate of plain single-precision matrix products, and the
 * floating-point operations of a training window.
 */
import * as v from 'valibot';
import type { Graph, GraphLayer } from '#engine/models/graph.ts';
import { isSequence } from '#engine/models/layer-kinds/layer-kind.ts';
import { listPythons, startPython, type Contestant } from './bench.ts';

const greetingSchema = v.object({ version: v.string(), blas: v.string() });

/** Libraries whose products are made for the processor at hand; what Linux calls libblas is the slow reference. */
const FAST_BLAS = /openblas|mkl|blis|accelerate/i;

export interface PeakSgemm {
  /** One for each number of threads, in units of 1e9 operations a second; none where no Python will do. */
  readonly contestants: readonly Contestant[];
  /** What they run on, or why there are none. */
  readonly note: string;
}

/** numpy's matrix products, in the first Python whose numpy has a BLAS made for speed. */
export async function openPeakSgemm(threads: readonly number[], products: number): Promise<PeakSgemm> {
  const unfit: string[] = [];
  for (const python of new Set(listPythons())) {
    const contestants: Contestant[] = [];
    let found: v.InferOutput<typeof greetingSchema> | undefined;
    for (const count of threads) {
      const limit = String(count);
      const script = await startPython(python, 'peak-sgemm.py', [], {
        OPENBLAS_NUM_THREADS: limit,
        MKL_NUM_THREADS: limit,
        BLIS_NUM_THREADS: limit,
        VECLIB_MAXIMUM_THREADS: limit,
      });
      if (!script) break;
      found = v.parse(greetingSchema, JSON.parse(script.greeting));
      if (!FAST_BLAS.test(found.blas)) {
        script.close();
        unfit.push(`the numpy ${found.version} of ${python} has no fast BLAS (${found.blas})`);
        break;
      }
      contestants.push({
        engine: `numpy ${found.version}, ${count} ${count === 1 ? 'thread' : 'threads'}`,
        run: async () => Number(await script.ask(String(products))),
        close: script.close,
      });
    }
    if (found && contestants.length === threads.length) {
      return { contestants, note: `sgemm: numpy ${found.version} of ${python} on ${found.blas}.` };
    }
  }
  const why = unfit.length > 0 ? unfit.join('; ') : 'no Python with numpy was found';
  return { contestants: [], note: `sgemm was not measured: ${why}; ALMANAC_PYTHON can name another.` };
}

/** Floating-point operations of one window of training. */
export interface WindowOperations {
  readonly total: number;
  /** The part of `total` that the formula counts and nobody needs: the gradient with respect to the window itself. */
  readonly unneeded: number;
}

/**
 * By the formula 3 * forward, for networks of recurrent and dense layers. Forward: the matrix products alone, 2
 * operations for each multiplication and addition; a step of a recurrent layer has 2 * gates * units * (inputs + units),
 * a dense layer 2 * inputs * units. Backward: the gradients with respect to the weights and with respect to what goes
 * in, each as many again.
 */
export function countOperations({ layers }: Graph): WindowOperations {
  const forward = layers.reduce((sum, layer) => sum + countForward(layer, true), 0);
  const first = layers[0]!;
  return { total: 3 * forward, unneeded: countForward(first, true) - countForward(first, false) };
}

/** Without `inputs`, what a layer computes of its own state alone. */
function countForward({ layer, input, path }: GraphLayer, inputs: boolean): number {
  const width = inputs ? input.width : 0;
  const steps = isSequence(input) ? input.time : 1;
  switch (layer.kind) {
    case 'lstm':
    case 'gru': {
      const gates = layer.kind === 'lstm' ? 4 : 3;
      return 2 * steps * (layer.bidirectional ? 2 : 1) * gates * layer.units * (width + layer.units);
    }
    case 'dense':
      return 2 * steps * width * layer.units;
    case 'dropout':
      return 0;
    default:
      throw new RangeError(`the operations of ${path} (${layer.kind}) are not counted`);
  }
}
