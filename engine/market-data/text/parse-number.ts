const MISSING = new Set(['', 'null', 'nan', 'none', 'n/a', 'na', '-', '.', '#n/a']);
const SCALES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };
const POWERS = Array.from({ length: 23 }, (_, k) => 10 ** k);

const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const COMMA = 0x2c;
const ZERO = 0x30;

const decoder = new TextDecoder();

/** Whether the text is one of the ways in which providers write "no value". */
export function isMissing(text: string): boolean {
  return MISSING.has(text.trim().toLowerCase());
}

/**
 * The number that the bytes hold, or NaN where they hold none. Plain decimals, which is nearly all of them, are
 * read digit by digit; a quotient of two integers that float64 holds exactly is rounded correctly by IEEE 754, so
 * the result is that of Number(text). Whatever is longer or written otherwise goes to parseNumber.
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number, decimalComma: boolean): number {
  let at = start;
  const sign = bytes[at];
  if (sign === MINUS || sign === PLUS) at++;
  const decimalSign = decimalComma ? COMMA : POINT;
  let mantissa = 0;
  let digits = 0;
  let point = -1;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
    } else if (point === -1 && (byte === decimalSign || byte === POINT)) {
      point = at;
    } else {
      return parseNumber(decoder.decode(bytes.subarray(start, end)), decimalComma);
    }
  }
  const decimals = point === -1 ? 0 : end - point - 1;
  if (digits === 0 || mantissa > Number.MAX_SAFE_INTEGER || decimals > 22) {
    return parseNumber(decoder.decode(bytes.subarray(start, end)), decimalComma);
  }
  const value = decimals === 0 ? mantissa : mantissa / POWERS[decimals]!;
  return sign === MINUS ? -value : value;
}

/**
 * The finite number that the text holds, or NaN. Beside plain and exponent form it takes what spreadsheets and
 * web pages add: a currency sign, a percent sign (which does not divide), the multipliers K, M and B behind it,
 * brackets for a negative number, and thousands separators where they cannot be meant otherwise.
 */
export function parseNumber(text: string, decimalComma: boolean): number {
  let plain = text.replace(/[\s\u00a0\u202f'$€£¥]|%$|zł$/gu, '');
  if (plain === '') return Number.NaN;
  let factor = 1;
  if (/^\(.*\)$/.test(plain)) {
    plain = plain.slice(1, -1);
    factor = -1;
  }
  const scale = SCALES[plain.slice(-1).toLowerCase()];
  if (scale !== undefined && plain.length > 1) {
    plain = plain.slice(0, -1);
    factor *= scale;
  }
  plain = decimalComma ? withDecimalPoint(plain) : withoutThousands(plain);
  // Number() also reads 0x10 and Infinity, which no price file means.
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return Number.NaN;
  const value = Number(plain) * factor;
  return Number.isFinite(value) ? value : Number.NaN;
}

function withDecimalPoint(text: string): string {
  // One point alone may be a decimal one; two or more, or one with a comma behind it, separate thousands.
  if (/^[+-]?\d{1,3}((\.\d{3})+,\d+|(\.\d{3}){2,})$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
  return text.replace(',', '.');
}

function withoutThousands(text: string): string {
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
}
