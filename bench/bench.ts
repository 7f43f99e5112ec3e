import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

/**
 * One measured number. `ratio` is how many times better it is than the slowest engine of its workload. Where an engine
 * could not do the work, both are NaN (null in JSON) and `unit` says why.
 */
export interface BenchRow {
  readonly workload: string;
  readonly engine: string;
  readonly value: number;
  readonly unit: string;
  readonly ratio: number;
}

/** One way of doing the work; `run` does it once and returns how much was done in the unit of the bench. */
export interface Contestant {
  readonly engine: string;
  /** Repetitions that one takes part in whose turns last long; all of them where it is missing. */
  readonly repetitions?: number;
  run(): Promise<number>;
  close(): void;
}

/** Contestants that do the same work. */
export interface Workload {
  readonly name: string;
  readonly unit: string;
  readonly contestants: readonly Contestant[];
}

/**
 * Measures contestants in turns, so that whatever else the machine does slows all of them alike. Returns the
 * median rate of each, in units per second.
 */
export function measureInTurns(
  workload: string,
  unit: string,
  contestants: readonly Contestant[],
  repetitions: number,
): Promise<BenchRow[]> {
  return measureTogether([{ name: workload, unit, contestants }], repetitions);
}

/**
 * As measureInTurns, of several workloads whose numbers are set against each other: all of them in every repetition.
 * `pause` comes after each repetition, while every engine waits.
 */
export async function measureTogether(
  workloads: readonly Workload[],
  repetitions: number,
  pause?: () => Promise<void>,
): Promise<BenchRow[]> {
  const measured = workloads.map((workload) => ({
    ...workload,
    contestants: workload.contestants.map((contestant) => ({ contestant, rates: [] as number[] })),
  }));
  const all = measured.flatMap(({ contestants }) => contestants);
  // The first turn warms caches, compiled code and packed weights, and does not count.
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    for (const { contestant, rates } of all) {
      if (repetition > (contestant.repetitions ?? repetitions)) continue;
      const startedAt = performance.now();
      const done = await contestant.run();
      if (repetition > 0) rates.push((done * 1000) / (performance.now() - startedAt));
    }
    await pause?.();
  }
  for (const { contestant } of all) contestant.close();
  return measured.flatMap(({ name, unit, contestants }) => {
    const medians = contestants.map(({ rates }) => median(rates));
    const slowest = Math.min(...medians);
    return contestants.map(({ contestant: { engine } }, i) => {
      const value = medians[i]!;
      return { workload: name, engine, value, unit, ratio: value / slowest };
    });
  });
}

/** A Python script of this folder that waits for a line and answers it with a line. */
export interface PythonScript {
  readonly python: string;
  /** The line that it printed when it was ready. */
  readonly greeting: string;
  readonly ask: (line: string) => Promise<string>;
  readonly close: () => void;
}

/** Where a Python may be that has the libraries which the benches compare with; ALMANAC_PYTHON comes first. */
export function listPythons(): string[] {
  const named = process.env['ALMANAC_PYTHON'];
  return [...(named ? [named] : []), 'python3', '/usr/bin/python3'];
}

/**
 * Starts a script that says nothing and ends well where a library is missing; null then, and where there is no such
 * Python. Throws what the script prints of any other failure.
 */
export async function startPython(
  python: string,
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<PythonScript | null> {
  const child = spawn(python, [join(import.meta.dirname, script), ...args], { env: { ...process.env, ...env } });
  let complaint = '';
  child.stderr.on('data', (text) => (complaint += String(text)));
  const ended = new Promise<number | null>((resolve) => {
    child.on('error', () => {
      resolve(0);
    });
    child.on('close', resolve);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string | null> => {
    const line = await lines.next();
    if (!line.done) return line.value;
    const code = await ended;
    // 127: a stand-in for a Python that is not installed, such as pyenv's.
    if (code === 0 || code === 127) return null;
    throw new Error(`${python} ${script} ended with ${code}:\n${complaint}`);
  };
  const greeting = await next();
  if (greeting === null) return null;
  return {
    python,
    greeting,
    ask: async (line) => {
      child.stdin.write(`${line}\n`);
      const answer = await next();
      if (answer === null) throw new Error(`${python} ${script} ended in the middle of the bench`);
      return answer;
    },
    close: () => {
      child.stdin.end();
    },
  };
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Prints a table for people, or with --json the rows for machines; a bench with options of its own reads that one too. */
export function printRows(rows: readonly BenchRow[], notes: readonly string[] = [], json = readJsonOption()): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const cells = rows.map((row) => [
    row.workload,
    row.engine,
    Number.isNaN(row.value) ? row.unit : `${row.value.toFixed(row.value < 100 ? 1 : 0)} ${row.unit}`,
    Number.isNaN(row.ratio) ? '' : `${row.ratio.toFixed(1)} ×`,
  ]);
  const header = ['workload', 'engine', 'rate', 'ratio'];
  const widths = header.map((title, c) => Math.max(title.length, ...cells.map((row) => row[c]!.length)));
  for (const row of [header, ...cells]) {
    process.stdout.write(
      `${row.map((cell, c) => (c < 2 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join('  ')}\n`,
    );
  }
  for (const note of notes) process.stdout.write(`${note}\n`);
}

function readJsonOption(): boolean {
  return parseArgs({ options: { json: { type: 'boolean', default: false } } }).values.json;
}
