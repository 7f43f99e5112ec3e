import { reportSections, type ReportData, type ReportLanguage, type ReportSection } from '#contract/report.ts';
import { createFormat } from './format.ts';
import type { Content, ReportDocument } from './pdf-content.ts';
import type { Section } from './section.ts';
import { makePrintable } from './make-printable.ts';
import { numberHeadlines } from './number-headlines.ts';
import { abstention } from './sections/abstention.ts';
import { backtest } from './sections/backtest.ts';
import { calibration } from './sections/calibration.ts';
import { certificate } from './sections/certificate.ts';
import { classes } from './sections/classes.ts';
import { contents } from './sections/contents.ts';
import { coverage } from './sections/coverage.ts';
import { dataQuality } from './sections/data-quality.ts';
import { evidence } from './sections/evidence.ts';
import { grades } from './sections/grades.ts';
import { header } from './sections/header.ts';
import { keyFigures } from './sections/key-figures.ts';
import { manifest } from './sections/manifest.ts';
import { modelCard } from './sections/model-card.ts';
import { otherHorizons } from './sections/other-horizons.ts';
import { outlook } from './sections/outlook.ts';
import { pastForecasts } from './sections/past-forecasts.ts';
import { probabilities } from './sections/probabilities.ts';
import { reasons } from './sections/reasons.ts';
import { risk } from './sections/risk.ts';
import { summary } from './sections/summary.ts';
import { trackRecord } from './sections/track-record.ts';
import { trades } from './sections/trades.ts';
import { training } from './sections/training.ts';
import { walkForward } from './sections/walk-forward.ts';
import { horizonOf, timeframeOf } from '#contract/span.ts';
import { colours, fontFamily, page } from './style.ts';
import { textsFor } from './texts/texts-for.ts';

/** The first page: the answer, and the contents below it. */
const front: readonly Section[] = [header, summary, keyFigures, outlook];

/** The pages after it: how to read the answer, what stands behind it, how to make it again. */
const body: Readonly<Record<ReportSection, Section>> = {
  abstention,
  probabilities,
  otherHorizons,
  reasons,
  risk,
  pastForecasts,
  trackRecord,
  evidence,
  grades,
  classes,
  calibration,
  coverage,
  backtest,
  trades,
  walkForward,
  modelCard,
  training,
  certificate,
  dataQuality,
  manifest,
};

/** A footer has one line for the symbol; a longer one is cut there, and only there. */
const longestFooterSymbol = 40;

/**
 * The report as a document definition: pure, the same for the same data. Behind the first page it has the sections that
 * are asked for, in the order of the report.
 */
export function buildReport(
  original: ReportData,
  language: ReportLanguage,
  sections: readonly ReportSection[] = reportSections,
): ReportDocument {
  const data = makePrintable(original);
  const format = createFormat(language);
  const texts = textsFor(language, format);
  const { forecast, instrument } = data;
  const { symbol } = instrument;
  const date = format.time(forecast.createdAt, timeframeOf(forecast));
  const shownSymbol = symbol.length > longestFooterSymbol ? `${symbol.slice(0, longestFooterSymbol)}…` : symbol;
  const footerRuns = [
    ...(instrument.simulated ? [{ text: `${texts.simulatedBadge} · `, bold: true, color: colours.badge }] : []),
    { text: `${shownSymbol} · ${forecast.model.name} v${String(forecast.model.version)} · ${date}` },
  ];
  const build = (parts: readonly Section[]): Content[] => parts.flatMap((section) => section(data, texts, format));
  const first = build(front);
  const shown = reportSections.filter((name) => sections.includes(name)).map((name) => body[name]);
  const { content, headlines } = numberHeadlines([...first, ...build(shown)]);
  const runningTitle = texts.runningTitle(shownSymbol, horizonOf(forecast), date);
  return {
    pageSize: 'A4',
    pageMargins: [page.marginSide, page.marginTop, page.marginSide, page.marginBottom],
    language,
    displayTitle: true,
    info: {
      title: texts.documentTitle(symbol, date),
      subject: texts.humility,
      creator: `Almanac ${data.almanacVersion}`,
      producer: `Almanac ${data.almanacVersion}`,
      creationDate: new Date(data.createdAt),
    },
    defaultStyle: { font: fontFamily, fontSize: 9, lineHeight: 1.15, color: colours.ink },
    content: [
      ...content.slice(0, first.length),
      ...(headlines.length > 0 ? [contents(headlines, texts)] : []),
      ...content.slice(first.length),
    ],
    header: (current) =>
      current === 1
        ? null
        : {
            columns: [
              { text: runningTitle, width: '*' },
              { text: 'Almanac', bold: true, width: 60, alignment: 'right' },
            ],
            fontSize: 7.5,
            color: colours.muted,
            margin: [page.marginSide, 24, page.marginSide, 0],
          },
    footer: (current, total) => ({
      margin: [page.marginSide, 16, page.marginSide, 0],
      stack: [
        {
          columns: [
            { text: footerRuns, fontSize: 7.5, color: colours.muted, width: '*' },
            { text: texts.pageOf(current, total), fontSize: 7.5, color: colours.muted, width: 80, alignment: 'right' },
          ],
        },
        { text: texts.humility, fontSize: 7, color: colours.muted },
      ],
    }),
  };
}
