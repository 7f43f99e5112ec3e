import type { FieldForm } from '#contract/spec-form.ts';

/** What is wrong with a text, as a key of the texts with its numbers. */
export type FieldFault =
  | { readonly key: 'number' | 'whole' | 'empty' }
  | {
      readonly key: 'between' | 'least' | 'most' | 'above' | 'below';
      readonly min: number | null;
      readonly max: number | null;
    };

type Bounds = Pick<FieldForm, 'type' | 'min' | 'max' | 'isMinOpen' | 'isMaxOpen'>;

/** Reads one number; a comma is taken for the point that Poles write it as. */
export function parseNumber(text: string, bounds: Bounds): { readonly value: number } | { readonly fault: FieldFault } {
  const plain = text.trim().replace(',', '.').replace('\u2212', '-');
  if (plain === '') return { fault: { key: 'empty' } };
  const value = Number(plain);
  if (!Number.isFinite(value)) return { fault: { key: 'number' } };
  const { type, min, max, isMinOpen, isMaxOpen } = bounds;
  if (type === 'integer' && !Number.isInteger(value)) return { fault: { key: 'whole' } };
  const isTooLow = min !== null && (isMinOpen ? value <= min : value < min);
  const isTooHigh = max !== null && (isMaxOpen ? value >= max : value > max);
  return isTooLow || isTooHigh ? { fault: describeBounds(bounds)! } : { value };
}

/** The limits of a field in words; null where it has none. */
export function describeBounds({
  min,
  max,
  isMinOpen,
  isMaxOpen,
}: Bounds): Extract<FieldFault, { min: unknown }> | null {
  if (min !== null && max !== null) return { key: 'between', min, max };
  if (min !== null) return { key: isMinOpen ? 'above' : 'least', min, max };
  if (max !== null) return { key: isMaxOpen ? 'below' : 'most', min, max };
  return null;
}

/** Reads several numbers with spaces, commas or semicolons between them; their decimals stand behind a point. */
export function parseNumbers(
  text: string,
  bounds: Bounds,
): { readonly value: number[] } | { readonly fault: FieldFault } {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length === 0) return { fault: { key: 'empty' } };
  const values: number[] = [];
  for (const part of parts) {
    const parsed = parseNumber(part, bounds);
    if ('fault' in parsed) return parsed;
    values.push(parsed.value);
  }
  return { value: values };
}
