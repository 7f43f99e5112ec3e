import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alterFuture, scrambleAfter } from '#engine/evaluation/leak-certificate/other-futures.ts';
import { buildDataset, type InstrumentInput } from '#engine/features/dataset.ts';
import type { FeatureKind, FeatureParams } from '#engine/features/feature-kind.ts';
import { featureKinds } from '#engine/features/feature-kinds.ts';
import { defaultSpec, inventHistory } from '#engine/features/invented-history.test-data.ts';
import { computeLabels } from '#engine/features/label.ts';
import { partNames } from '#engine/features/split.ts';
import { inventedSplit } from '#engine/forecast/invented-model.test-data.ts';
import { findLeak, type Rows } from './leak-check.ts';
import { BARS, featureRows, history, spec } from './pipelines.test-data.ts';

// The leak certificate looks at what a model reads, behind its train part. Here every feature is looked at, at all bars
// from the first one on, and parts of the split as a whole.

/** At random bars, both without a future and with another one, nothing up to the bar changes. */
async function expectNoLeak(derive: (input: InstrumentInput) => Rows | Promise<Rows>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 1000 }),
      fc.integer({ min: 0, max: BARS - 2 }),
      fc.nat({ max: 2 ** 31 }),
      async (historySeed, cut, seed) => {
        const input = inventHistory(historySeed, BARS);
        expect(await findLeak(derive, input, alterFuture(input, cut, seed))).toBeNull();
      },
    ),
    { seed: 1, numRuns: 25 },
  );
}

/** 2, 5, 8, … where the limits allow it, and the smallest allowed number where they do not. */
function shortParams({ parameters }: FeatureKind): FeatureParams {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { min, max }], i) => [name, Math.min(max, Math.max(min, 2 + 3 * i))]),
  );
}

describe('whatever the future brings, up to now nothing changes in', () => {
  const cases = [
    ...featureKinds.map((kind) => ({ name: kind.kind, feature: defaultSpec(kind) })),
    ...featureKinds
      .filter(({ parameters }) => Object.keys(parameters).length > 0)
      .map((kind) => ({ name: `${kind.kind} with other parameters`, feature: defaultSpec(kind, shortParams(kind)) })),
  ];

  it.each(cases)('the feature $name', async ({ feature }) => {
    await expectNoLeak(featureRows(feature));
  });

  it('the scale of the label', async () => {
    await expectNoLeak(({ bars }) => ({ values: computeLabels(bars.close, spec).horizons[0]!.scale, width: 1 }));
  });
});

describe('each part of a dataset knows nothing of the bars from the next part on', () => {
  const dataset = buildDataset(spec, inventedSplit, [history]);

  /** Windows and labels of a part, of the dataset of a history with another future after `lastKept`. */
  function partWithOtherFuture(name: (typeof partNames)[number], lastKept: number) {
    const { parts, instruments } = buildDataset(spec, inventedSplit, [scrambleAfter(history, lastKept, 5)]);
    const { ends, labels, features, featureCount } = parts[name].windows;
    return {
      ends,
      labels,
      rows: features.slice(0, (ends.at(-1)! + 1) * featureCount),
      scalers: instruments[0]!.scalers,
    };
  }

  it.each(['train', 'validation', 'calibration'] as const)('%s', (name) => {
    const untouched = partWithOtherFuture(name, BARS);
    const lastOutcome = history.bars.time.indexOf(dataset.parts[name].outcomesUntil);
    expect(history.bars.time[lastOutcome]).toBeLessThan(dataset.split[partNames[partNames.indexOf(name) + 1]!].from);
    expect(partWithOtherFuture(name, lastOutcome)).toEqual(untouched);
    // One bar earlier, and the last label is another: the comparison can fail.
    expect(partWithOtherFuture(name, lastOutcome - 1)).not.toEqual(untouched);
  });
});
