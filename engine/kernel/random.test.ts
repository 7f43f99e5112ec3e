import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, deriveSeed, hash32, mix32, permutation } from './random.ts';

/** Mean of the k-th powers. */
function moment(values: readonly number[], k: number): number {
  return values.reduce((sum, value) => sum + value ** k, 0) / values.length;
}

/** Pearson's statistic of counts that should all be the same; its mean is counts.length - 1. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('mix32', () => {
  // fmix32(1) = 0x514e28b7 is a widely published value; the tests of the native core hold the same literals.
  it.each([
    [0, 0],
    [1, 1364076727],
    [0xdeadbeef, 233162409],
  ])('turns %d into %d', (value, mixed) => {
    expect(mix32(value)).toBe(mixed);
  });

  it('reads its argument as 32 bits, with or without a sign', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(mix32(value)).toBe(mix32(value >>> 0));
        expect(mix32(value)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 1 },
    );
  });

  it('sends different numbers to different ones', () => {
    const mixed = new Set(Array.from({ length: 100_000 }, (_, i) => mix32(i * 42_949)));
    expect(mixed.size).toBe(100_000);
  });
});

describe('hash32', () => {
  // The tests of the native core hold the same literals: dropout masks must be equal on every backend.
  it.each([
    [1, 1, 0, 0, 1512489711],
    [42, 7, 2, 12345, 1740401579],
    [0xffffffff, 1, 1, 99999999, 3439516164],
    [0, 0, 0, 0, 4030176148],
  ])('of seed %d, step %d, stream %d, index %d is %d', (seed, step, stream, index, word) => {
    expect(hash32(seed, step, stream, index)).toBe(word);
  });

  it('is uniform along each coordinate', () => {
    const along: ((i: number) => number)[] = [
      (i) => hash32(i, 1, 1, 1),
      (i) => hash32(1, i, 1, 1),
      (i) => hash32(1, 1, i, 1),
      (i) => hash32(1, 1, 1, i),
    ];
    for (const draw of along) {
      const counts = new Array<number>(256).fill(0);
      for (let i = 0; i < 65_536; i++) counts[draw(i) >>> 24]!++;
      // 255 degrees of freedom: mean 255, standard deviation 22.6; within 5 of them.
      expect(Math.abs(chiSquare(counts) - 255)).toBeLessThan(113);
    }
  });
});

describe('deriveSeed', () => {
  it('gives each use of a seed 32 bits of its own, always the same', () => {
    const uses = ['weights', 'dropout', 'order/1', 'order/2', 'order/11', 'evaluation', ''];
    const seeds = [0, 1, 2, 0xffffffff].flatMap((seed) => uses.map((use) => deriveSeed(seed, use)));
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff)).toBe(true);
    expect(deriveSeed(1, 'weights')).toBe(deriveSeed(1, 'weights'));
  });
});

/** xoshiro128++ as in https://prng.di.unimi.it/xoshiro128plusplus.c, in exact integers. */
function* xoshiro(state: readonly number[]): Generator<number, never> {
  const word = (value: bigint) => value & 0xffffffffn;
  const rotate = (value: bigint, bits: bigint) => word((value << bits) | (value >> (32n - bits)));
  const s = state.map(BigInt) as [bigint, bigint, bigint, bigint];
  for (;;) {
    yield Number(word(rotate(word(s[0] + s[3]), 7n) + s[0]));
    const t = word(s[1] << 9n);
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 11n);
  }
}

