/**
 * npm run bench:acl18 -- --data <folder of ourpped/*.csv> [--seeds 10] [--only lstm,alstm,adv-alstm]: the networks of Feng et al.
 * (IJCAI 2019, "Enhancing Stock Movement Prediction with Adversarial Training") on the stocks of Xu & Cohen (ACL 2018), by
 * their protocol, from several seeds, beside rules without parameters and what was published. docs/acl18.md says what came
 * out. The data is nobody's to hand on and no part of Almanac: github.com/fulifeng/Adv-ALSTM has it.
 *
 * Of each file 652 rows, a row a trading day from 2013-06-03: 11 features in percent, the label (1, -1, or 0 between the
 * thresholds), the adjusted close. A sample is the `lag` rows before day t and the label of day t, if that is not 0.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { modelSpecSchema, type LayerSpec } from '#contract/model-spec.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { buildGraph } from '#engine/models/graph.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
import { openBackend } from '#engine/training/open-backend.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    seeds: { type: 'string', default: '10' },
    only: { type: 'string', default: 'lstm,alstm,adv-alstm' },
  },
});
if (options.data === undefined) throw new Error('Expected --data and the folder of the CSV files of ACL18 (ourpped).');
const SEEDS = Number(options.seeds);

const FEATURES = 11;
const LABEL = 11;
const ADJUSTED_CLOSE = 12;
const DAYS = 652;
/** In place of every number of a day before a stock was listed. */
const MISSING = -123321;
/** Rows of the first day of each part, and the end: 2014-01-02, 2015-08-03, 2015-10-01, 2015-12-31. */
const PARTS = { train: [148, 546], validation: [546, 588], test: [588, DAYS] } as const;
const [EPOCHS, BATCH, RATE] = [150, 1024, 0.01];
const BOOTSTRAPS = 2000;

interface Sample {
  readonly stock: number;
  readonly day: number;
  readonly up: boolean;
}

type Part = keyof typeof PARTS;

const stocks = readdirSync(options.data)
  .filter((name) => name.endsWith('.csv'))
  .sort()
  .map((name) => readStock(join(options.data!, name)));

function readStock(file: string): number[][] {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number));
  if (rows.length !== DAYS || rows.some((row) => row.length !== 13 || row.some(Number.isNaN))) {
    throw new Error(`${file}: expected ${DAYS} rows of 13 numbers.`);
  }
  return rows;
}

function listSamples(part: Part, lag: number): Sample[] {
  const [from, to] = PARTS[part];
  return stocks.flatMap((rows, stock) =>
    Array.from({ length: to - from }, (_, i) => from + i)
      .filter((day) => rows[day]![LABEL] !== 0)
      .filter((day) => rows.slice(day - lag, day + 1).every((row) => !row.includes(MISSING)))
      .map((day) => ({ stock, day, up: rows[day]![LABEL]! > 0 })),
  );
}

/** All rows of all stocks, one under the other; windows end with the day before the label's. */
const features = Float32Array.from(stocks.flatMap((rows) => rows.flatMap((row) => row.slice(0, FEATURES))));

function toWindows(samples: readonly Sample[], lag: number): WindowSet {
  return {
    features,
    featureCount: FEATURES,
    windowBars: lag,
    ends: Int32Array.from(samples, ({ stock, day }) => stock * DAYS + day - 1),
    horizons: 1,
    labels: Float32Array.from(samples, ({ up }) => (up ? 1 : 0)),
  };
}

interface Score {
  /** In percent. */
  readonly accuracy: number;
  /** Matthews's correlation coefficient, 0 where one side is never said. */
  readonly mcc: number;
}

function score(samples: readonly Sample[], saysUp: (i: number) => boolean): Score {
  let [tp, tn, fp, fn] = [0, 0, 0, 0];
  samples.forEach(({ up }, i) => {
    const said = saysUp(i);
    if (said && up) tp++;
    else if (said) fp++;
    else if (up) fn++;
    else tn++;
  });
  const root = Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
  return { accuracy: (100 * (tp + tn)) / samples.length, mcc: root > 0 ? (tp * tn - fp * fn) / root : 0 };
}

