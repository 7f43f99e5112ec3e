import type { BacktestRequest, KeptBacktest, KeptBacktestDetails } from '#contract/api/backtests.ts';
import type { BacktestResult, BacktestSummary, GridAxis, GridResult } from '#contract/backtest.ts';
import { AppError } from '#contract/errors.ts';
import type { Job } from '#contract/job.ts';
import type { Answers } from './answers.ts';
import { inventBacktest } from './invent-backtest.ts';
import type { InventedInstrument } from './invent-market.ts';

const NOW = Date.UTC(2026, 10, 28, 12);
const GRID_STEPS = 8;
const STEP_MS = 120;
/** Ids of grids; those of other jobs are below. */
const FIRST_GRID = 1001;

/** Backtests in memory, three of them run before, and their grids as jobs beside the `others` of the queue. */
export function createBacktestsDouble(
  market: readonly InventedInstrument[],
  others: NonNullable<Answers['jobs']>,
): {
  backtests: NonNullable<Answers['backtests']>;
  jobs: NonNullable<Answers['jobs']>;
} {
  let trials = 41;
  let lastId = 0;
  let kept: KeptBacktestDetails[] = [];
  const removed = new Set<number>();

  function keep(request: BacktestRequest): KeptBacktestDetails {
    const result = inventBacktest(market, request, ++trials);
    const pinned = { ...request, rule: result.rule };
    const same = kept.find((each) => JSON.stringify(each.request) === JSON.stringify(pinned));
    const { strategy: curve } = result.equity;
    const long: ReadonlySet<string> = new Set(['equity', 'months', 'trades']);
    const rest = Object.fromEntries(Object.entries(result).filter(([name]) => !long.has(name)));
    const sparkline = Array.from({ length: 60 }, (_, i) => curve[Math.round((i * (curve.length - 1)) / 59)]!);
    const made: KeptBacktestDetails = {
      id: same?.id ?? ++lastId,
      name: same?.name ?? null,
      ranAt: NOW + lastId * 60_000,
      summary: { ...(rest as Omit<BacktestSummary, 'sparkline'>), sparkline },
      hasCurves: true,
      request: pinned,
      result,
    };
    kept = [made, ...kept.filter((each) => each !== same)];
    return made;
  }
  const find = (id: number): KeptBacktestDetails => {
    const found = kept.find((each) => each.id === id);
    if (!found)
      throw new AppError('backtest/unknown', `There is no backtest ${id}.`, 'Look for it among those that are kept.');
    return found;
  };
  const shorten = ({ id, name, ranAt, summary, hasCurves }: KeptBacktestDetails): KeptBacktest => ({
    id,
    name,
    ranAt,
    summary,
    hasCurves,
  });
  const change = (id: number, turn: (one: KeptBacktestDetails) => KeptBacktestDetails): KeptBacktestDetails => {
    const changed = turn(find(id));
    kept = kept.map((each) => (each.id === id ? changed : each));
    return changed;
  };

  if (market.length > 2) {
    const [a, b] = [market[0]!.symbol, market[1]!.symbol];
    keep({ rule: { kind: 'ma-crossover', fastBars: 20, slowBars: 100 }, symbols: [a] });
    keep({ rule: { kind: 'buy-and-hold' }, symbols: [a] });
    keep({ rule: { kind: 'ma-crossover', fastBars: 5, slowBars: 30 }, symbols: [b], costs: { feeBasisPoints: 20 } });
    change(1, (one) => ({ ...one, name: 'Slow trend <b>on</b> ALPH' }));
    change(2, (one) => ({ ...one, hasCurves: false, result: null }));
  }

  // Jobs: only grids.
  const jobs: (Job & { input: BacktestRequest & { axes: GridAxis[] } })[] = [];
  const outputs = new Map<number, GridResult>();
  const watchers = new Set<() => void>();
  const tell = (id: number, news: Partial<Job>): void => {
    const place = jobs.findIndex((job) => job.id === id);
    jobs[place] = { ...jobs[place]!, ...news };
    for (const wake of watchers) wake();
  };
  function work(id: number, done: number): void {
    const job = jobs.find((each) => each.id === id)!;
    if (job.status === 'cancelled') return;
    if (done === GRID_STEPS) {
      const grid = inventGrid(market, job.input, (trials += 1));
      trials += grid.trials;
      outputs.set(id, grid);
      tell(id, {
        status: 'done',
        progress: null,
        result: { kind: 'backtest-grid', cells: grid.cells.sharpe.length },
        endedAt: NOW,
      });
      return;
    }
    const etaSeconds = ((GRID_STEPS - done) * STEP_MS) / 1000;
    tell(id, {
      status: 'running',
      progress: { phase: 'trying parameters', detail: '', done, total: GRID_STEPS, etaSeconds },
    });
    setTimeout(() => {
      work(id, done + 1);
    }, STEP_MS);
  }
  const findJob = (id: number) => {
    const found = jobs.find((job) => job.id === id);
    if (!found) throw new AppError('job/unknown', `There is no job ${id}.`, 'See the list of jobs.');
    return found;
  };

  return {
    backtests: {
      run: async (input) => {
        const request = Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'curvePoints'));
        const { id, result } = keep(request as unknown as BacktestRequest);
        return Promise.resolve({ ...(result as BacktestResult), id });
      },
      list: () => Promise.resolve({ backtests: kept.filter(({ id }) => !removed.has(id)).map(shorten), trials }),
      get: async ({ id }) => Promise.resolve(find(id)),
      save: async ({ id, name }) => Promise.resolve(shorten(change(id, (one) => ({ ...one, name: name.trim() })))),
      remove: ({ id }) => {
        removed.add(id);
        return Promise.resolve(shorten(find(id)));
      },
      bringBack: ({ id }) => {
        removed.delete(id);
        return Promise.resolve(shorten(find(id)));
      },
    },
    jobs: {
      ...others,
      enqueue: (request) => {
        if (request.kind !== 'backtest-grid') return others.enqueue!(request);
        const input = request.input as BacktestRequest & { axes: GridAxis[] };
        const id = FIRST_GRID + jobs.length;
        jobs.unshift({
          ...{
            id,
            kind: 'backtest-grid',
            subject: input.rule.kind,
            symbols: input.symbols ?? [],
            status: 'queued',
            input,
          },
          ...{ progress: null, epoch: null, runId: null, result: null, error: null },
          ...{ createdAt: NOW, startedAt: NOW, endedAt: null },
        });
        work(id, 0);
        return Promise.resolve(findJob(id));
      },
      get: async (input) =>
        input.id < FIRST_GRID && others.get ? others.get(input) : Promise.resolve(findJob(input.id)),
      output: async ({ id }) => Promise.resolve({ kind: 'backtest-grid', result: outputs.get(findJob(id).id)! }),
      cancel: (input) => {
        if (input.id < FIRST_GRID) return others.cancel!(input);
        tell(input.id, { status: 'cancelled', endedAt: NOW });
        return Promise.resolve(findJob(input.id));
      },
      watch: async (input) => {
        let elsewhere: readonly Job[] = [];
        void follow(await others.watch!(input), (told) => {
          elsewhere = told;
          for (const wake of watchers) wake();
        });
        async function* watch(): AsyncGenerator<Job[], void, void> {
          for (;;) {
            const changed = new Promise<void>((resolve) => watchers.add(resolve));
            yield [...jobs, ...elsewhere];
            await changed;
          }
        }
        return watch();
      },
    },
  };
}

