import { eventIterator, oc, type } from '@orpc/contract';
import { implement } from '@orpc/server';
import * as v from 'valibot';
import { AppError, CancelledError } from '#contract/errors.ts';

/** A small contract with one verb for each thing that a wire has to carry. */
export const probeContract = {
  probe: {
    echo: oc.input(v.unknown()).output(type<unknown>()),
    refuse: oc.output(type<never>()),
    break: oc.output(type<never>()),
    needsNumber: oc.input(v.strictObject({ n: v.number() })).output(type<number>()),
    count: oc
      .input(
        v.strictObject({ to: v.number(), thenRefuse: v.optional(v.boolean()), thenBreak: v.optional(v.boolean()) }),
      )
      .output(eventIterator(type<number>(), type<string>())),
    /** Gives one event and then works until it is told to stop. */
    work: oc.output(eventIterator(type<string>(), type<string>())),
    /** The same, and answers only when it is told to stop. */
    hang: oc.output(type<string>()),
    /** Counts how often it is asked. */
    change: oc.output(type<number>()),
    read: oc.output(type<number>()),
    watch: oc.output(eventIterator(type<number>(), type<string>())),
  },
};

/** What the router did. */
export interface ProbeRecord {
  /** Works and hangs that have begun and not been stopped. */
  working: number;
  changes: number;
  reads: number;
  watches: number;
  /** Resolves what change() and read() wait for. */
  answer: () => void;
}

/** The contract carried out, with a record of what was done. */
export function createProbe(): { readonly router: ReturnType<typeof makeRouter>; readonly record: ProbeRecord } {
  const record: ProbeRecord = { working: 0, changes: 0, reads: 0, watches: 0, answer: () => undefined };
  return { router: makeRouter(record), record };
}

function makeRouter(record: ProbeRecord) {
  const { probe } = implement(probeContract);
  const whenAnswered = (): Promise<void> =>
    new Promise((resolve) => {
      record.answer = resolve;
    });
  const whenAborted = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) resolve();
      signal?.addEventListener('abort', () => {
        resolve();
      });
    });
  return {
    probe: {
      echo: probe.echo.handler(({ input }) => input),
      refuse: probe.refuse.handler(() => {
        throw new AppError('probe/refused', 'Five was expected; found “źdźbło”.', 'Say five.', {
          cause: new Error('secret cause'),
        });
      }),
      break: probe.break.handler(() => {
        throw new TypeError('secret /home/someone/workspace');
      }),
      needsNumber: probe.needsNumber.handler(({ input }) => input.n),
      count: probe.count.handler(async function* ({ input }) {
        for (let n = 1; n <= input.to; n += 1) {
          if (n % 100 === 0) await Promise.resolve();
          yield n;
        }
        if (input.thenRefuse) throw new AppError('probe/refused', 'No more.', 'Stop.');
        if (input.thenBreak) throw new TypeError('secret');
        return 'done';
      }),
      work: probe.work.handler(async function* ({ signal }) {
        record.working += 1;
        try {
          yield 'begun';
          await whenAborted(signal);
          throw new CancelledError('The work', 'It goes on where it stopped.');
        } finally {
          record.working -= 1;
        }
      }),
      hang: probe.hang.handler(async ({ signal }) => {
        record.working += 1;
        await whenAborted(signal);
        record.working -= 1;
        return 'stopped';
      }),
      change: probe.change.handler(async () => {
        record.changes += 1;
        await whenAnswered();
        return record.changes;
      }),
      read: probe.read.handler(async () => {
        record.reads += 1;
        await whenAnswered();
        return record.reads;
      }),
      watch: probe.watch.handler(async function* () {
        record.watches += 1;
        yield record.watches;
        await whenAnswered();
        return 'over';
      }),
    },
  };
}
