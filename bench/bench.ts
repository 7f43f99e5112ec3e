import { parseArgs } from 'node:util';

/** One measured number. `ratio` is how many times better it is than the slowest engine of its workload. */
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
  run(): Promise<number>;
  close(): void;
}

/**
 * Measures contestants in turns, so that whatever else the machine does slows all of them alike. Returns the
 * median rate of each, in units per second.
 */
export async function measureInTurns(
  workload: string,
  unit: string,
  contestants: readonly Contestant[],
  repetitions: number,
): Promise<BenchRow[]> {
  const rates = contestants.map((): number[] => []);
  // The first turn warms caches, compiled code and packed weights, and does not count.
  for (let repetition = 0; repetition <= repetitions; repetition++) {
    for (const [i, contestant] of contestants.entries()) {
      const startedAt = performance.now();
      const done = await contestant.run();
      if (repetition > 0) rates[i]!.push((done * 1000) / (performance.now() - startedAt));
    }
  }
  for (const contestant of contestants) contestant.close();
  const medians = rates.map(median);
  const slowest = Math.min(...medians);
  return contestants.map(({ engine }, i) => ({
    workload,
    engine,
    value: medians[i]!,
    unit,
    ratio: medians[i]! / slowest,
  }));
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Prints a table for people, or with --json the rows for machines. */
export function printRows(rows: readonly BenchRow[], notes: readonly string[] = []): void {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  if (values.json) {
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const cells = rows.map((row) => [
    row.workload,
    row.engine,
    `${row.value.toFixed(row.value < 100 ? 1 : 0)} ${row.unit}`,
    `${row.ratio.toFixed(1)} ×`,
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
