import { AppError } from '#contract/errors.ts';
import type { KeptReport } from '#contract/report.ts';
import { api } from '../engine.ts';
import { resolveModel } from '../forecast/open-model.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import { putIntoOutbox } from '../store/outbox.ts';
import { findReport, listReports, readReportJson, setReportRemoved } from '../store/reports.ts';
import { keepReport } from './keep-report.ts';
import { readReport } from './read-report.ts';

/** The report of this id, be it removed or not. Errors: report/unknown. */
function requireReport(database: ReadDatabase, id: string): KeptReport {
  const found = findReport(database, id);
  if (found) return found;
  throw new AppError('report/unknown', `The workspace has no report ${id}.`, 'See the list of reports.');
}

export const reportsApi = {
  build: api.reports.build.handler(async function* ({ input, context: { store, clock }, signal }) {
    const model = resolveModel(store.database, input.model);
    return yield* keepReport(store.database, clock, model, input, signal);
  }),

  list: api.reports.list.handler(({ context: { store } }) => listReports(store.database)),

  show: api.reports.show.handler(async ({ input: { id, language, sections }, context: { store } }) => {
    const report = requireReport(store.database, id);
    const data = readReport(readReportJson(store.database, id));
    // The chart and PDF libraries take half a second to load: only those who ask for a report wait for them.
    const [{ buildReport }, { showDocument }] = await Promise.all([
      import('./build-report.ts'),
      import('./show-document.ts'),
    ]);
    return { report, document: showDocument(buildReport(data, language, sections ?? report.sections)) };
  }),

  offer: api.reports.offer.handler(async ({ input: { id, format, language, sections }, context: { store, clock } }) => {
    const report = requireReport(store.database, id);
    const data = readReport(readReportJson(store.database, id));
    const { renderReport } = await import('./render-report.ts');
    const { name, bytes } = await renderReport(data, format, language, sections ?? report.sections);
    return putIntoOutbox(store.folder, clock, name, bytes);
  }),

  write: api.reports.write.handler(async ({ input: { id, ...request }, context: { store } }) => {
    const { sections } = requireReport(store.database, id);
    const data = readReport(readReportJson(store.database, id));
    const { writeReports } = await import('./write-reports.ts');
    return { files: await writeReports(data, { ...request, sections: request.sections ?? sections }) };
  }),

  remove: api.reports.remove.handler(({ input: { id }, context: { store, clock } }) => {
    requireReport(store.database, id);
    setReportRemoved(store.database, id, clock.now());
    return requireReport(store.database, id);
  }),

  bringBack: api.reports.bringBack.handler(({ input: { id }, context: { store } }) => {
    requireReport(store.database, id);
    setReportRemoved(store.database, id, null);
    return requireReport(store.database, id);
  }),
};
