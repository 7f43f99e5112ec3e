/**
 * npm run bench:report: a report with every section, from its data to the bytes of the PDF, in each language, and where
 * the time goes: ECharts drawing the charts (with all words and numbers), and pdfmake setting the pages, with the charts and
 * without. The first report of a process compiles the code and reads the fonts; it is shown by itself.
 */
import { parseArgs } from 'node:util';
import { reportLanguages, type ReportLanguage } from '#contract/report.ts';
import { buildReport } from '#engine/reports/build-report.ts';
import { writeCsv } from '#contract/csv-table.ts';
import { listCsvTables } from '#engine/reports/csv-tables.ts';
import { walkForwardReportData } from '#engine/reports/fixture.test-data.ts';
import type { Content, ReportDocument } from '#engine/reports/pdf-content.ts';
import { renderJson } from '#engine/reports/render-json.ts';
import { setPdf } from '#engine/reports/render-pdf.ts';
import { median } from './bench.ts';

const REPETITIONS = 9;
const TARGET_MS = 2000;

const data = walkForwardReportData();

interface Turn {
  readonly build: number;
  readonly set: number;
  readonly setWithoutCharts: number;
}

async function timeOf<Result>(work: () => Result | Promise<Result>): Promise<[milliseconds: number, result: Result]> {
  const startedAt = performance.now();
  const result = await work();
  return [performance.now() - startedAt, result];
}

async function takeTurn(language: ReportLanguage): Promise<Turn> {
  const [build, document] = await timeOf(() => buildReport(data, language));
  const [set] = await timeOf(() => setPdf(document));
  const plain = buildReport(data, language);
  const [setWithoutCharts] = await timeOf(() => setPdf({ ...plain, content: plain.content.map(removeCharts) }));
  return { build, set, setWithoutCharts };
}

/** Each chart becomes an empty line. */
function removeCharts(node: Content): Content {
  if ('svg' in node) return { text: '' };
  if ('stack' in node) return { ...node, stack: node.stack.map(removeCharts) };
  if ('columns' in node) return { ...node, columns: node.columns.map(removeCharts) };
  if ('table' in node) {
    return { ...node, table: { ...node.table, body: node.table.body.map((row) => row.map(removeCharts)) } };
  }
  return node;
}

function countNodes(document: ReportDocument, isCounted: (node: Content) => boolean): number {
  const count = (node: Content): number => {
    const own = Number(isCounted(node));
    if ('stack' in node) return own + node.stack.reduce((sum, child) => sum + count(child), 0);
    if ('columns' in node) return own + node.columns.reduce((sum, child) => sum + count(child), 0);
    if ('table' in node) return own + node.table.body.flat().reduce((sum, child) => sum + count(child), 0);
    return own;
  };
  return document.content.reduce((sum, node) => sum + count(node), 0);
}

const [first] = await timeOf(async () => setPdf(buildReport(data, 'en')));
const turns = new Map<ReportLanguage, Turn[]>(reportLanguages.map((language) => [language, []]));
for (let i = 0; i < REPETITIONS; i++) {
  for (const language of reportLanguages) turns.get(language)!.push(await takeTurn(language));
}
const [json] = await timeOf(() => renderJson(data));
const [csv] = await timeOf(() => listCsvTables(data).map(writeCsv));
const document = buildReport(data, 'en');
const rows = reportLanguages.map((language) => {
  const all = turns.get(language)!;
  const middle = (read: (turn: Turn) => number): number => median(all.map(read));
  const total = all.map(({ build, set }) => build + set);
  return {
    language,
    total: median(total),
    fastest: Math.min(...total),
    build: middle(({ build }) => build),
    set: middle(({ set }) => set),
    charts: middle(({ set, setWithoutCharts }) => set - setWithoutCharts),
  };
});
const counts = {
  sections: countNodes(document, (node) => 'text' in node && node.headline === true),
  charts: countNodes(document, (node) => 'svg' in node),
};

if (parseArgs({ options: { json: { type: 'boolean', default: false } } }).values.json) {
  process.stdout.write(`${JSON.stringify({ ...counts, first, rows, json, csv, targetMs: TARGET_MS }, null, 2)}\n`);
} else {
  const whole = (value: number): string => value.toFixed(0).padStart(6);
  process.stdout.write(
    [
      `A report of ${counts.sections} sections with ${counts.charts} charts; milliseconds, median of ${REPETITIONS}, languages in turns.`,
      'language   total  fastest  drawing charts  setting pages  of which charts',
      ...rows.map(
        (row) =>
          `${row.language.padEnd(8)} ${whole(row.total)}   ${whole(row.fastest)}          ${whole(row.build)}         ${whole(row.set)}           ${whole(row.charts)}`,
      ),
      `The first report of a process takes ${first.toFixed(0)} ms. JSON ${json.toFixed(1)} ms, five CSV tables ${csv.toFixed(1)} ms.`,
      `Target: ${TARGET_MS} ms. ${rows.every(({ total }) => total <= TARGET_MS) ? 'Kept.' : 'NOT KEPT.'}`,
      '',
    ].join('\n'),
  );
}
