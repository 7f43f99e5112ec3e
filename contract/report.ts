import type { BacktestResult } from './backtest.ts';
import type { InstrumentSummary } from './api/market-data.ts';
import type { Bars, EpochMs, Timeframe } from './bars.ts';
import type { Edge, Evaluation } from './evaluation.ts';
import type { Forecast, Grade } from './forecast.ts';
import type { Experiment, FeatureSpec } from './model-spec.ts';
import type { ScoredLedger } from './ledger.ts';
import type { LeakCertificate } from './leak-certificate.ts';
import type { Ancestor } from './lineage.ts';
import type { QualityFinding } from './quality.ts';
import type { SplitPart, TrainingRecord } from './training.ts';
import type { WalkForwardResult } from './walk-forward.ts';

export const reportLanguages = ['en', 'pl'] as const;
export type ReportLanguage = (typeof reportLanguages)[number];

/** What follows the first page, in the order of the report. */
export const reportSections = [
  'abstention',
  'probabilities',
  'otherHorizons',
  'reasons',
  'risk',
  'pastForecasts',
  'trackRecord',
  'evidence',
  'grades',
  'classes',
  'calibration',
  'coverage',
  'backtest',
  'trades',
  'walkForward',
  'modelCard',
  'training',
  'certificate',
  'dataQuality',
  'manifest',
] as const;
export type ReportSection = (typeof reportSections)[number];

/** A report in the list of those that the workspace has kept. */
export interface KeptReport {
  readonly id: string;
  readonly createdAt: EpochMs;
  readonly removedAt: EpochMs | null;
  readonly symbol: string;
  /** 'name@version'. */
  readonly model: string;
  readonly timeframe: Timeframe;
  readonly horizonBars: number;
  /** Time of the last bar that the forecast saw. */
  readonly asOf: EpochMs;
  readonly grade: Grade;
  readonly probabilityUp: number;
  readonly edge: Edge;
  readonly simulated: boolean;
  /** What it is shown with at first. */
  readonly language: ReportLanguage;
  readonly sections: readonly ReportSection[];
  /** What its data take. */
  readonly bytes: number;
}

/** Raised when a field of the JSON report is renamed, removed or given another meaning; new ones may come at any time. */
export const REPORT_FORMAT = 'almanac-report/1';

/**
 * What the model says at bars of the test slice, of which no fit has seen one: made today, by the model as it is, and not
 * in the ledger. Columns, ascending in time; their rows overlap where they are closer than the horizon.
 */
export interface PastForecasts {
  /** Time of the last bar that the forecast saw. [n] */
  readonly time: Float64Array;
  /** Close of that bar. [n] */
  readonly price: Float64Array;
  /** Levels of the quantiles, ascending; the ends of the central intervals are among them. */
  readonly levels: readonly number[];
  /** Quantiles of the price at the horizon, in rows. [n × levels] */
  readonly quantilePrices: Float64Array;
  readonly expectedPrice: Float64Array;
  readonly probabilityUp: Float64Array;
  /** Time of the bar at the horizon and its close; NaN while it has not come. [n] */
  readonly outcomeTime: Float64Array;
  readonly outcomePrice: Float64Array;
}

/** Everything that a report shows. The JSON report is this document; the PDF and the CSV tables are views of it. */
export interface ReportData {
  readonly format: typeof REPORT_FORMAT;
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
  /** The forecasts that the model really made of the instrument, newest first, with what came of them. */
  readonly trackRecord: ScoredLedger;
  /** The newest of the same spec and instruments that the workspace has, of all horizons. */
  readonly walkForward: WalkForwardResult | null;
  /** Of the forecast's instrument and horizon. */
  readonly pastForecasts: PastForecasts;
  /** What it takes to make the same numbers again. */
  readonly manifest: {
    readonly model: { readonly name: string; readonly version: number; readonly bundleHash: string };
    /** The models that it started from, the nearest first. */
    readonly lineage: readonly Ancestor[];
    readonly experiment: Experiment;
    /** The features of the spec that there was data for. */
    readonly features: readonly FeatureSpec[];
    readonly dataHashes: Readonly<Record<string, string>>;
    readonly versions: Readonly<Record<string, string>>;
  };
}
