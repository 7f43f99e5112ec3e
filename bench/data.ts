/**
 * npm run bench:data: importing a million one-minute rows from several formats into a workspace, beside DuckDB's CSV
 * reader writing a table; then the store itself, and the size on disk. Each turn is a process of its own, so that
 * peak memory belongs to one engine and nothing is warm; engines take turns. The rows are simulated.
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { bootEngine } from '#engine/boot.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { addSnapshot, findCurrentSnapshot, readSnapshot, type RawBars } from '#engine/store/bars.ts';
import { findInstrument } from '#engine/store/instruments.ts';
import { openStore } from '#engine/store/open-store.ts';
import { median } from './bench.ts';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    repetitions: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    turn: { type: 'string' },
    file: { type: 'string' },
    folder: { type: 'string' },
  },
});
const ROWS = Number(options.rows);

interface Turn {
  readonly seconds: number;
  /** Largest resident set of the process, MB. */
  readonly peakMegabytes: number;
}

/** What one turn does, in a process of its own; returns the seconds it took, without the start of the process. */
const turns: Readonly<Record<string, (file: string, folder: string) => Promise<number>>> = {
  async almanac(file, folder) {
    const startedAt = performance.now();
    const engine = bootEngine({ workspaceFolder: folder });
    const events = await engine.client.marketData.import({ paths: [file], timeZone: 'UTC' });
    let report;
    for (;;) {
      const step = await events.next();
      if (!step.done) continue;
      report = step.value;
      break;
    }
    const [outcome] = report.outcomes;
    if (outcome?.status !== 'added' || outcome.bars !== ROWS) throw new Error(JSON.stringify(report).slice(0, 500));
    engine.close();
    return (performance.now() - startedAt) / 1000;
  },

  async duckdb(file, folder) {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    mkdirSync(folder, { recursive: true });
    const startedAt = performance.now();
    const instance = await DuckDBInstance.create(join(folder, 'bench.duckdb'));
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE bars AS SELECT * FROM read_csv('${file}')`);
    await connection.run('CHECKPOINT');
    const reader = await connection.runAndReadAll('SELECT count(*) FROM bars');
    if (Number(reader.getRows()[0]?.[0]) !== ROWS) throw new Error('DuckDB read another number of rows.');
    connection.closeSync();
    instance.closeSync();
    return (performance.now() - startedAt) / 1000;
  },

  /** Reads the million bars that an import has stored. */
  async read(_file, folder) {
    const store = openStore(folder);
    const startedAt = performance.now();
    readCurrent(store.database);
    const seconds = (performance.now() - startedAt) / 1000;
    store.close();
    return Promise.resolve(seconds);
  },

  /** Writes them as a new snapshot with 390 bars more: a day's update. */
  async append(_file, folder) {
    const store = openStore(folder);
    const { snapshot, history } = readCurrent(store.database);
    const bars = extend(history.bars, 390);
    const startedAt = performance.now();
    addSnapshot(store.database, { ...snapshot, bars, actions: history.actions, createdAt: snapshot.createdAt + 1 });
    const seconds = (performance.now() - startedAt) / 1000;
    store.close();
    return Promise.resolve(seconds);
  },
};

function readCurrent(database: ReturnType<typeof openStore>['database']) {
  const instrument = findInstrument(database, 'BENCH');
  const snapshot = instrument && findCurrentSnapshot(database, instrument.id, '1m');
  if (!snapshot) throw new Error('There is nothing to read.');
  return { snapshot, history: readSnapshot(database, snapshot) };
}

function extend(bars: RawBars, count: number): RawBars {
  const longer = (name: keyof RawBars): Float64Array => {
    const column = new Float64Array(bars[name].length + count);
    column.set(bars[name]);
    column.fill(bars[name].at(-1)!, bars[name].length);
    if (name === 'time')
      for (let i = 0; i < count; i++) column[bars.time.length + i] = bars.time.at(-1)! + 60_000 * (i + 1);
    return column;
  };
  return {
    time: longer('time'),
    open: longer('open'),
    high: longer('high'),
    low: longer('low'),
    close: longer('close'),
    volume: longer('volume'),
    priceFactor: longer('priceFactor'),
    volumeFactor: longer('volumeFactor'),
  };
}

interface Bar {
  readonly time: number;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
  readonly volume: number;
}

/** Sessions of 390 minutes on weekdays, prices in cents, a seeded random walk. */
function* simulateMinutes(): Generator<Bar> {
  const random = createRandom(1);
  let price = 100;
  let day = Date.UTC(2012, 0, 2, 14, 30);
  for (let made = 0; made < ROWS; day += 86_400_000) {
    const weekday = new Date(day).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    for (let minute = 0; minute < 390 && made < ROWS; minute++, made++) {
      const open = price;
      price = Math.max(1, price * (1 + random.normal() * 0.0005));
      yield {
        time: day + minute * 60_000,
        open: open.toFixed(2),
        high: (Math.max(open, price) * (1 + random.uniform() * 0.0004)).toFixed(2),
        low: (Math.min(open, price) * (1 - random.uniform() * 0.0004)).toFixed(2),
        close: price.toFixed(2),
        volume: 100 + random.integer(20_000),
      };
    }
  }
}

const printed = (time: number): string => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

/** How each format prints a bar. */
const formats: Readonly<Record<string, { file: string; head: string; row: (bar: Bar) => string; tail: string }>> = {
  'CSV, gzip': {
    file: 'BENCH.csv.gz',
    head: 'datetime,open,high,low,close,volume\n',
    row: (b) => `${printed(b.time)},${b.open},${b.high},${b.low},${b.close},${b.volume}\n`,
    tail: '',
  },
  'CSV, plain': {
    file: 'BENCH.csv',
    head: 'datetime,open,high,low,close,volume\n',
    row: (b) => `${printed(b.time)},${b.open},${b.high},${b.low},${b.close},${b.volume}\n`,
    tail: '',
  },
  'Binance klines CSV, gzip': {
    file: 'BENCH-1m-2012.csv.gz',
    head: '',
    row: (b) =>
      `${b.time},${b.open},${b.high},${b.low},${b.close},${b.volume},${b.time + 59_999},${b.volume * 100}.00,10,${b.volume / 2},50.00,0\n`,
    tail: '',
  },
  'klines JSON, gzip': {
    file: 'BENCH.json.gz',
    head: '[',
    row: (b) => `${b.time === firstTime ? '' : ','}[${b.time},${b.open},${b.high},${b.low},${b.close},${b.volume}]`,
    tail: ']',
  },
};
const firstTime = Date.UTC(2012, 0, 2, 14, 30);

async function writeFiles(folder: string): Promise<void> {
  for (const { file, head, row, tail } of Object.values(formats)) {
    const path = join(folder, file);
    function* chunks(): Generator<string> {
      let text = head;
      for (const bar of simulateMinutes()) {
        text += row(bar);
        if (text.length < 1 << 16) continue;
        yield text;
        text = '';
      }
      yield text + tail;
    }
    const out = createWriteStream(path);
    if (file.endsWith('.gz')) await pipeline(Readable.from(chunks()), createGzip(), out);
    else await pipeline(Readable.from(chunks()), out);
    if (!out.closed) await once(out, 'close');
  }
}

/** One turn in a process of its own. */
function takeTurn(turn: string, file: string, folder: string): Turn {
  const child = spawnSync(
    process.execPath,
    [import.meta.filename, '--turn', turn, '--file', file, '--folder', folder, '--rows', String(ROWS)],
    { encoding: 'utf8' },
  );
  if (child.status !== 0) throw new Error(`${turn} failed:\n${child.stderr}`);
  return JSON.parse(child.stdout) as Turn;
}

interface DataRow {
  readonly what: string;
  readonly engine: string;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly peakMegabytes: number;
  /** How many times as fast as the first row of the same work. */
  readonly ratio: number;
}

async function measure(): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'almanac-bench-'));
  try {
    await writeFiles(temporary);
    const works: { what: string; engine: string; turn: string; file: string; fresh: boolean }[] = [
      ...Object.entries(formats).map(([what, { file }]) => ({
        what,
        engine: 'Almanac',
        turn: 'almanac',
        file,
        fresh: true,
      })),
      { what: 'CSV, gzip', engine: 'DuckDB', turn: 'duckdb', file: formats['CSV, gzip']!.file, fresh: true },
      { what: 'CSV, plain', engine: 'DuckDB', turn: 'duckdb', file: formats['CSV, plain']!.file, fresh: true },
    ];
    const taken = works.map((): Turn[] => []);
    for (let repetition = 0; repetition < Number(options.repetitions); repetition++) {
      works.forEach(({ turn, file }, i) => {
        const folder = join(temporary, `run-${repetition}-${i}`);
        taken[i]!.push(takeTurn(turn, join(temporary, file), folder));
      });
    }
    const kept = join(temporary, 'run-0-0');
    const store = ['read', 'append'].map((turn) => ({
      what: turn === 'read' ? 'store: read all bars' : 'store: new snapshot, 390 bars more',
      turn: takeTurn(turn, '', kept),
    }));
    const rows: DataRow[] = works.map(({ what, engine }, i) => {
      const seconds = median(taken[i]!.map((turn) => turn.seconds));
      const rival = works.findIndex((work) => work.what === what && work.engine !== engine);
      const rivalSeconds = rival === -1 ? seconds : median(taken[rival]!.map((turn) => turn.seconds));
      return {
        what,
        engine,
        seconds,
        rowsPerSecond: ROWS / seconds,
        peakMegabytes: Math.max(...taken[i]!.map((turn) => turn.peakMegabytes)),
        ratio: rivalSeconds / seconds,
      };
    });
    rows.push(
      ...store.map(({ what, turn }) => ({
        what,
        engine: 'Almanac',
        seconds: turn.seconds,
        rowsPerSecond: ROWS / turn.seconds,
        peakMegabytes: turn.peakMegabytes,
        ratio: 1,
      })),
    );
    const sizes = {
      gzippedCsv: statSync(join(temporary, 'BENCH.csv.gz')).size,
      workspace: statSync(join(temporary, 'run-0-1', 'almanac.db')).size,
      workspaceAfterAppend: statSync(join(kept, 'almanac.db')).size,
      duckdb: statSync(join(temporary, `run-0-${works.findIndex(({ turn }) => turn === 'duckdb')}`, 'bench.duckdb'))
        .size,
    };
    print(rows, sizes);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function print(rows: readonly DataRow[], sizes: Readonly<Record<string, number>>): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ rows, sizes }, null, 2)}\n`);
    return;
  }
  const cells = [
    ['what', 'engine', 'seconds', 'rows/s', 'peak MB', 'times as fast as the other'],
    ...rows.map((row) => [
      row.what,
      row.engine,
      row.seconds.toFixed(2),
      Math.round(row.rowsPerSecond).toLocaleString('en-US'),
      row.peakMegabytes.toFixed(0),
      row.ratio === 1 ? '' : `${row.ratio.toFixed(2)} ×`,
    ]),
  ];
  const widths = cells[0]!.map((_, c) => Math.max(...cells.map((row) => row[c]!.length)));
  for (const row of cells) {
    process.stdout.write(
      `${row.map((cell, c) => (c < 2 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join('  ')}\n`,
    );
  }
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  process.stdout.write(
    `\nOn disk: gzipped CSV ${megabytes(sizes.gzippedCsv!)}, workspace ${megabytes(sizes.workspace!)} (${(sizes.workspace! / sizes.gzippedCsv!).toFixed(2)} of the gzipped CSV), after a day's update ${megabytes(sizes.workspaceAfterAppend!)}; DuckDB ${megabytes(sizes.duckdb!)}.\n`,
  );
}

if (options.turn !== undefined) {
  const seconds = await turns[options.turn]!(options.file ?? '', options.folder ?? '');
  const turn: Turn = { seconds, peakMegabytes: process.resourceUsage().maxRSS / 1000 };
  process.stdout.write(JSON.stringify(turn));
} else {
  await measure();
}
