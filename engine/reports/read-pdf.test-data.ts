import { inflateSync } from 'node:zlib';

/** A piece of text of a page as it was set: points from the left and the bottom edge. */
export interface PdfText {
  readonly page: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Without the spaces at its end, which may hang over a margin. */
  readonly inkWidth: number;
  readonly fontSize: number;
}

interface Font {
  /** Text of each glyph, by its number. */
  readonly texts: readonly string[];
  /** Widths in thousandths of the font size. */
  readonly widths: readonly number[];
}

type Matrix = readonly [number, number, number, number, number, number];
const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** first, then second (PDF 1.7, 8.3.4). */
function multiply(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [p, q, r, s, t, u] = second;
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u];
}

/**
 * Reads the text of a PDF that pdfmake wrote back, with the place of each piece: enough of PDF for that, and no more. It
 * shares nothing with what wrote the file, so what it finds is what a viewer copies.
 */
export function readPdf(pdf: Uint8Array): {
  readonly texts: readonly PdfText[];
  readonly pages: number;
  readonly raw: string;
} {
  const bytes = Buffer.from(pdf);
  const raw = bytes.toString('latin1');
  const objects = new Map<string, { dictionary: string; stream: string }>();
  for (const match of raw.matchAll(/(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length;
    const end = raw.indexOf('endobj', start);
    const at = raw.indexOf('stream\n', start);
    if (at < 0 || at > end) {
      objects.set(match[1]!, { dictionary: raw.slice(start, end), stream: '' });
      continue;
    }
    const dictionary = raw.slice(start, at);
    const length = Number(/\/Length (\d+)/.exec(dictionary)![1]);
    const data = bytes.subarray(at + 7, at + 7 + length);
    objects.set(match[1]!, {
      dictionary,
      stream: (dictionary.includes('/FlateDecode') ? inflateSync(data) : data).toString('latin1'),
    });
  }
  const reference = (dictionary: string, key: string): string =>
    new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(dictionary)?.[1] ?? '';
  const readFont = (id: string): Font => {
    const font = objects.get(id)!.dictionary;
    const cmap = objects.get(reference(font, 'ToUnicode'))!.stream;
    const descendant = objects.get(reference(font, 'DescendantFonts'))!.dictionary;
    const texts: string[] = [];
    for (const [, from, entries] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
      [...entries!.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, codes], i) => {
        const units = codes!.split(' ').map((code) => Number.parseInt(code, 16));
        texts[Number.parseInt(from!, 16) + i] = String.fromCharCode(...units);
      });
    }
    const widths = /\/W \[0 \[([^\]]*)\]/.exec(descendant)![1]!.trim().split(/\s+/).map(Number);
    return { texts, widths };
  };
  const fonts = new Map<string, Font>();
  const texts: PdfText[] = [];
  let page = 0;
  for (const { dictionary } of objects.values()) {
    if (!/\/Type \/Page\n/.test(dictionary)) continue;
    page++;
    const resources = objects.get(reference(dictionary, 'Resources'))!.dictionary;
    const named = (name: string): Font => {
      const id = reference(resources, name);
      const font = fonts.get(id) ?? readFont(id);
      fonts.set(id, font);
      return font;
    };
    const { stream } = objects.get(reference(dictionary, 'Contents'))!;
    texts.push(...readTexts(stream, page, named));
  }
  return { texts, pages: page, raw };
}

function readTexts(stream: string, page: number, named: (name: string) => Font): PdfText[] {
  const texts: PdfText[] = [];
  const stack: Matrix[] = [];
  let matrix = identity;
  let line = identity;
  let font: Font = { texts: [], widths: [] };
  let fontSize = 0;
  let operands: string[] = [];
  for (const [token] of stream.matchAll(/\[[^\]]*\]|<[0-9a-f]*>|\([^)]*\)|\/[^\s/[<(]+|[^\s[\]<>()/]+/g)) {
    if (/^[[<(/]|^[-+.]?\d/.test(token)) {
      operands.push(token);
      continue;
    }
    const numbers = operands.map(Number) as unknown as Matrix;
    if (token === 'q') stack.push(matrix);
    else if (token === 'Q') matrix = stack.pop() ?? identity;
    else if (token === 'cm') matrix = multiply(numbers, matrix);
    else if (token === 'BT') line = identity;
    else if (token === 'Tm') line = numbers;
    else if (token === 'Tf') {
      font = named(operands[0]!.slice(1));
      fontSize = Number(operands[1]);
    } else if (token === 'TJ') {
      let text = '';
      let thousandths = 0;
      let ink = 0;
      for (const [part] of operands[0]!.matchAll(/<[0-9a-f]*>|[-\d.]+/g)) {
        if (!part.startsWith('<')) {
          thousandths -= Number(part);
          continue;
        }
        for (const [glyph] of part.matchAll(/[0-9a-f]{4}/g)) {
          const number = Number.parseInt(glyph, 16);
          text += font.texts[number] ?? '\ufffd';
          thousandths += font.widths[number] ?? 0;
          if (text.trim() !== '' && !/\s$/.test(text)) ink = thousandths;
        }
      }
      const [a, b, , , x, y] = multiply(line, matrix);
      const scale = Math.hypot(a, b);
      const points = (fontSize * scale) / 1000;
      texts.push({
        page,
        text,
        x,
        y,
        width: thousandths * points,
        inkWidth: ink * points,
        fontSize: fontSize * scale,
      });
    }
    operands = [];
  }
  return texts;
}

/** The lines of a PDF from top to bottom, their pieces joined as they follow each other. */
export function readLines({ texts }: { readonly texts: readonly PdfText[] }): string[] {
  const lines: { page: number; y: number; end: number; text: string }[] = [];
  for (const { page, text, x, y, width } of texts) {
    const last = lines.at(-1);
    if (last?.page === page && Math.abs(last.y - y) < 0.01 && Math.abs(last.end - x) < 1) {
      last.text += text;
      last.end = x + width;
    } else {
      lines.push({ page, y, end: x + width, text });
    }
  }
  return lines.map(({ text }) => text);
}
