import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { modelSpecSchema, type ModelSpec } from '#contract/model-spec.ts';
import { loadPreset } from '../../models/parse-spec.ts';
import { nextLearningRate } from './next-learning-rate.ts';

type Training = ModelSpec['training'];
type Schedule = NonNullable<Training['schedule']>;

const preset = loadPreset('price-lstm');

/** The rate of each epoch of a run with these validation losses. */
function ratesOf(training: Training, validationLosses: readonly number[]): number[] {
  return validationLosses.map((_, epoch) => nextLearningRate(training, validationLosses.slice(0, epoch)));
}

function trainingWith(changes: Partial<Training>): Training {
  return { ...preset.training, learningRate: 0.001, epochs: 10, ...changes };
}

const golden = v.parse(
  v.object({
    cases: v.array(
      v.object({
        name: v.string(),
        training: v.partial(modelSpecSchema.entries.training),
        validationLosses: v.array(v.number()),
        learningRates: v.array(v.number()),
      }),
    ),
  }),
  JSON.parse(
    readFileSync(join(import.meta.dirname, '..', '..', '..', 'tests', 'golden', 'schedules.json'), 'utf8'),
  ) as unknown,
);

describe('the learning rates of PyTorch', () => {
  it.each(golden.cases)('$name', ({ training, validationLosses, learningRates }) => {
    const said = Object.fromEntries(Object.entries(training).filter(([, value]) => value !== undefined));
    const rates = ratesOf({ ...preset.training, ...said }, validationLosses);
    expect(rates).toHaveLength(learningRates.length);
    rates.forEach((rate, epoch) => {
      expect(Math.abs(rate / learningRates[epoch]! - 1), `epoch ${epoch + 1}`).toBeLessThan(1e-12);
    });
  });
});

describe('the rate of an epoch', () => {
  it('stays as it is without a schedule', () => {
    expect(ratesOf(trainingWith({}), [3, 2, 4, 4, 4])).toEqual([0.001, 0.001, 0.001, 0.001, 0.001]);
    expect(ratesOf(trainingWith({ schedule: { kind: 'constant' } }), [3, 2])).toEqual([0.001, 0.001]);
  });

  it('rises to the base in equal steps, by hand', () => {
    const rates = ratesOf(trainingWith({ learningRate: 0.004, warmupEpochs: 3 }), [1, 1, 1, 1, 1]);
    expect(rates).toEqual([0.001, 0.002, 0.003, 0.004, 0.004]);
  });

  it('stays at the minimum once the cosine has come down', () => {
    const schedule = { kind: 'cosine', minimum: 1e-4, epochs: 2 } as const;
    expect(ratesOf(trainingWith({ schedule }), [1, 1, 1, 1, 1]).slice(2)).toEqual([1e-4, 1e-4, 1e-4]);
  });

  it('comes to the last epoch of the run by a cosine that has no epochs of its own, after the warm-up', () => {
    const schedule = { kind: 'cosine', minimum: 1e-4 } as const;
    const rates = ratesOf(trainingWith({ epochs: 6, warmupEpochs: 2, schedule }), [1, 1, 1, 1, 1, 1]);
    // Half-way between the warm-up and the end it has half of its way.
    expect(rates[4]).toBeCloseTo((0.001 + 1e-4) / 2, 12);
    expect(nextLearningRate(trainingWith({ epochs: 6, warmupEpochs: 2, schedule }), [1, 1, 1, 1, 1, 1])).toBe(1e-4);
  });

  it('is no zero after a step too many', () => {
    const schedule = { kind: 'step', everyEpochs: 1, factor: 1e-9 } as const;
    expect(nextLearningRate(trainingWith({ schedule }), new Array<number>(50).fill(1))).toBeGreaterThan(0);
  });

  it('takes a loss that is not a number for no better one', () => {
    const schedule = { kind: 'plateau', patience: 0, factor: 0.5, minimum: 1e-6 } as const;
    expect(ratesOf(trainingWith({ schedule }), [1, NaN, 0.5, 0.4])).toEqual([0.001, 0.001, 0.0005, 0.0005]);
  });
});