async function follow(events: AsyncGenerator<Job[], unknown, void>, take: (jobs: Job[]) => void): Promise<void> {
  for await (const jobs of events) take(jobs);
}

function inventGrid(
  market: readonly InventedInstrument[],
  { axes, ...request }: BacktestRequest & { axes: GridAxis[] },
  trials: number,
): GridResult {
  let combinations: Record<string, number>[] = [{}];
  for (const { parameter, values } of axes)
    combinations = combinations.flatMap((cell) => values.map((value) => ({ ...cell, [parameter]: value })));
  const results = combinations.map((parameters) => {
    try {
      return inventBacktest(
        market,
        { ...request, rule: { ...request.rule, ...parameters } },
        trials + combinations.length,
      );
    } catch {
      // Parameters that do not go together.
      return null;
    }
  });
  const sharpe = results.map((result) => result?.strategy.sharpe ?? null);
  const best = sharpe.reduce<number>(
    (place, value, i) => ((value ?? -Infinity) > (sharpe[place] ?? -Infinity) ? i : place),
    0,
  );
  const result = results[best];
  if (!result)
    throw new AppError(
      'backtest/no-cells',
      'No combination of the axes makes a rule.',
      'Choose values that go together.',
    );
  return {
    axes,
    cells: {
      sharpe,
      totalReturn: results.map((each) => each?.strategy.totalReturn ?? null),
      maxDrawdown: results.map((each) => each?.strategy.maxDrawdown ?? null),
      trades: results.map((each) => each?.strategy.trades ?? null),
    },
    trials: results.filter((each) => each !== null).length,
    best,
    overfitting: { probability: 0.43, lossProbability: 0.31, blocks: 10, combinations: 252 },
    result,
  };
}
