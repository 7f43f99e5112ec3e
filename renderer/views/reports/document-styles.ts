import type { ShownLook } from '#contract/report-document.ts';

/** A length of the printed page, larger on narrow and wide screens alike by the scale of the sheet. */
export function points(length: number): string {
  return `calc(${length} * var(--point))`;
}

/** How a part is set, as the style of an element. */
export function lookStyle({ margin, alignment, fontSize, bold, color, lineHeight }: ShownLook): Record<string, string> {
  const [left, top, right, bottom] = margin ?? [0, 0, 0, 0];
  return {
    ...(margin === undefined ? {} : { margin: [top, right, bottom, left].map(points).join(' ') }),
    ...(alignment === undefined ? {} : { 'text-align': alignment }),
    ...(fontSize === undefined ? {} : { 'font-size': points(fontSize) }),
    ...(bold === undefined ? {} : { 'font-weight': bold ? '600' : '400' }),
    ...(color === undefined ? {} : { color }),
    ...(lineHeight === undefined ? {} : { 'line-height': String(lineHeight * FONT_HEIGHT) }),
  };
}

/** pdfmake counts lines in heights of the font, which is 1.3 of its size for IBM Plex Sans; CSS in sizes. */
export const FONT_HEIGHT = 1.3;

/** A column beside others: of its own width, as wide as its content, or sharing what is left. */
export function columnStyle(width: ShownLook['width']): Record<string, string> {
  if (typeof width === 'number') return { flex: `0 0 ${points(width)}` };
  return width === 'auto' ? { flex: 'none' } : { flex: '1 1 0' };
}