const rate = fc.double({ min: 1e-9, max: 1, noNaN: true });
const factor = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const anySchedule = (base: number): fc.Arbitrary<Schedule> => {
  const minimum = fc.double({ min: 1e-9, max: 1, noNaN: true }).map((share) => base * share);
  return fc.oneof(
    fc.constant({ kind: 'constant' as const }),
    fc.record({ kind: fc.constant('step' as const), everyEpochs: fc.integer({ min: 1, max: 9 }), factor }),
    fc.record({ kind: fc.constant('cosine' as const), minimum }),
    fc.record({ kind: fc.constant('cosine' as const), minimum, epochs: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ kind: fc.constant('plateau' as const), patience: fc.integer({ min: 0, max: 4 }), factor, minimum }),
  );
};
const anyRun = fc
  .record({
    base: rate,
    epochs: fc.integer({ min: 1, max: 40 }),
    warmupEpochs: fc.integer({ min: 0, max: 45 }),
    losses: fc.array(fc.double({ min: -1, max: 5 }), { minLength: 1, maxLength: 40 }),
  })
  .chain(({ base, epochs, warmupEpochs, losses }) =>
    anySchedule(base).map((schedule) => ({
      // No run has more.
      losses: losses.slice(0, epochs),
      training: trainingWith({ learningRate: base, epochs, warmupEpochs, schedule }),
    })),
  );

describe('whatever the schedule', () => {
  it('the rate is above zero, never above the base, and after the warm-up never below the minimum', () => {
    fc.assert(
      fc.property(anyRun, ({ training, losses }) => {
        const { schedule, warmupEpochs = 0, learningRate } = training;
        const minimum = schedule && 'minimum' in schedule ? schedule.minimum : 0;
        ratesOf(training, losses).forEach((found, epoch) => {
          expect(found).toBeGreaterThan(0);
          expect(found).toBeLessThanOrEqual(learningRate * (1 + 1e-15));
          if (epoch >= warmupEpochs) expect(found).toBeGreaterThanOrEqual(minimum);
        });
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('the rate rises up to the end of the warm-up and never after it', () => {
    fc.assert(
      fc.property(anyRun, ({ training, losses }) => {
        const { warmupEpochs = 0 } = training;
        ratesOf(training, losses).forEach((found, epoch, rates) => {
          if (epoch === 0) return;
          if (epoch <= warmupEpochs) expect(found).toBeGreaterThan(rates[epoch - 1]!);
          else expect(found).toBeLessThanOrEqual(rates[epoch - 1]! * (1 + 1e-15));
        });
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});

describe('a spec', () => {
  const problemsOf = (changes: Partial<Training>): string[] => {
    const result = v.safeParse(modelSpecSchema, { ...preset, training: trainingWith(changes) });
    return (result.issues ?? []).map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  };

  it('is taken as it is written, and without a schedule has none', () => {
    const schedule = { kind: 'plateau', patience: 2, factor: 0.5, minimum: 1e-5 } as const;
    expect(problemsOf({ schedule, warmupEpochs: 2, patience: 8 })).toEqual([]);
    expect(Object.keys(v.parse(modelSpecSchema, preset).training)).not.toContain('schedule');
  });

  it('is refused with a minimum above the base, or a patience that the run does not live to see', () => {
    expect(problemsOf({ schedule: { kind: 'cosine', minimum: 0.01 } })).toEqual([
      'training.schedule: expected a minimum that is not above training.learningRate',
    ]);
    const plateau = { kind: 'plateau', factor: 0.5, minimum: 1e-5 } as const;
    expect(problemsOf({ schedule: { ...plateau, patience: 7 }, patience: 8 })).toEqual([
      expect.stringContaining('training.schedule: expected a patience at least 2 below training.patience'),
    ]);
    expect(problemsOf({ schedule: { ...plateau, patience: 6 }, patience: 8 })).toEqual([]);
  });

  it.each<[string, Schedule]>([
    ['factor', { kind: 'step', everyEpochs: 1, factor: 1 }],
    ['factor', { kind: 'step', everyEpochs: 1, factor: 0 }],
    ['everyEpochs', { kind: 'step', everyEpochs: 0, factor: 0.5 }],
    ['minimum', { kind: 'cosine', minimum: 0 }],
    ['epochs', { kind: 'cosine', minimum: 1e-5, epochs: 1.5 }],
    ['patience', { kind: 'plateau', patience: -1, factor: 0.5, minimum: 1e-5 }],
  ])('is refused with a wrong %s: %o', (field, schedule) => {
    expect(problemsOf({ schedule }).join()).toContain(`training.schedule.${field}: `);
  });
});
