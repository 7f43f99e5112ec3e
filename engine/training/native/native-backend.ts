import { setInterval } from 'node:timers/promises';
import { AppError, CancelledError } from '#contract/errors.ts';
import type { WindowSet } from '../../features/dataset.ts';
import type { Graph } from '../../models/graph.ts';
import type { EpochHooks, SessionState, TrainingBackend, TrainingSession } from '../backend.ts';
import { listPenalties } from '../optimisers/penalties.ts';
import { loadNativeCore, type NativeSession } from './native-core.ts';
import { toNativeLayers } from './native-layers.ts';
import { readNativeSettings } from './native-settings.ts';

/** The C++ core of native/, off the event loop and on all processors. */
export const nativeBackend: TrainingBackend = {
  name: 'native',
  open(graph, weights) {
    const core = loadNativeCore();
    const session = new core.Session({
      layers: toNativeLayers(graph),
      window: graph.windowBars,
      features: graph.featureCount,
      outputs: graph.outputCount,
      loss: graph.head.loss,
      ...(graph.adversarial && { adversarial: graph.adversarial }),
      ...readNativeSettings(process.env, core.instructionSets()),
    });
    if (session.parameterCount !== graph.parameterCount) {
      throw new RangeError(
        `the native core counts ${session.parameterCount} parameters where the graph has ${graph.parameterCount}`,
      );
    }
    const engine = `native ${core.version}, ${session.instructionSet}, ${session.threads} threads`;
    return Promise.resolve(createNativeSession(graph, weights, session, engine));
  },
};

const POLL_MS = 50;

function createNativeSession(
  graph: Graph,
  weights: Float32Array,
  native: NativeSession,
  engine: string,
): TrainingSession {
  // A window set is copied into native memory once, however many epochs run over it.
  const bound = new Map<WindowSet, number>();
  function bind(windows: WindowSet): number {
    const known = bound.get(windows);
    if (known !== undefined) return known;
    const id = native.bind(windows.features, windows.ends, windows.labels, windows.weights);
    bound.set(windows, id);
    return id;
  }

  native.setState({
    parameters: weights,
    firstMoment: new Float32Array(graph.parameterCount),
    secondMoment: new Float32Array(graph.parameterCount),
    step: 0,
  });

  const cancel = (): void => {
    native.cancel();
  };

  return {
    engine,

    async trainEpoch(windows, options, hooks) {
      const { signal } = hooks;
      const { order, optimizer = { kind: 'adam' }, ...rest } = options;
      const penalties = listPenalties(graph, optimizer);
      const done = new AbortController();
      if (signal.aborted) throw cancelled();
      const running = native.trainEpoch(bind(windows), order, { ...rest, optimizer, penalties }).finally(() => {
        done.abort();
      });
      signal.addEventListener('abort', cancel, { once: true });
      try {
        const [result] = await Promise.all([running, reportSamples(native, options.batchSize, hooks, done.signal)]);
        if (result.cancelled) throw cancelled();
        return result.loss;
      } catch (cause) {
        if (!isCoded(cause, 'diverged')) throw cause;
        throw new AppError(
          'training/diverged',
          cause.message,
          'Lower training.learningRate in the spec, or look for extreme values in the data.',
          { cause },
        );
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },

    async evaluate(windows, signal) {
      if (signal?.aborted) throw cancelled();
      const running = native.evaluate(bind(windows));
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        return await running;
      } catch (cause) {
        throw isCoded(cause, 'cancelled') ? cancelled() : cause;
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },

    gradients: (windows, order, dropout) =>
      native.gradients(bind(windows), order, {
        dropoutSeed: dropout?.seed ?? 0,
        step: dropout?.step ?? 0,
        dropout: dropout !== null,
      }),

    memory(batchSize) {
      const { state, packed, gradients, workspaces } = native.memoryUse({ batchSize });
      return { networkBytes: state + packed + gradients, activationBytes: workspaces, windowCopies: 1 };
    },

    state: () => Promise.resolve(native.getState()),

    load(state: SessionState) {
      native.setState(state);
      return Promise.resolve();
    },

    dispose() {
      native.dispose();
    },
  };
}

function cancelled(): CancelledError {
  return new CancelledError('Training', 'Start it again to resume.');
}

/** Whether it is an error of the core with this code. */
function isCoded(cause: unknown, code: 'diverged' | 'cancelled'): cause is Error {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}

/** The core counts batches where it works; this looks now and then until the epoch is done. */
async function reportSamples(
  native: NativeSession,
  batchSize: number,
  hooks: EpochHooks,
  done: AbortSignal,
): Promise<void> {
  try {
    for await (const session of setInterval(POLL_MS, native, { signal: done })) {
      hooks.onSamples(session.progress().batchesDone * batchSize);
    }
  } catch (cause) {
    // The timer ends by being aborted; anything else is a fault.
    if (!done.aborted) throw cause;
  }
}
