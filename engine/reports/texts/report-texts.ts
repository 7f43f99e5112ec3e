import type { QualityCheck, Severity } from '#contract/quality.ts';
import type { Adjustment, Timeframe } from '#contract/bars.ts';
import type { BacktestWarning, SharpeEvidence, StrategyStatistics } from '#contract/backtest.ts';
import type {
  ClassReport,
  DirectionScore,
  Evaluation,
  InstrumentScore,
  RollingCoverage,
  TrendClass,
} from '#contract/evaluation.ts';
import type {
  Abstention,
  ComponentName,
  Forecast,
  ForecastComponent,
  Grade,
  MarketRegime,
  Reason,
} from '#contract/forecast.ts';
import type { LedgerSummary } from '#contract/ledger.ts';
import type { Ancestor } from '#contract/lineage.ts';
import type { Leak, LeakCertificate, LeakStage } from '#contract/leak-certificate.ts';
import type { FeatureSpec, HeadSpec, LabelSpec, LayerSpec, ModelSpec } from '#contract/model-spec.ts';
import type { ReportLanguage } from '#contract/report.ts';
import type { SplitPart } from '#contract/training.ts';
import type { Span, SpanUnit } from '#contract/span.ts';
import type { Spread, WalkForwardPlan } from '#contract/walk-forward.ts';

/** Every word that a report prints, in one language. Sentences with numbers are functions of the numbers. */
export interface ReportTexts {
  readonly language: ReportLanguage;
  readonly documentTitle: (symbol: string, date: string) => string;
  /** 14 days, 1 hour. */
  readonly span: (span: Span) => string;
  /** A bar within the day has a time at which it opens, and prices up to its end. */
  readonly subtitle: (model: string, asOf: string, intraday: boolean) => string;
  readonly simulatedBadge: string;
  readonly simulatedNote: string;
  readonly humility: string;
  readonly pageOf: (page: number, pages: number) => string;
  /** Above every page but the first. */
  readonly runningTitle: (symbol: string, horizon: Span, date: string) => string;
  readonly contents: string;
  readonly grades: Readonly<Record<Grade, string>>;

  readonly summary: {
    readonly currentPrice: (symbol: string, price: string) => string;
    readonly forecast: (horizon: Span, price: string, change: string) => string;
    readonly confidence: (probability: string) => string;
    /** `why`: the causes in a few words each, where there is no call. */
    readonly recommendation: (grade: string, why: readonly string[]) => string;
    /** The history ends long before the report was made. */
    readonly stale: (asOf: string) => string;
    readonly confidenceNote: (up: boolean, unit: SpanUnit) => string;
  };

  readonly abstention: {
    readonly heading: string;
    readonly sentence: (abstention: Abstention) => string;
    /** The same in a few words. */
    readonly short: (abstention: Abstention) => string;
    readonly ungated: (grade: Grade) => string;
  };

  /** Labels of the figures, and what each has to be held against. */
  readonly keyFigures: {
    readonly rise: string;
    readonly riseCompanion: (brier: number, baselineBrier: number) => string;
    readonly interval80: string;
    readonly interval80Companion: (held: number) => string;
    readonly valueAtRisk: string;
    readonly valueAtRiskCompanion: (shortfall: number) => string;
    readonly accuracy: string;
    readonly accuracyCompanion: (baseline: string, accuracy: number) => string;
    readonly backtest: string;
    readonly backtestCompanion: (buyAndHold: number) => string;
  };

  readonly outlook: {
    readonly heading: (horizon: Span) => string;
    /** The end of the axis: +4 h. */
    readonly after: (horizon: Span) => string;
    readonly expected: string;
    readonly interval: (coverage: number) => string;
    readonly volume: string;
    /** What the model says of the past that is shown: outcomes inside and outside of its interval. */
    readonly pastInside: string;
    readonly pastOutside: string;
    readonly fanNote: (horizon: Span) => string;
  };

  readonly probabilities: {
    readonly heading: string;
    readonly chances: (horizon: Span) => string;
    readonly rise: (probability: number) => string;
    /** How good the chance of a rise was on the test data. */
    readonly quality: (evaluation: Evaluation) => string;
    readonly riseOf: (threshold: number, probability: number, horizon: Span) => string;
    readonly fallOf: (threshold: number, probability: number, horizon: Span) => string;
    readonly intervalsHeading: (horizon: Span) => string;
    readonly interval: string;
    readonly from: string;
    readonly to: string;
  };

  readonly otherHorizons: {
    readonly heading: string;
    readonly horizon: string;
    readonly expected: string;
    readonly interval80: string;
    readonly probabilityUp: string;
    readonly call: string;
    readonly note: string;
  };

  readonly reasons: {
    readonly heading: string;
    /** `timeframe` is that of the bars that the reason counts. */
    readonly sentence: (reason: Reason, feature: string, timeframe: Timeframe) => string;
    readonly components: string;
    /** What one kind of input contributes. */
    readonly component: (name: ComponentName, component: ForecastComponent | null) => string;
    readonly componentsNote: string;
  };

