import { CancelledError } from '#contract/errors.ts';
import type { Progress } from '#contract/progress.ts';
import { reportSections, type KeptReport, type ReportLanguage, type ReportSection } from '#contract/report.ts';
import { timeframeOf } from '#contract/span.ts';
import type { Clock } from '../kernel/clock.ts';
import { createEventQueue } from '../kernel/event-queue.ts';
import { makeProgress } from '../kernel/progress.ts';
import type { StoredModel } from '../store/models.ts';
import type { WriteDatabase } from '../store/open-store.ts';
import { addReport, findReport } from '../store/reports.ts';
import { collectReportData, collectingSteps } from './collect-report-data.ts';
import { renderJson } from './render-json.ts';

/**
 * Collects all that a report shows and keeps it. Errors: those of collectReportData; job/cancelled, of which nothing is
 * left but the forecast, if one was made.
 */
export async function* keepReport(
  database: WriteDatabase,
  clock: Clock,
  model: StoredModel,
  request: {
    readonly symbol: string;
    readonly horizonBars?: number | undefined;
    readonly language: ReportLanguage;
    readonly sections?: readonly ReportSection[] | undefined;
  },
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress, KeptReport, void> {
  const startedAt = clock.now();
  const events = createEventQueue<Progress>();
  let done = 0;
  const begin = (detail: string): void => {
    if (signal?.aborted) throw new CancelledError('The report', 'Build it again.');
    const seconds = (clock.now() - startedAt) / 1000;
    events.push(makeProgress(`reporting ${request.symbol}`, done++, collectingSteps.length, seconds, detail));
  };
  const collecting = collectReportData(database, clock, model, request.symbol, request.horizonBars, begin).finally(
    () => {
      events.end();
    },
  );
  // It is looked at below; a failure before that is not lost, and not unhandled.
  collecting.catch(() => undefined);
  for await (const progress of events) yield progress;
  const data = await collecting;
  const { forecast } = data;
  const id = clock.newId();
  addReport(database, {
    id,
    createdAt: data.createdAt,
    json: renderJson(data),
    summary: {
      symbol: forecast.symbol,
      model: `${model.name}@${model.version}`,
      timeframe: timeframeOf(forecast),
      horizonBars: forecast.horizonBars,
      asOf: forecast.asOf,
      grade: forecast.grade,
      probabilityUp: forecast.probabilityUp,
      edge: data.evaluation.edge,
      simulated: data.instrument.simulated,
      language: request.language,
      sections: request.sections ?? reportSections,
    },
  });
  return findReport(database, id)!;
}
