import { oc, type } from '@orpc/contract';
import * as v from 'valibot';
import { reportLanguages } from '../report.ts';
import { horizonSchema, modelReferenceSchema } from './models.ts';

/** A PDF for each language; JSON and CSV, which have no language. */
export const reportFormats = ['pdf', 'json', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const reportsContract = {
  /**
   * Writes reports of one instrument into a folder and returns the files: for one horizon of the model, the shortest
   * unless told. Makes a forecast where the ledger has no current one.
   */
  build: oc
    .input(
      v.strictObject({
        model: modelReferenceSchema,
        symbol: v.string(),
        horizonBars: v.optional(horizonSchema),
        languages: v.pipe(v.array(v.picklist(reportLanguages)), v.minLength(1)),
        formats: v.pipe(v.array(v.picklist(reportFormats)), v.minLength(1)),
        folder: v.string(),
      }),
    )
    .output(type<{ files: string[] }>()),
};
