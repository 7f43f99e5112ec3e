import type { ImportOutcome, ImportReport, PreviewOutcome } from '#contract/api/market-data.ts';
import type { Progress } from '#contract/progress.ts';
import type { QualityFinding } from '#contract/quality.ts';
import type { Answers } from './answers.ts';
import { inventBars } from './invent-market.ts';

const jump: QualityFinding = {
  check: 'unit-jump',
  severity: 'red',
  count: 3,
  times: [Date.UTC(2025, 4, 2)],
  rows: [412, 413, 414],
  message: 'Three prices are about a hundred times those around them: pence among pounds.',
  action: 'kept',
  hint: 'Repair divides them by 100.',
  repairable: true,
};
const gap: QualityFinding = {
  check: 'gap',
  severity: 'amber',
  count: 1,
  times: [Date.UTC(2024, 11, 30)],
  rows: [301],
  message: 'Nine trading days are missing between 2024-12-19 and 2025-01-03.',
  action: 'kept',
  hint: 'Import a file that has them.',
  repairable: false,
};

const bars = inventBars(5, 500);
const rows = [0, 1, 2].map((i) => ({
  row: i + 2,
  time: bars.time[i]!,
  open: bars.open[i]!,
  high: bars.high[i]!,
  low: bars.low[i]!,
  close: bars.close[i]!,
  volume: bars.volume[i]!,
}));

const facts = {
  timeframe: '1d',
  adjustment: 'derived-from-adjusted-close',
  timeZone: 'Europe/London',
  stamps: 'day',
  bars: 500,
  from: bars.time[0]!,
  to: bars.time[499]!,
  refusedRows: [{ row: 77, reason: 'the low is above the high' }],
  refusedCount: 1,
  repairs: [],
  changes: null,
  series: [],
} as const;

const read = [
  { ...facts, path: '/inbox/BARC.csv', label: 'BARC.csv', symbol: 'BARC', format: 'yahoo', findings: [jump, gap] },
  {
    ...facts,
    path: '/inbox/SHEL.csv',
    label: 'SHEL.csv',
    symbol: 'SHEL',
    format: 'stooq',
    refusedRows: [],
    refusedCount: 0,
    findings: [],
  },
];
const refused: ImportOutcome & PreviewOutcome = {
  status: 'refused',
  path: '/inbox/notes.csv',
  label: 'notes.csv <script>alert(1)</script>',
  code: 'import/no-header',
  message: 'Expected a table with a date and prices; the first lines have neither.',
  hint: 'Name the columns, or leave the file out.',
};

/** What an import of any files says: one history with findings, one without, and one file that is none. */
export function createImportDouble(): NonNullable<Answers['marketData']> {
  return {
    preview: () =>
      Promise.resolve({
        outcomes: [
          ...read.map((each): PreviewOutcome => ({
            ...each,
            status: 'would-add',
            currency: 'GBP',
            assumed: { timeZone: each.symbol === 'BARC', stamps: false },
            firstRows: rows,
            lastRows: [],
          })),
          refused,
        ],
        more: 0,
      }),
    paste: ({ symbol }) => Promise.resolve({ path: `/pasted/${symbol}.csv` }),
    import: () => Promise.resolve(importAll()),
  };
}

async function* importAll(): AsyncGenerator<Progress, ImportReport, void> {
  yield await Promise.resolve({ phase: 'importing', done: 1, total: 2, etaSeconds: 1, detail: 'BARC.csv' });
  return { outcomes: [...read.map((each): ImportOutcome => ({ ...each, status: 'added' })), refused] };
}
