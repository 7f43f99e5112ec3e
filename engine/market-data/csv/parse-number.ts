const MISSING = new Set(['', 'null', 'nan', 'none', 'n/a', '-']);

/** Whether the text is one of the ways in which providers write "no value". */
export function isMissing(text: string): boolean {
  return MISSING.has(text.trim().toLowerCase());
}

/**
 * The finite number that the text holds, or NaN. Thousands separators are not accepted: where the
 * decimal sign may be a comma they cannot be told apart from it.
 */
export function parseNumber(text: string, decimalComma: boolean): number {
  const value = Number(decimalComma ? text.replace(',', '.') : text);
  // Number('') and Number('  ') are 0.
  if (!Number.isFinite(value) || (value === 0 && text.trim() === '')) return Number.NaN;
  return value;
}
