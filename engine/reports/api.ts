import { api } from '../engine.ts';
import { resolveModel } from '../forecast/open-model.ts';
import { collectReportData } from './collect-report-data.ts';

export const reportsApi = {
  build: api.reports.build.handler(async ({ input, context: { store, clock } }) => {
    const model = resolveModel(store.database, input.model);
    const data = await collectReportData(store.database, clock, model, input.symbol, input.horizonBars);
    // The chart and PDF libraries take half a second to load: only those who ask for a report wait for them.
    const { writeReports } = await import('./write-reports.ts');
    return { files: await writeReports(data, input) };
  }),
};
