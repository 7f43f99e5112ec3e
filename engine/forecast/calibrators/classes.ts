import type { LabelSpec } from '#contract/model-spec.ts';
import { classBorders, classOf } from '../../features/label.ts';
import { inverseNormalCdf, normalCdf } from '#contract/normal-distribution.ts';
import type { CalibrationSlice, CalibratorBase, ClassPriors, ReadOutputs } from './calibration.ts';
import { interpolateQuantiles } from '#contract/distribution.ts';
import { conformalRank } from './conformal-rank.ts';

/**
 * From probabilities of classes to a distribution of the return. The classes cut the line of returns into pieces that
 * follow each other, so the distribution is put together from two parts:
 *
 * - how likely each piece is, which the network says. It is trusted only as far as the calibration slice bears out: with
 *   shares π of the classes in the train part, weights w of the loss and outputs q, the evidence for class c is
 *   s_c = ln q_c - ln(w_c π_c), and P(c) ∝ π_c exp(β s_c). With β = 1 this is the network without the distortion of the
 *   weights (King and Zeng 2001); with β = 0 it is the train part's shares, the answer of someone who knows nothing. β is
 *   where the log-loss on the calibration slice is least, counted once for each span of the horizon and held back by a
 *   prior; that is temperature scaling (Guo et al. 2017, "On Calibration of Modern Neural Networks") that cools down to
 *   the shares and not to a tie.
 * - how returns lie within a piece, as they did on the calibration slice: conformal quantiles class by class (Vovk 2012,
 *   "Conditional validity of inductive conformal predictors", where they are called Mondrian). Beyond the outermost
 *   borders they are measured in units of volatility, between two borders as a share of the way. They keep a hair's
 *   breadth from the border: prices that do not move at all would put a whole class on it.
 *
 * P(up) of a direction label and P(return > threshold) of a trend label are therefore exactly what P(c) says.
 */
export interface ClassCalibrator extends CalibratorBase {
  readonly kind: 'classes';
  /** β */
  readonly trust: number;
  readonly priors: ClassPriors;
  /** [classes] Shares on the calibration slice: what the log-loss of the classes is held against. */
  readonly shares: readonly number[];
  /**
   * [classes][inner levels] How far from its border a return lies: from the lower one, and in the lowest class,
   * downwards, from the upper one.
   */
  readonly shapes: readonly (readonly number[])[];
}

/** Levels within a class, counted from its border. */
const innerLevels = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/** With fewer outcomes of a class its shape is that of a standard normal, cut to the class. */
const FEWEST_OF_CLASS = 20;

/** Between two distances of a shape, and between a shape and its border. */
const HAIR = 1e-6;

/**
 * Most that the outermost distance lies beyond the one before it, in units of volatility. A normal distribution has 0.3
 * there, Student's t with 3 degrees of freedom 0.5; the tail goes on at this slope, so luck must not set it.
 */
const LONGEST_LAST_STEP = 1;

/** A normal distribution has nothing beyond so many standard deviations that numbers could tell. */
const FARTHEST_BORDER = 8;

/**
 * Standard deviation of the log-odds of the highest class against the lowest that honest forecasts of markets have:
 * P(up) between 0.43 and 0.57 two times in three. A network has to bring evidence for more.
 */
const USUAL_LOG_ODDS = 0.3;

/** No class is impossible: a probability of 0 would cost an infinite log-loss, and 1e-4 is never seen to be wrong. */
const LEAST_PROBABILITY = 1e-4;

/** Networks say 0 and 1 where float32 cannot tell; their logarithm has to end somewhere. */
const LEAST_OUTPUT = 1e-7;

/** Trust in what was found beyond what the network says of itself. */
const MOST_TRUST = 2;

/** Fits trust and shapes; `maySharpen` allows a trust above 1. */
export function fitClassCalibrator(
  base: CalibratorBase,
  label: LabelSpec,
  { outputs, logReturn, scale, horizonBars }: CalibrationSlice,
  priors: ClassPriors,
  maySharpen: boolean,
): ClassCalibrator {
  const { samples } = base;
  const classes = priors.shares.length;
  const columns = outputs.length / samples;
  const borders = Array.from(scale, (s) => classBorders(label, s));
  const actual = Array.from(logReturn, (r, i) => classOf(borders[i]!, r));
  const evidence = actual.map((_, i) => weighEvidence(priors, outputs.subarray(i * columns, (i + 1) * columns)));
  return {
    kind: 'classes',
    ...base,
    trust: fitTrust(priors, evidence, actual, horizonBars, maySharpen ? MOST_TRUST : 1),
    priors,
    shares: priors.shares.map((_, c) => (actual.filter((own) => own === c).length + 1) / (samples + classes)),
    shapes: priors.shares.map((_, c) => {
      const own = actual.flatMap((actually, i) =>
        actually === c ? [distanceFromBorder(borders[i]!, c, logReturn[i]!, scale[i]!)] : [],
      );
      const normal = normalShape(meanBorders(borders, scale), c);
      if (own.length < FEWEST_OF_CLASS) return keepApart(normal, c, classes);
      own.sort((a, b) => a - b);
      const found = innerLevels.map((level) => own[Math.min(own.length, conformalRank(level, own.length)) - 1]!);
      // Few spans may be one calm episode: they may widen the outer classes, and not narrow them.
      const isOuter = c === 0 || c === classes - 1;
      return keepApart(maySharpen || !isOuter ? found : found.map((d, k) => Math.max(d, normal[k]!)), c, classes);
    }),
  };
}

