/**
 * npm run bench:features: feature columns over ten years of daily bars of 500 instruments, on one thread and on all,
 * beside TA-Lib where a Python that has it is found (ALMANAC_PYTHON, python3); then one bar more for each instrument.
 * The bars are simulated. Each engine keeps no more than the columns of one instrument at a time.
 * With --kinds: what each kind of feature takes by itself, the slowest first.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import type { Bars } from '#contract/bars.ts';
import type { FeatureSpec } from '#contract/model-spec.ts';
import { computeFeatures } from '#engine/features/compute-features.ts';
import { featureKinds } from '#engine/features/feature-kinds.ts';
import { openFeatures } from '#engine/features/open-features.ts';
import { measureInTurns, median, printRows, type BenchRow, type Contestant } from './bench.ts';
import { simulateBars } from './simulate-bars.ts';

const INSTRUMENTS = 500;
const BARS = 2520;
const COLUMNS = 100;
const REPETITIONS = 3;

/** A column of each kind that needs no external series, and second ones until there are enough. */
function chooseColumns(): FeatureSpec[] {
  const kinds = featureKinds.filter(({ group }) => group !== 'external');
  let left = COLUMNS - kinds.length;
  return kinds.map(({ kind, columns }) => {
    const chosen = columns.slice(0, left > 0 ? 2 : 1);
    left -= chosen.length - 1;
    return { kind, scaler: 'none', params: {}, optional: false, columns: chosen };
  });
}

/** The features that have columns of these names, such as 'macd.line'. */
function featuresOf(names: readonly string[]): FeatureSpec[] {
  const columns = new Map<string, string[]>();
  for (const name of names) {
    const [kind, column] = name.split('.') as [string, string | undefined];
    columns.set(kind, [...(columns.get(kind) ?? []), ...(column === undefined ? [] : [column])]);
  }
  return [...columns].map(([kind, chosen]) => ({
    kind,
    scaler: 'none',
    params: {},
    optional: false,
    ...(chosen.length > 0 && { columns: chosen }),
  }));
}

interface Share {
  readonly first: number;
  readonly step: number;
  readonly specs: readonly FeatureSpec[];
}

/** Computes the columns of its share of the instruments at each message, and answers with the number of bars. */
function serveShare({ first, step, specs }: Share): void {
  const histories: Bars[] = [];
  for (let i = first; i < INSTRUMENTS; i += step) histories.push(simulateBars(i, BARS));
  parentPort!.on('message', () => {
    for (const bars of histories) computeFeatures(specs, { bars });
    parentPort!.postMessage(histories.length * BARS);
  });
  parentPort!.postMessage(0);
}