interface Network {
  readonly name: string;
  readonly lag: number;
  readonly units: number;
  readonly attention: boolean;
  readonly l2: number;
  readonly published: string;
}

const attentive = { lag: 5, units: 4, attention: true, l2: 1 };
const networks: readonly Network[] = [
  { name: 'lstm', lag: 10, units: 32, attention: false, l2: 10, published: '53.18 / 0.0674' },
  { name: 'alstm', ...attentive, published: '54.90 / 0.1043, rerun 55.00 / 0.0995' },
  { name: 'adv-alstm', ...attentive, published: '57.20 / 0.1483, rerun 56.45 / 0.1310' },
];

function describe({ lag, units, attention, l2 }: Network, adversarial: boolean) {
  const layers: LayerSpec[] = [
    { kind: 'dense', units: FEATURES, activation: 'tanh' },
    { kind: 'lstm', units, returnSequences: attention },
    ...(attention ? [{ kind: 'temporal-attention' as const, units }] : []),
  ];
  const spec = v.parse(modelSpecSchema, {
    format: 'almanac-model-spec/1',
    name: 'acl18',
    title: 'ACL18',
    windowBars: lag,
    features: [{ kind: 'return', scaler: 'standard' }], // only has to be there: the columns are given
    label: { kind: 'direction', horizons: [1], volatilityBars: 60 },
    layers,
    head: { kind: 'sigmoid', loss: { kind: 'hinge' }, l2 },
    training: {
      learningRate: RATE,
      batchSize: BATCH,
      epochs: EPOCHS,
      patience: EPOCHS,
      clipNorm: 1,
      ...(adversarial && { adversarial: { epsilon: 0.05, beta: 0.01 } }),
    },
  });
  return buildGraph(spec, FEATURES);
}

interface Loaded {
  readonly samples: readonly Sample[];
  readonly windows: WindowSet;
}

interface Outcome {
  /** Of the epoch with the best validation accuracy, the first of equals. */
  readonly weights: Float32Array;
  readonly validation: Score;
  readonly test: Score;
  /** Whether each test sample was said rightly. */
  readonly hits: readonly boolean[];
}

async function train(network: Network, seed: number, from: Float32Array | null): Promise<Outcome> {
  const graph = describe(network, from !== null);
  const load = (part: Part): Loaded => {
    const samples = listSamples(part, network.lag);
    return { samples, windows: toWindows(samples, network.lag) };
  };
  const [trained, validated, tested] = [load('train'), load('validation'), load('test')];
  const session = await (await openBackend('native')).open(graph, from ?? drawInitialWeights(graph, seed));
  const random = createRandom(seed);
  const { signal } = new AbortController();
  const order = Int32Array.from(trained.samples, (_, i) => i);
  let best: Outcome | null = null;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random.uniform() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    const epochOptions = { order, batchSize: BATCH, learningRate: RATE, clipNorm: 1e9, dropoutSeed: seed };
    await session.trainEpoch(trained.windows, epochOptions, { signal, onSamples: () => undefined });
    const { outputs } = await session.evaluate(validated.windows);
    const validation = score(validated.samples, (i) => outputs[i]! > 0);
    if (best && validation.accuracy <= best.validation.accuracy) continue;
    const test = (await session.evaluate(tested.windows)).outputs;
    best = {
      weights: (await session.state()).parameters.slice(),
      validation,
      test: score(tested.samples, (i) => test[i]! > 0),
      hits: tested.samples.map(({ up }, i) => test[i]! > 0 === up),
    };
  }
  session.dispose();
  return best!;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / Math.max(1, values.length - 1));