  readonly risk: {
    readonly heading: string;
    readonly volatility: (volatility: number) => string;
    readonly valueAtRisk: (loss: number, horizon: Span) => string;
    readonly expectedShortfall: (loss: number) => string;
    /** Expected, and not exceeded in 95 % of cases. */
    readonly drawdown: (expected: number, quantile95: number, horizon: Span) => string;
    readonly touching: (chances: NonNullable<Forecast['touching']>, horizon: Span) => string;
    readonly regime: (regime: MarketRegime, lookedAt: Span) => string;
  };

  readonly pastForecasts: {
    readonly heading: string;
    readonly introduction: (horizon: Span) => string;
    readonly close: string;
    readonly inside: string;
    readonly outside: string;
    readonly held: (hits: number, count: number, interval: { low: number; high: number }, promised: number) => string;
    readonly direction: (right: number, count: number, interval: { low: number; high: number }) => string;
    readonly last: (shown: number, total: number) => string;
    readonly made: string;
    readonly price: string;
    readonly median: string;
    readonly interval: string;
    readonly came: string;
    readonly verdict: string;
    readonly isInside: string;
    readonly isOutside: string;
    readonly note: string;
  };

  readonly evidence: {
    readonly heading: string;
    readonly verdict: (evaluation: Evaluation) => string;
    readonly slice: (evaluation: Evaluation) => string;
    /** The report's own instrument among those that the numbers are pooled over. */
    readonly own: (score: InstrumentScore) => string;
    /** Where the test data hold no outcome of it. */
    readonly noneOwn: (symbol: string) => string;
    readonly chart: string;
    readonly coinToss: string;
    readonly model: string;
    readonly method: string;
    readonly accuracy: string;
    readonly correlation: string;
    readonly interval95: string;
    readonly baseline: (score: DirectionScore) => string;
    readonly returns: (evaluation: Evaluation) => string;
    readonly pinball: (evaluation: Evaluation) => string;
    readonly bootstrap: (evaluation: Evaluation) => string;
  };

  readonly grading: {
    readonly heading: string;
    readonly grade: string;
    readonly calls: string;
    /** What the price did after it. */
    readonly after: string;
    readonly afterCosts: string;
    readonly right: string;
    readonly alwaysIn: string;
    readonly note: (cost: number, interval: boolean) => string;
  };

  readonly classes: {
    readonly heading: (horizon: Span) => string;
    readonly names: Readonly<Record<TrendClass, string>>;
    readonly name: string;
    readonly support: string;
    readonly precision: string;
    readonly recall: string;
    readonly f1: string;
    readonly confusion: string;
    readonly said: string;
    readonly actual: string;
    readonly confusionNote: string;
    /** `interval` is whether there are days enough to tell one. */
    readonly accuracy: (report: ClassReport, interval: boolean) => string;
    readonly logLoss: (report: ClassReport) => string;
  };

  readonly calibration: {
    readonly heading: string;
    readonly reliability: string;
    readonly meanProbability: string;
    readonly observed: string;
    readonly reliabilityNote: string;
    readonly coverage: string;
    readonly promised: string;
    readonly held: string;
    readonly width: string;
    readonly heldByVolatility: string;
    readonly widthByVolatility: string;
    readonly coverageNote: string;
    readonly pooled: (instruments: number) => string;
    readonly brier: (evaluation: Evaluation) => string;
    readonly calibrationError: (probability: Evaluation['probability']) => string;
    /** Coverage over time, beside that of a forecaster who is right. */
    readonly rolling: (rolling: RollingCoverage) => string;
  };

  readonly backtest: {
    readonly heading: string;
    readonly rule: (enter: number, exit: number, horizon: Span, from: string, to: string) => string;
    /** Slippage and half the spread together. */
    readonly costs: (feeBasisPoints: number, slippageBasisPoints: number) => string;
    readonly strategy: string;
    readonly buyAndHold: string;
    readonly equity: string;
    readonly drawdown: string;
    readonly noTrades: string;
    readonly warnings: string;
    readonly warning: (warning: BacktestWarning) => string;
    readonly rows: Readonly<Record<keyof StrategyStatistics, string>>;
    /** A statistic in days. */
    readonly days: (count: number) => string;
    /** Instead of the growth a year of less than a year. */
    readonly underAYear: string;
    readonly evidenceHeading: string;
    /** What stands behind the Sharpe ratio, beside that of buy & hold, as sentences. */
    readonly evidence: (sharpe: number | null, heldSharpe: number | null, evidence: SharpeEvidence) => string[];
    readonly costFactor: string;
    readonly times: (factor: number) => string;
    readonly monthsHeading: string;
    /** January to December, short. */
    readonly months: readonly string[];
    readonly year: string;
    readonly wholeYear: string;
    readonly humility: string;
  };

  readonly trades: {
    readonly heading: (shown: number, total: number) => string;
    readonly symbol: string;
    readonly entered: string;
    readonly left: string;
    readonly open: string;
    readonly profit: string;
    readonly return: string;
  };

