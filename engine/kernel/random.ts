/**
 * Seeded random numbers. Every draw in the engine comes from here, so every run can be replayed:
 * same seed, same numbers, on every machine.
 */

export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform integer in [0, bound); bound is at most 2^32. */
  integer(bound: number): number;
  /** Standard normal, by Marsaglia's polar method. */
  normal(): number;
}

/** Finaliser of MurmurHash3 (Appleby 2011): a bijection on 32 bits in which every input bit reaches every output bit. */
export function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A random 32-bit word that depends on nothing but its coordinates, so that it can be drawn in any order
 * and on any thread. The native core computes the same word (native/src/random.hpp); dropout masks are
 * made of these.
 */
export function hash32(seed: number, step: number, stream: number, index: number): number {
  let h = mix32(seed ^ Math.imul(step, 0x9e3779b1));
  h = mix32(h ^ Math.imul(stream + 1, 0x85ebca77));
  return mix32(h ^ Math.imul(index + 1, 0xc2b2ae3d));
}

/** A seed of its own for each use of randomness in a run, so that adding one use does not shift the others. */
export function deriveSeed(seed: number, use: string): number {
  let h = seed >>> 0;
  for (let i = 0; i < use.length; i++) h = mix32(h ^ Math.imul(use.charCodeAt(i) + 1, 0x9e3779b1));
  return h;
}

/** xoshiro128++ (Blackman and Vigna 2019), its state filled from `seed` by mix32 over a Weyl sequence. */
export function createRandom(seed: number): Random {
  const state = new Uint32Array(4);
  for (let i = 0; i < 4; i++) state[i] = mix32(seed + Math.imul(i + 1, 0x9e3779b9));
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  let spare: number | null = null;

  function next(): number {
    const sum = (a + d) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  }

  function uniform(): number {
    return ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  }

  return {
    uniform,
    integer(bound) {
      // Lemire (2019) without the rejection: the bias is below 2^-21 for the bounds used here (< 2^32 by 53 bits).
      return Math.floor(uniform() * bound);
    },
    normal() {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      for (;;) {
        const u = 2 * uniform() - 1;
        const w = 2 * uniform() - 1;
        const s = u * u + w * w;
        if (s > 0 && s < 1) {
          const scale = Math.sqrt((-2 * Math.log(s)) / s);
          spare = w * scale;
          return u * scale;
        }
      }
    },
  };
}

/** The integers 0..length-1 in random order (Fisher-Yates). */
export function permutation(length: number, random: Random): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
