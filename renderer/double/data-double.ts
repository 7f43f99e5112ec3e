import type {
  FoundFinding,
  InstrumentSummary,
  QualityReport,
  RemovedInstrument,
  SeriesSummary,
  SnapshotSummary,
} from '#contract/api/market-data.ts';
import { encodeColumns } from '#contract/columns.ts';
import { AppError } from '#contract/errors.ts';
import type { Answers } from './answers.ts';
import { createRandom, drawNormal, type InventedInstrument } from './invent-market.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 28, 8);

/** What the workspace holds, in memory: what the view removes, repairs, accepts and reverts, it sees. */
export function createDataDouble(
  market: readonly InventedInstrument[],
  summarise: (instrument: InventedInstrument) => InstrumentSummary,
): {
  readonly answers: NonNullable<Answers['marketData']>;
  readonly readSeries: (query: URLSearchParams) => Uint8Array;
} {
  let findings: FoundFinding[] = market.slice(0, 12).flatMap((instrument, i) => inventFindings(instrument, i));
  const removed: RemovedInstrument[] = [];
  const snapshots = new Map<string, SnapshotSummary[]>();
  const isThere = ({ symbol }: { readonly symbol: string }): boolean => !removed.some((each) => each.symbol === symbol);

  const summaryOf = (instrument: InventedInstrument): InstrumentSummary => {
    const mine = findings.filter(({ symbol, isAcknowledged }) => symbol === instrument.symbol && !isAcknowledged);
    const count = (severity: string): number => mine.filter((each) => each.severity === severity).length;
    const quality = { red: count('red'), amber: count('amber'), info: count('info') };
    return { ...summarise(instrument), quality, series: instrument.symbol === market[0]?.symbol ? ['sentiment'] : [] };
  };
  const find = (symbol: string): InventedInstrument => {
    const found = market.find((each) => each.symbol === symbol && isThere(each));
    if (!found) {
      throw new AppError('data/unknown-instrument', `The workspace has no instrument ${symbol}.`, 'Import it.');
    }
    return found;
  };
  const statesOf = (symbol: string): SnapshotSummary[] => {
    const known = snapshots.get(symbol) ?? inventSnapshots(find(symbol));
    snapshots.set(symbol, known);
    return known;
  };
  const report = (symbol: string): Promise<QualityReport> =>
    Promise.resolve({
      summary: summaryOf(find(symbol)),
      findings: findings.filter((each) => each.symbol === symbol),
      snapshots: statesOf(symbol),
    });
  const addState = (symbol: string, state: Partial<SnapshotSummary>): void => {
    const states = statesOf(symbol);
    snapshots.set(symbol, [
      { ...states[0]!, changes: null, id: states.length + 1, createdAt: NOW, ...state },
      ...states,
    ]);
  };

  return {
    answers: {
      instruments: () => Promise.resolve(market.filter(isThere).map(summaryOf)),
      removed: () => Promise.resolve(removed),
      remove: ({ symbol }) => {
        const { currency, simulated } = find(symbol);
        const gone = { symbol, currency, simulated, removedAt: NOW };
        removed.unshift(gone);
        return Promise.resolve(gone);
      },
      bringBack: ({ symbol }) => {
        const [back] = removed.splice(
          removed.findIndex((each) => each.symbol === symbol),
          1,
        );
        return Promise.resolve(back!);
      },
      findings: () => Promise.resolve(findings.filter(isThere)),
      quality: ({ symbol }) => report(symbol),
      acknowledge: ({ symbol, checks }) => {
        findings = findings.map((each) =>
          each.symbol === symbol && (checks?.includes(each.check) ?? true) ? { ...each, isAcknowledged: true } : each,
        );
        return report(symbol);
      },
      repair: ({ symbol }) => {
        findings = findings.map((each) =>
          each.symbol === symbol && each.repairable
            ? { ...each, severity: 'info', action: 'repaired', repairable: false }
            : each,
        );
        addState(symbol, { repairs: ['Three prices were divided by 100.'] });
        return report(symbol);
      },
      revert: ({ symbol, snapshot }) => {
        const wanted = statesOf(symbol).find(({ id }) => id === snapshot);
        if (wanted) addState(symbol, { bars: wanted.bars, repairs: wanted.repairs, source: wanted.source });
        return report(symbol);
      },
      series: () => Promise.resolve(market.length === 0 ? [] : inventSeries(market[0]!.symbol)),
      importSeries: ({ paths, name }) =>
        Promise.resolve({
          outcomes: paths.map((path) => ({
            status: 'added',
            path,
            summary: { ...inventSeries('ALPH')[0]!, name: name ?? 'vix' },
            refusedRows: [],
            refusedCount: 0,
            changes: null,
          })),
        }),
    },
    readSeries(query) {
      const name = query.get('name') ?? '';
      const random = createRandom(name.length);
      const count = 1200;
      const time = Float64Array.from({ length: count }, (_, i) => NOW - (count - i) * DAY);
      let level = 18;
      const value = time.map(() => (level = Math.max(9, level + 0.6 * drawNormal(random) + 0.03 * (18 - level))));
      const meta = { name, symbol: query.get('symbol'), points: count };
      return encodeColumns(meta, [
        ['time', time],
        ['availableAt', time.map((at) => at + DAY)],
        ['value', value],
      ]);
    },
  };
}