/** The 95 % interval of the seeds' mean accuracy where whole days are drawn again: stocks of one day move together. */
function bootstrapDays(samples: readonly Sample[], outcomes: readonly Outcome[]): [number, number] {
  const [from, to] = PARTS.test;
  const days = Array.from({ length: to - from }, () => ({ hits: 0, count: 0 }));
  samples.forEach(({ day }, i) => {
    days[day - from]!.count++;
    days[day - from]!.hits += mean(outcomes.map(({ hits }) => Number(hits[i])));
  });
  const random = createRandom(1);
  const drawn = Array.from({ length: BOOTSTRAPS }, () => {
    let [hits, count] = [0, 0];
    for (let i = 0; i < days.length; i++) {
      const day = days[Math.floor(random.uniform() * days.length)]!;
      hits += day.hits;
      count += day.count;
    }
    return (100 * hits) / count;
  }).sort((a, b) => a - b);
  return [drawn[Math.floor(0.025 * BOOTSTRAPS)]!, drawn[Math.ceil(0.975 * BOOTSTRAPS) - 1]!];
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const show = ({ accuracy, mcc }: Score): string => `${accuracy.toFixed(2)} / ${mcc.toFixed(4)}`;

for (const lag of [5, 10]) {
  const sizes = (['train', 'validation', 'test'] as const).map((part) => {
    const samples = listSamples(part, lag);
    return `${part} ${samples.length} (${((100 * samples.filter(({ up }) => up).length) / samples.length).toFixed(2)} % up)`;
  });
  print(`lag ${lag}: ${sizes.join(', ')}`);
}
const tests = listSamples('test', 5);
const before = (i: number, days: number, column: number): number =>
  stocks[tests[i]!.stock]![tests[i]!.day - days]![column]!;
const rules: readonly [string, (i: number) => boolean][] = [
  ['always up', () => true],
  ['momentum of 10 days', (i) => before(i, 1, ADJUSTED_CLOSE) > before(i, 11, ADJUSTED_CLOSE)],
  ['back to the mean of 30 days', (i) => before(i, 1, 10) > 0],
  ['back to the mean of 10 days', (i) => before(i, 1, 6) > 0],
  ['as the day before', (i) => before(i, 1, 4) > 0],
];
print('accuracy % / MCC of the test days');
for (const [name, rule] of rules) print(`${name}: ${show(score(tests, rule))}`);

const chosen = new Set(options.only.split(','));
const outcomes = new Map(networks.map(({ name }) => [name, [] as Outcome[]]));
for (let seed = 1; seed <= SEEDS; seed++) {
  for (const network of networks) {
    if (!chosen.has(network.name)) continue;
    // Adversarial training begins where the best epoch of the plain one ended, as in the published code.
    const plain = outcomes.get('alstm')!.at(-1);
    if (network.name === 'adv-alstm' && !plain) throw new Error('adv-alstm starts from alstm: name both in --only.');
    const outcome = await train(network, seed, network.name === 'adv-alstm' ? plain!.weights : null);
    outcomes.get(network.name)!.push(outcome);
    print(`seed ${seed}, ${network.name}: test ${show(outcome.test)}, validation ${show(outcome.validation)}`);
  }
}
for (const network of networks) {
  const all = outcomes.get(network.name)!;
  if (all.length === 0) continue;
  const [accuracies, correlations] = [all.map(({ test }) => test.accuracy), all.map(({ test }) => test.mcc)];
  const [low, high] = bootstrapDays(listSamples('test', network.lag), all);
  print(
    `${network.name}, ${all.length} seeds: ${mean(accuracies).toFixed(2)} ± ${deviation(accuracies).toFixed(2)} / ` +
      `${mean(correlations).toFixed(4)} ± ${deviation(correlations).toFixed(4)}, from ${Math.min(...accuracies).toFixed(2)} to ` +
      `${Math.max(...accuracies).toFixed(2)}; 95 % over days ${low.toFixed(1)} to ${high.toFixed(1)}. Published ${network.published}.`,
  );
}
