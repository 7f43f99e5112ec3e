import type { Costs } from '#contract/model-spec.ts';
import { parseNumber } from '../../formats/parse-number.ts';

/** The parts of the costs, and the most that each may be, in basis points; see contract/model-spec.ts. */
export const costParts = {
  fee: { name: 'feeBasisPoints', most: 1000 },
  slippage: { name: 'slippageBasisPoints', most: 1000 },
  spread: { name: 'spreadBasisPoints', most: 1000 },
  borrow: { name: 'borrowBasisPoints', most: 100_000 },
} as const satisfies Record<string, { readonly name: keyof Costs; readonly most: number }>;
export type CostPart = keyof typeof costParts;

/** Costs with one part as it was typed, or null where that is no number that it can be. An empty optional part is none. */
export function withPart(costs: Costs, part: CostPart, text: string): Costs | null {
  const { name, most } = costParts[part];
  const value = text.trim() === '' ? 0 : parseNumber(text);
  if (!(value >= 0 && value <= most)) return null;
  const isOptional = part === 'spread' || part === 'borrow';
  const entries = Object.entries({ ...costs, [name]: value });
  return Object.fromEntries(entries.filter(([each]) => each !== name || !isOptional || value > 0)) as Costs;
}

/** What a purchase and its sale cost together, as a share of what was bought: fee and slippage twice, the spread once. */
export function roundTripOf({ feeBasisPoints, slippageBasisPoints, spreadBasisPoints = 0 }: Costs): number {
  return (2 * (feeBasisPoints + slippageBasisPoints) + spreadBasisPoints) / 10_000;
}