/** One row of outputs as a distribution: the pieces one after another, each with its probability and its shape. */
export function readClasses(
  { levels, trust, priors, shapes }: ClassCalibrator,
  label: LabelSpec,
  outputs: ArrayLike<number>,
  scale: number,
): ReadOutputs {
  const classes = spread(priors, weighEvidence(priors, outputs), trust);
  const borders = classBorders(label, scale).map((border) => border / scale);
  const points: { level: number; value: number }[] = [];
  let below = 0;
  classes.forEach((probability, c) => {
    const shape = shapes[c]!;
    const [lower, upper] = [borders[c - 1], borders[c]];
    shape.forEach((distance, k) => {
      const level = innerLevels[k]!;
      if (lower === undefined) {
        points.push({ level: below + probability * (1 - level), value: upper! - distance });
      } else {
        const value = upper === undefined ? lower + distance : lower + distance * (upper - lower);
        points.push({ level: below + probability * level, value });
      }
    });
    below += probability;
    if (upper !== undefined) points.push({ level: below, value: upper });
  });
  points.sort((a, b) => a.level - b.level);
  const distribution = interpolateQuantiles(
    points.map(({ level }) => level),
    points.map(({ value }) => value),
  );
  return { distribution, quantiles: Float64Array.from(levels, (level) => distribution.quantile(level)), classes };
}

/** ln q_c - ln(w_c π_c) for each class; a single output is the probability of the second of two classes. */
function weighEvidence({ shares, weights }: ClassPriors, outputs: ArrayLike<number>): number[] {
  const said = outputs.length === 1 ? [1 - outputs[0]!, outputs[0]!] : Array.from(outputs);
  return said.map((q, c) => Math.log(Math.max(LEAST_OUTPUT, q)) - Math.log(weights[c]! * shares[c]!));
}

/** P(c) ∝ π_c exp(β s_c), none of them below LEAST_PROBABILITY. */
function spread({ shares }: ClassPriors, evidence: readonly number[], trust: number): number[] {
  const largest = Math.max(...evidence.map((s) => trust * s));
  const raw = shares.map((share, c) => share * Math.exp(trust * evidence[c]! - largest));
  const total = raw.reduce((sum, x) => sum + x, 0);
  const kept = 1 - LEAST_PROBABILITY * raw.length;
  return raw.map((x) => LEAST_PROBABILITY + (kept * x) / total);
}

/**
 * The β in [0, most] with the least penalised log-loss: outcomes of a horizon of h bars overlap and count 1/h each, and
 * β times the evidence is held against USUAL_LOG_ODDS, as by a normal prior (ridge regression with one coefficient). The
 * sum is convex in β, as the log-loss of every log-linear model, so halving the interval by the sign of its slope finds
 * it.
 */
function fitTrust(
  priors: ClassPriors,
  evidence: readonly (readonly number[])[],
  actual: readonly number[],
  horizonBars: number,
  most: number,
): number {
  const spread2 = varianceOf(evidence.map((s) => s.at(-1)! - s[0]!)) / USUAL_LOG_ODDS ** 2;
  // d/dβ of -ln P(actual) = sum of P(c) s_c - s_actual; of the prior, β times the spread.
  const slope = (trust: number): number =>
    evidence.reduce((sum, s, i) => {
      const expected = spread(priors, s, trust).reduce((mean, p, c) => mean + p * s[c]!, 0);
      return sum + expected - s[actual[i]!]!;
    }, 0) /
      horizonBars +
    trust * spread2;
  if (slope(0) >= 0) return 0;
  if (slope(most) <= 0) return most;
  let [low, high] = [0, most];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
}

/** The distances ascending, each a hair beyond the one before, between two borders also before the second one. */
function keepApart(shape: readonly number[], place: number, classes: number): number[] {
  const isOuter = place === 0 || place === classes - 1;
  const apart: number[] = [];
  shape.forEach((distance, k) => {
    const before = k === 0 ? 0 : apart[k - 1]!;
    const capped = isOuter
      ? k === shape.length - 1
        ? Math.min(distance, before + LONGEST_LAST_STEP)
        : distance
      : Math.min(distance, 1 - HAIR * (shape.length - k));
    apart.push(Math.max(capped, before + HAIR));
  });
  return apart;
}

/** How far a return lies from the border that its class counts from. */
function distanceFromBorder(borders: readonly number[], place: number, logReturn: number, scale: number): number {
  const [lower, upper] = [borders[place - 1], borders[place]];
  if (lower === undefined) return (upper! - logReturn) / scale;
  return upper === undefined ? (logReturn - lower) / scale : (logReturn - lower) / (upper - lower);
}

/** [borders] Mean over the samples, in units of volatility. */
function meanBorders(borders: readonly (readonly number[])[], scale: Float64Array): number[] {
  return borders[0]!.map((_, k) => borders.reduce((sum, own, i) => sum + own[k]! / scale[i]!, 0) / borders.length);
}

/** The shape of a class where returns are standard normal. Both outer classes are taken in the lower tail. */
function normalShape(borders: readonly number[], place: number): number[] {
  const clamp = (border: number): number => Math.max(-FARTHEST_BORDER, Math.min(FARTHEST_BORDER, border));
  const [lower, upper] = [borders[place - 1], borders[place]];
  if (lower !== undefined && upper !== undefined) {
    const [below, above] = [normalCdf(clamp(lower)), normalCdf(clamp(upper))];
    return innerLevels.map(
      (level) => (inverseNormalCdf(below + level * (above - below)) - clamp(lower)) / (clamp(upper) - clamp(lower)),
    );
  }
  const border = clamp(lower === undefined ? upper! : -lower);
  return innerLevels.map((level) => border - inverseNormalCdf((1 - level) * normalCdf(border)));
}
