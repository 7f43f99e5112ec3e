import { AppError } from '#contract/errors.ts';
import { reportSections, type KeptReport, type ReportSection } from '#contract/report.ts';
import type { ShownContent, ShownText } from '#contract/report-document.ts';
import type { Answers } from './answers.ts';

const text = (words: string, changes: Partial<ShownText> = {}): ShownContent => ({
  kind: 'text',
  runs: [{ text: words }],
  isHeadline: false,
  id: null,
  linkTo: null,
  breaksAnywhere: false,
  ...changes,
});
const none = { width: 0, color: '#000' };
const chart =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 499 120"><script>parent.wasRun = true</script>' +
  '<path d="M10 100L120 60L200 80L300 30" fill="none" stroke="#1f4e79" stroke-width="2"/>' +
  '<path d="M300 30L480 10V90z" fill="#b9d0e6"/></svg>';

function writeReport(report: KeptReport, sections: readonly ReportSection[], isPolish: boolean): ShownContent[] {
  return [
    {
      kind: 'columns',
      gap: 8,
      parts: [
        text(report.symbol, { fontSize: 24, bold: true, width: '*' }),
        text(isPolish ? '20 lis 2026' : '20 Nov 2026', { alignment: 'right', width: 120, fontSize: 11 }),
      ],
    },
    text(isPolish ? 'Prognoza modelu price-lstm v2' : 'Forecast by price-lstm v2', { color: '#5f6b7a' }),
    { kind: 'figure', svg: chart, drawnWidth: 499 },
    {
      kind: 'table',
      widths: [20, '*'],
      headerRows: 0,
      rows: sections.map((section, i) => [
        text(String(i + 1), { linkTo: `section-${i + 1}` }),
        text(section, { linkTo: `section-${i + 1}` }),
      ]),
      horizontal: Array.from({ length: sections.length + 1 }, () => none),
      vertical: [none, none, none],
      columnPadding: [
        [0, 0],
        [0, 0],
      ],
      rowPadding: sections.map(() => [1, 1]),
      fills: sections.map(() => null),
    },
    ...sections.flatMap((section, i): ShownContent[] => [
      text(`${i + 1}  ${section}`, {
        isHeadline: true,
        id: `section-${i + 1}`,
        fontSize: 12,
        bold: true,
        color: '#1f4e79',
        margin: [0, 10, 0, 6],
      }),
      {
        kind: 'table',
        widths: ['*', 80, 80],
        headerRows: 1,
        rows: [
          [text('Measure'), text('Model', { alignment: 'right' }), text('Baseline', { alignment: 'right' })],
          [
            text('<script>alert(1)</script>'),
            text('52.5%', { alignment: 'right' }),
            text('52.1%', { alignment: 'right' }),
          ],
        ],
        horizontal: [none, { width: 0.75, color: '#cfd6de' }, { width: 0.4, color: '#cfd6de' }],
        vertical: [none, none, none, none],
        columnPadding: [
          [0, 4],
          [4, 4],
          [4, 0],
        ],
        rowPadding: [
          [2, 2],
          [2, 2],
        ],
        fills: [null, '#f3f5f8'],
      },
    ]),
  ];
}

/** Two reports, kept as long as the page. */
export function createReportsDouble(symbols: readonly string[]): NonNullable<Answers['reports']> {
  let reports: KeptReport[] = symbols.slice(0, 2).map((symbol, i) => ({
    id: `report-${i + 1}`,
    createdAt: Date.now() - (i + 1) * 3_600_000,
    removedAt: null,
    symbol,
    model: 'price-lstm@2',
    timeframe: '1d',
    horizonBars: 14,
    asOf: Date.UTC(2026, 10, 20),
    grade: i === 0 ? 'BUY' : 'NO CALL',
    probabilityUp: i === 0 ? 0.61 : 0.48,
    edge: i === 0 ? 'found' : 'none',
    simulated: true,
    language: 'en',
    sections: reportSections,
    bytes: 61_000,
  }));
  const change = (id: string, removedAt: number | null): KeptReport => {
    reports = reports.map((each) => (each.id === id ? { ...each, removedAt } : each));
    return find(id);
  };
  const find = (id: string): KeptReport => {
    const found = reports.find((each) => each.id === id);
    if (found) return found;
    throw new AppError('report/unknown', `The workspace has no report ${id}.`, 'See the list of reports.');
  };
  return {
    list: () => Promise.resolve(reports),
    show: async ({ id, language, sections }) => {
      const report = find(id);
      const isPolish = language === 'pl';
      return Promise.resolve({
        report,
        document: {
          language,
          title: isPolish ? `Prognoza ${report.symbol}` : `Forecast of ${report.symbol}`,
          footer: isPolish ? 'To nie jest porada inwestycyjna.' : 'Not investment advice.',
          fontSize: 9,
          lineHeight: 1.15,
          color: '#1b2430',
          width: 499.28,
          content: writeReport(report, sections ?? report.sections, isPolish),
        },
      });
    },
    offer: async ({ id, format, language }) => {
      const name = `${find(id).symbol}.${format === 'csv' ? 'csv.zip' : format === 'pdf' ? `${language}.pdf` : 'json'}`;
      return Promise.resolve({ link: `/files/0/${name}`, name, bytes: 200_000 });
    },
    remove: async ({ id }) => Promise.resolve(change(id, Date.now())),
    bringBack: async ({ id }) => Promise.resolve(change(id, null)),
  };
}
