import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { OutboxFile } from '../outbox.ts';
import type { Progress } from '../progress.ts';
import { reportLanguages, reportSections, type KeptReport } from '../report.ts';
import type { ShownDocument } from '../report-document.ts';
import { horizonSchema, modelReferenceSchema } from './models.ts';

/** A PDF for each language; JSON and CSV, which have no language. */
export const reportFormats = ['pdf', 'json', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const id = v.pipe(v.string(), v.maxLength(64));
const language = v.picklist(reportLanguages);
/** All where it is missing; their order is always that of the report. */
const sections = v.optional(v.array(v.picklist(reportSections)));

/**
 * A report is kept as its data, with everything that it shows as it was when it was built; a page, a PDF in either
 * language, JSON and CSV are made of them whenever they are asked for. Errors of all that take an id: report/unknown.
 */
export const reportsContract = {
  /**
   * Builds the report of one instrument, for one horizon of the model, the shortest unless told, and keeps it. Makes a
   * forecast where the ledger has no current one. `language` and `sections` are what it is shown with at first.
   */
  build: oc
    .input(
      v.strictObject({
        model: modelReferenceSchema,
        symbol: v.string(),
        horizonBars: v.optional(horizonSchema),
        language: v.optional(language, 'en'),
        sections,
      }),
    )
    .output(eventIterator(type<Progress>(), type<KeptReport>())),

  /** All that were kept, newest first, those that were removed too. */
  list: oc.output(type<KeptReport[]>()),

  /** The report as a document to be set on a page. */
  show: oc
    .input(v.strictObject({ id, language, sections }))
    .output(type<{ report: KeptReport; document: ShownDocument }>()),

  /** Makes the report a file that a page may fetch; tables are several, so they come as a zip. */
  offer: oc
    .input(v.strictObject({ id, format: v.picklist(reportFormats), language, sections }))
    .output(type<OutboxFile>()),

  /** Writes the report into a folder and returns the files. Errors: report/cannot-write. */
  write: oc
    .input(
      v.strictObject({
        id,
        languages: v.pipe(v.array(language), v.minLength(1)),
        formats: v.pipe(v.array(v.picklist(reportFormats)), v.minLength(1)),
        sections,
        folder: v.string(),
      }),
    )
    .output(type<{ files: string[] }>()),

  /** Takes a report out of sight; `bringBack` undoes it. */
  remove: oc.input(v.strictObject({ id })).output(type<KeptReport>()),

  bringBack: oc.input(v.strictObject({ id })).output(type<KeptReport>()),
};