function inventFindings({ symbol, simulated, bars }: InventedInstrument, i: number): FoundFinding[] {
  const at = (place: number): number => bars.time[Math.min(place, bars.time.length - 1)]!;
  const common = { symbol, timeframe: '1d', simulated, isAcknowledged: false } as const;
  const gap: FoundFinding = {
    ...common,
    check: 'gap',
    severity: 'amber',
    count: 1,
    times: [at(60 + i)],
    rows: [62 + i],
    message: 'Nine trading days are missing.',
    action: 'kept',
    hint: 'Import a file that has them.',
    repairable: false,
  };
  if (i === 1) {
    return [
      {
        ...common,
        check: 'unit-jump',
        severity: 'red',
        count: 3,
        times: [at(70), at(71), at(90)],
        rows: [72, 73, 92],
        message: 'Three prices are about a hundred times those around them: pence among pounds.',
        action: 'kept',
        hint: 'Repair divides them by 100.',
        repairable: true,
      },
      gap,
    ];
  }
  if (i === 3) {
    return [
      {
        ...common,
        check: 'identity-break',
        severity: 'red',
        count: 1,
        times: [at(80)],
        rows: [82],
        message: 'From one day to the next the price is 41 times what it was <script>alert(1)</script>.',
        action: 'kept',
        hint: 'Import the history of the company that has the symbol now.',
        repairable: false,
      },
    ];
  }
  const assumed: FoundFinding = {
    ...common,
    check: 'adjustment-assumed',
    severity: 'info',
    count: 1,
    times: [],
    rows: [],
    message: 'The file does not say whether its prices are adjusted; that they are was assumed.',
    action: 'kept',
    hint: '',
    repairable: false,
  };
  return i % 2 === 0 ? [gap, assumed] : [assumed];
}

function inventSnapshots({ symbol, bars }: InventedInstrument): SnapshotSummary[] {
  const count = bars.time.length;
  const state = (id: number, back: number): SnapshotSummary => ({
    id,
    createdAt: NOW - back * DAY,
    source: `/home/ana/prices/${symbol}.csv`,
    format: 'yahoo',
    bars: count - back,
    from: bars.time[0]!,
    to: bars.time[count - 1 - back]!,
    changes: id === 1 ? null : { added: 7, changed: 0, removed: 0 },
    repairs: [],
  });
  return [state(3, 0), state(2, 7), state(1, 14)];
}

function inventSeries(symbol: string): SeriesSummary[] {
  const series = (name: string, more: Partial<SeriesSummary>): SeriesSummary => ({
    name,
    symbol: null,
    points: 1200,
    from: NOW - 1200 * DAY,
    to: NOW - DAY,
    lastValue: 17.42,
    frequency: 'day',
    lagMs: 0,
    revisions: 'never',
    maxAgeMs: 31 * DAY,
    source: `/home/ana/series/${name}.csv`,
    importedAt: NOW,
    note: '',
    ...more,
  });
  return [
    series('unemployment', {
      points: 240,
      from: NOW - 7300 * DAY,
      to: NOW - 210 * DAY,
      lastValue: 4.1,
      frequency: 'month',
      lagMs: 5 * DAY,
      revisions: 'later',
      maxAgeMs: 100 * DAY,
    }),
    series('vix', { note: 'Closes of the index.' }),
    series('sentiment', { symbol, lastValue: 0.12, revisions: 'unknown' }),
  ];
}