  readonly modelCard: {
    readonly heading: string;
    readonly model: string;
    readonly architecture: string;
    readonly layer: (layer: LayerSpec) => string;
    readonly head: (head: HeadSpec, horizons: number) => string;
    readonly parameters: string;
    readonly parameterCount: (count: number) => string;
    readonly window: string;
    readonly windowSentence: (bars: number, timeframe: Timeframe) => string;
    readonly features: string;
    readonly feature: (feature: Pick<FeatureSpec, 'kind' | 'params' | 'series' | 'columns'>) => string;
    readonly moreFeatures: (count: number) => string;
    readonly label: string;
    readonly labelSentence: (label: LabelSpec, timeframe: Timeframe) => string;
    readonly learningRate: string;
    readonly learningRateSentence: (training: ModelSpec['training']) => string;
    readonly backend: string;
    readonly trainedBy: (engine: string, sequencesPerSecond: number) => string;
    readonly seed: string;
    readonly start: string;
    /** What its weights were at the start; the nearest ancestor first. */
    readonly startSentence: (lineage: readonly Ancestor[]) => string;
    readonly instruments: string;
    readonly instrumentsSentence: (symbols: readonly string[]) => string;
  };

  readonly training: {
    readonly heading: string;
    readonly curve: string;
    readonly learningRate: string;
    readonly part: string;
    readonly from: string;
    readonly to: string;
    readonly samples: string;
    readonly parts: Readonly<Record<SplitPart['name'], string>>;
    readonly trainLoss: string;
    readonly validationLoss: string;
    readonly epoch: string;
    readonly bestEpoch: (epoch: number) => string;
    readonly stopping: (epochs: number, best: number, stoppedEarly: boolean) => string;
  };

  readonly certificate: {
    readonly heading: string;
    readonly verdict: (certificate: LeakCertificate) => string;
    readonly method: (cuts: number, instruments: number) => string;
    readonly stage: string;
    readonly what: string;
    readonly comparisons: string;
    readonly result: string;
    readonly passed: string;
    readonly failed: string;
    readonly stages: Readonly<Record<LeakStage, { readonly name: string; readonly what: string }>>;
    readonly leak: (leak: Leak) => string;
    readonly more: (count: number) => string;
    readonly limits: string;
  };

  readonly coverage: {
    readonly heading: string;
    readonly pit: string;
    readonly pitAxis: string;
    readonly reading: string;
    readonly rolling: (nominal: number, bars: number) => string;
    readonly rollingBand: (tolerance: number, instruments: number) => string;
    /** `separate` of the forecasts do not overlap. */
    readonly band: (count: number, separate: number) => string;
  };

  readonly trackRecord: {
    readonly heading: string;
    /** No forecast of this horizon has been scored yet. */
    readonly none: (pending: number, horizon: Span) => string;
    /** Of a summary with scores. */
    readonly scores: (summary: LedgerSummary) => string;
    readonly made: string;
    readonly expected: string;
    readonly rise: string;
    readonly inside: string;
    readonly note: string;
  };

  readonly walkForward: {
    readonly heading: string;
    /** Where the workspace has none. */
    readonly none: (instruments: readonly string[]) => string;
    readonly verdict: (evaluation: Evaluation, folds: number) => string;
    readonly method: (plan: WalkForwardPlan, folds: number) => string;
    readonly fold: string;
    readonly tested: string;
    readonly days: string;
    readonly accuracy: string;
    readonly skill: string;
    readonly correlation: string;
    readonly brier: string;
    readonly held: string;
    readonly all: string;
    readonly above: (folds: number, total: number) => string;
    readonly seeds: (seeds: number, accuracy: Spread, skill: Spread) => string;
    readonly tooFew: (days: number, needed: number) => string;
    readonly note: string;
  };

  readonly dataQuality: {
    readonly heading: string;
    readonly rows: (bars: number, timeframe: Timeframe, from: string, to: string) => string;
    readonly format: (format: string) => string;
    readonly adjustment: Readonly<Record<Adjustment, string>>;
    readonly series: (names: readonly string[]) => string;
    /** What stands above the findings. */
    readonly findings: (red: number, amber: number) => string;
    readonly severity: Readonly<Record<Severity, string>>;
    readonly check: Readonly<Record<QualityCheck, string>>;
    /** One finding: its severity and name, how many places it has, its first days. */
    readonly finding: (severity: string, check: string, count: number, days: readonly string[]) => string;
    readonly refused: (count: number) => string;
    readonly refusedRow: (row: number, reason: string) => string;
    readonly more: (count: number) => string;
  };

  readonly manifest: {
    readonly heading: string;
    readonly note: string;
    readonly created: string;
    readonly forecastId: string;
    readonly bundle: string;
    readonly commands: string;
    /** What has to be given where a command names files. */
    readonly files: string;
    readonly data: (symbol: string) => string;
    readonly versions: string;
    /** A version as it was written down, such as "native 0.1.0, avx2, 2 threads". */
    readonly version: (version: string) => string;
    readonly more: (count: number) => string;
  };
}
