/** Reads a number as either language writes it: 1,234.5 or 1 234,5. NaN where it is none. */
export function parseNumber(text: string): number {
  const bare = text.trim().replaceAll(/[\s\u00a0\u202f']/g, '');
  if (!/^[+-]?[\d.,]+$/.test(bare)) return Number.NaN;
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  const mark = bare[last];
  // Of one kind of mark that comes more than once, each parts thousands.
  const isDecimal = last >= 0 && bare.indexOf(mark!) === last;
  const whole = (isDecimal ? bare.slice(0, last) : bare).replaceAll(/[.,]/g, '');
  return Number(isDecimal ? `${whole}.${bare.slice(last + 1)}` : whole);
}
