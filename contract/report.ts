import type { BacktestResult } from './backtest.ts';
import type { InstrumentSummary } from './api/market-data.ts';
import type { Bars, EpochMs } from './bars.ts';
import type { Evaluation } from './evaluation.ts';
import type { Forecast } from './forecast.ts';
import type { Experiment, FeatureSpec } from './model-spec.ts';
import type { LeakCertificate } from './leak-certificate.ts';
import type { QualityFinding } from './quality.ts';
import type { SplitPart, TrainingRecord } from './training.ts';

export const reportLanguages = ['en', 'pl'] as const;
export type ReportLanguage = (typeof reportLanguages)[number];

/** Everything that a report shows. The JSON report is this document; the PDF is a view of it. */
export interface ReportData {
  readonly createdAt: EpochMs;
  readonly almanacVersion: string;
  readonly instrument: InstrumentSummary;
  /** What the quality checks found in its history. */
  readonly findings: readonly QualityFinding[];
  /** The last bars, for the chart. */
  readonly bars: Bars;
  readonly forecast: Forecast;
  /** Those of the model's other horizons, made from the same bars, shortest first. */
  readonly otherForecasts: readonly Forecast[];
  readonly training: TrainingRecord;
  readonly certificate: LeakCertificate;
  readonly split: readonly SplitPart[];
  /** Of the forecast's horizon. */
  readonly evaluation: Evaluation;
  readonly backtest: BacktestResult;
  /** What it takes to make the same numbers again. */
  readonly manifest: {
    readonly model: { readonly name: string; readonly version: number; readonly bundleHash: string };
    readonly experiment: Experiment;
    /** The features of the spec that there was data for. */
    readonly features: readonly FeatureSpec[];
    readonly dataHashes: Readonly<Record<string, string>>;
    readonly versions: Readonly<Record<string, string>>;
  };
}
