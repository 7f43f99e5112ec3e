import { api } from '../engine.ts';
import { resolveModel } from '../forecast/open-model.ts';
import { collectReportData } from './collect-report-data.ts';
import { writeReports } from './write-reports.ts';

export const reportsApi = {
  build: api.reports.build.handler(async ({ input, context: { store, clock } }) => {
    const model = resolveModel(store.database, input.model);
    const data = await collectReportData(store.database, clock, model, input.symbol);
    return { files: await writeReports(data, input) };
  }),
};