async function openAlmanac(specs: readonly FeatureSpec[], threads: number): Promise<Contestant> {
  const workers = Array.from({ length: threads }, (_, first) => {
    const share: Share = { first, step: threads, specs };
    return new Worker(import.meta.filename, { workerData: share });
  });
  const answer = (worker: Worker): Promise<number> =>
    new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.once('message', (bars: number) => {
        worker.off('error', reject);
        resolve(bars);
      });
    });
  await Promise.all(workers.map(answer));
  return {
    engine: `Almanac, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    async run() {
      const answers = workers.map(answer);
      for (const worker of workers) worker.postMessage(null);
      return (await Promise.all(answers)).reduce((sum, bars) => sum + bars, 0);
    },
    close() {
      for (const worker of workers) void worker.terminate();
    },
  };
}

interface TaLib extends Contestant {
  /** Last values, by column, of the first instrument. */
  readonly last: Readonly<Record<string, number>>;
}

/** TA-Lib in processes of its own, which wait while the others have their turn; null where there is none. */
async function openTaLib(file: string, processes: number): Promise<TaLib | null> {
  const script = join(import.meta.dirname, 'talib-features.py');
  for (const python of [process.env['ALMANAC_PYTHON'], 'python3', '/usr/bin/python3']) {
    if (python === undefined) continue;
    const started = Array.from({ length: processes }, (_, first) =>
      startPython(python, [script, file, INSTRUMENTS, BARS, first, processes].map(String)),
    );
    const ready = await Promise.all(started.map(({ lines }) => lines.next()));
    if (ready.some(({ done }) => done)) continue;
    const greeting = v.object({ version: v.string(), last: v.record(v.string(), v.number()) });
    const { version, last } = v.parse(greeting, JSON.parse(String(ready[0]!.value)));
    return {
      engine: `TA-Lib ${version}, ${processes} ${processes === 1 ? 'process' : 'processes'}`,
      last,
      async run() {
        for (const { child } of started) child.stdin.write('\n');
        const done = await Promise.all(started.map(({ lines }) => lines.next()));
        if (done.some((line) => line.done)) throw new Error('TA-Lib ended in the middle of the bench');
        return done.reduce((sum, line) => sum + Number(line.value), 0);
      },
      close() {
        for (const { child } of started) child.stdin.end();
      },
    };
  }
  return null;
}

function startPython(
  python: string,
  args: readonly string[],
): { child: ChildProcessWithoutNullStreams; lines: AsyncIterator<string> } {
  const child = spawn(python, args);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stderr.resume();
  child.on('error', () => {
    // No such python: its output ends at once, and the next one is tried.
  });
  return { child, lines };
}

/** Bars for TA-Lib: instrument after instrument, open, high, low, close, volume. */
function writeBars(file: string): void {
  const numbers = new Float64Array(INSTRUMENTS * 5 * BARS);
  for (let i = 0; i < INSTRUMENTS; i++) {
    const { open, high, low, close, volume } = simulateBars(i, BARS);
    [open, high, low, close, volume].forEach((column, c) => {
      numbers.set(column, (i * 5 + c) * BARS);
    });
  }
  writeFileSync(file, numbers);
}

/** Stops the bench where the two do not compute the same. */
function expectSame(specs: readonly FeatureSpec[], last: TaLib['last']): void {
  const { names, columns } = computeFeatures(specs, { bars: simulateBars(0, BARS) });
  names.forEach((name, c) => {
    const [ours, theirs] = [columns[c]!.at(-1)!, last[name]!];
    if (Math.abs(ours - theirs) <= 1e-6 * Math.max(1, Math.abs(theirs))) return;
    throw new Error(`${name} is ${ours}, and ${theirs} by TA-Lib.`);
  });
}

/** Streams of all instruments, past the longest warm-up; each turn feeds them the next bar. */
function openLive(specs: readonly FeatureSpec[]): Contestant {
  const streams = Array.from({ length: INSTRUMENTS }, (_, i) => ({
    bars: simulateBars(i, BARS),
    rows: openFeatures(specs),
  }));
  let t = 0;
  const feed = (): void => {
    for (const { bars, rows } of streams) {
      rows.push({
        time: bars.time[t]!,
        open: bars.open[t]!,
        high: bars.high[t]!,
        low: bars.low[t]!,
        close: bars.close[t]!,
        volume: bars.volume[t]!,
        series: {},
      });
    }
    t++;
  };
  const { warmupBars } = streams[0]!.rows;
  while (t < warmupBars) feed();
  return {
    engine: 'Almanac, 1 thread',
    run() {
      feed();
      return Promise.resolve(INSTRUMENTS);
    },
    close() {
      streams.length = 0;
    },
  };
}

async function measure(): Promise<void> {
  const threads = [...new Set([1, availableParallelism()])];
  const specs = chooseColumns();
  const rows: BenchRow[] = [];
  const notes: string[] = [];
  const label = (columns: number): string =>
    `${columns} columns × ${INSTRUMENTS} instruments × ${BARS.toLocaleString('en-US')} days`;

  const all = [];
  for (const count of threads) all.push(await openAlmanac(specs, count));
  rows.push(...(await measureInTurns(label(COLUMNS), 'bars/s', all, REPETITIONS)));

  const folder = mkdtempSync(join(tmpdir(), 'almanac-bench-'));
  try {
    const file = join(folder, 'bars');
    writeBars(file);
    const rivals: TaLib[] = [];
    for (const count of threads) {
      const rival = await openTaLib(file, count);
      if (rival) rivals.push(rival);
    }
    if (rivals.length > 0) {
      const { last } = rivals[0]!;
      const shared = featuresOf(Object.keys(last));
      expectSame(shared, last);
      const contestants: Contestant[] = [...rivals];
      for (const count of threads) contestants.push(await openAlmanac(shared, count));
      const workload = label(Object.keys(last).length);
      rows.push(...(await measureInTurns(workload, 'bars/s', contestants, REPETITIONS)));
    } else {
      notes.push('TA-Lib was not measured: no Python with TA-Lib was found; ALMANAC_PYTHON can name one.');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const { workload, engine, value } of rows) {
    notes.push(`${workload}, ${engine}: ${((INSTRUMENTS * BARS) / value).toFixed(2)} s`);
  }

  const live = `1 bar more, ${COLUMNS} columns × ${INSTRUMENTS} instruments`;
  const [update] = await measureInTurns(live, 'bars/s', [openLive(specs)], 20 * REPETITIONS);
  rows.push(update!);
  notes.push(`${live}: ${((INSTRUMENTS * 1000) / update!.value).toFixed(1)} ms. TA-Lib keeps nothing from bar to bar.`);
  printRows(rows, notes);
}

/** Nanoseconds a bar of each kind of feature with all of its columns; the reading of the bars, about 15, counts too. */
function measureKinds(): void {
  const histories = Array.from({ length: 20 }, (_, i) => simulateBars(i, BARS));
  const specs = featureKinds
    .filter(({ group }) => group !== 'external')
    .map(({ kind }): FeatureSpec => ({ kind, scaler: 'none', params: {}, optional: false }));
  const times = specs.map((): number[] => []);
  // All kinds in each turn: alone in the process, one would run faster than it does beside the others. The first two
  // turns compile them.
  for (let turn = -2; turn < 2 * REPETITIONS + 1; turn++) {
    for (const [i, spec] of specs.entries()) {
      const startedAt = performance.now();
      for (const bars of histories) computeFeatures([spec], { bars });
      const nanoseconds = (performance.now() - startedAt) * 1e6;
      if (turn >= 0) times[i]!.push(nanoseconds / (histories.length * BARS));
    }
  }
  const rows = specs.map(({ kind }, i) => ({ kind, nanoseconds: median(times[i]!) }));
  rows.sort((a, b) => b.nanoseconds - a.nanoseconds);
  const total = rows.reduce((sum, { nanoseconds }) => sum + nanoseconds, 0);
  const lines = [...rows, { kind: 'together', nanoseconds: total }].map(
    ({ kind, nanoseconds }) => `${kind.padEnd(34)}${nanoseconds.toFixed(0).padStart(6)} ns/bar\n`,
  );
  process.stdout.write(lines.join(''));
}

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, kinds: { type: 'boolean' } } });
if (!isMainThread) serveShare(workerData as Share);
else if (options.kinds) measureKinds();
else await measure();