describe('createRandom', () => {
  it('is xoshiro128++', () => {
    // The first words from the state 1, 2, 3, 4, as the tests of the Rust crate rand_xoshiro have them. By hand, the
    // first one: rotl(1 + 4, 7) + 1 = 641.
    const reference = xoshiro([1, 2, 3, 4]);
    expect([641, 1573767, 3222811527, 3517856514].map(() => reference.next().value)).toEqual([
      641, 1573767, 3222811527, 3517856514,
    ]);
    for (const seed of [0, 1, 42, 0xffffffff]) {
      const words = xoshiro([1, 2, 3, 4].map((i) => mix32(seed + Math.imul(i, 0x9e3779b9))));
      const random = createRandom(seed);
      for (let i = 0; i < 100; i++) {
        // 27 high bits of one word and 26 of the next, as a fraction.
        const high = words.next().value >>> 5;
        const low = words.next().value >>> 6;
        expect(random.uniform()).toBe((high * 2 ** 26 + low) / 2 ** 53);
      }
    }
  });

  it('gives the same stream for the same seed, and another for another', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 50 }, () => [random.uniform(), random.normal(), random.integer(1000)]);
    };
    expect(draw(5)).toEqual(draw(5));
    for (const [a, b] of [
      [5, 6],
      [0, 1],
      [0, 0x80000000],
    ] as const) {
      expect(
        draw(a)
          .flat()
          .filter((value, i) => value === draw(b).flat()[i]).length,
      ).toBeLessThan(5);
    }
  });

  it('draws uniformly from [0, 1), one draw independent of the next', () => {
    const random = createRandom(11);
    const draws = Array.from({ length: 100_000 }, () => random.uniform());
    expect(draws.every((u) => u >= 0 && u < 1)).toBe(true);
    // Five standard errors: sqrt(1/12 / n) = 0.00091, sqrt(4/45 / n) = 0.00094.
    expect(Math.abs(moment(draws, 1) - 1 / 2)).toBeLessThan(0.0046);
    expect(Math.abs(moment(draws, 2) - 1 / 3)).toBeLessThan(0.0047);
    const pairs = new Array<number>(256).fill(0);
    for (let i = 0; i < draws.length; i += 2)
      pairs[Math.floor(draws[i]! * 16) * 16 + Math.floor(draws[i + 1]! * 16)]!++;
    expect(Math.abs(chiSquare(pairs) - 255)).toBeLessThan(113);
  });

  it('draws integers from 0 to below the bound, each as often', () => {
    const random = createRandom(12);
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) counts[random.integer(7)]!++;
    // 6 degrees of freedom; 35 is exceeded once in 200,000 times.
    expect(chiSquare(counts)).toBeLessThan(35);
    expect(random.integer(1)).toBe(0);
    const wide = Array.from({ length: 1000 }, () => random.integer(2 ** 32));
    expect(wide.every((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32)).toBe(true);
    expect(Math.max(...wide)).toBeGreaterThan(2 ** 31);
  });

  it('draws normally: moments, tails, and no memory of the draw before', () => {
    const random = createRandom(13);
    const n = 200_000;
    const draws = Array.from({ length: n }, () => random.normal());
    // The k-th moment has the variance (m[2k] - m[k]²) / n with m = 0, 1, 0, 3, 0, 15, 0, 105; five standard errors.
    for (const [k, expected, variance] of [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 15],
      [4, 3, 96],
    ] as const) {
      expect(Math.abs(moment(draws, k) - expected), `moment ${k}`).toBeLessThan(5 * Math.sqrt(variance / n));
    }
    // Two-sided tails from tables of the normal distribution.
    for (const [border, share] of [
      [1.959964, 0.05],
      [3, 0.0026998],
      [4, 0.00006334],
    ] as const) {
      const found = draws.filter((x) => Math.abs(x) > border).length / n;
      expect(Math.abs(found - share), `beyond ${border}`).toBeLessThan(5 * Math.sqrt(share / n));
    }
    // The polar method makes two at a time; neither they nor their squares may go together.
    const lagged = (f: (x: number) => number) =>
      moment(
        draws.slice(1).map((x, i) => f(x) * f(draws[i]!)),
        1,
      );
    expect(Math.abs(lagged((x) => x))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(lagged((x) => (x * x - 1) / Math.SQRT2))).toBeLessThan(5 / Math.sqrt(n));
  });
});

describe('permutation', () => {
  it('holds every integer below its length once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 0xffffffff }), (length, seed) => {
        const order = permutation(length, createRandom(seed));
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, i) => i));
      }),
      { seed: 2 },
    );
  });

  it('has every order as often', () => {
    const random = createRandom(14);
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = permutation(4, random).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // 23 degrees of freedom; 65 is exceeded once in 150,000 times.
    expect(chiSquare([...counts.values()])).toBeLessThan(65);
  });
});
