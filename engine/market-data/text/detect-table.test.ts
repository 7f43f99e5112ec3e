import { describe, expect, it } from 'vitest';
import { detectTable, SAMPLE_BYTES, type DetectedTable } from './detect-table.ts';
import { lines } from './read-text.test-data.ts';

const source = { name: 'a.csv', label: 'a.csv', path: '/a.csv' };

const detect = (text: string | Uint8Array): DetectedTable =>
  detectTable(typeof text === 'string' ? new TextEncoder().encode(text) : text, source);

describe('detectTable', () => {
  it.each<[string, string, object]>([
    ['commas and a header', lines('Date,Close', '2020-01-02,10.5'), { delimiter: ',', header: ['Date', 'Close'] }],
    ['semicolons and decimal commas', lines('Data;Kurs', '2020-01-02;10,5'), { delimiter: ';', decimalComma: true }],
    ['commas that separate thousands', lines('Date;Vol', '2020-01-02;1.5'), { delimiter: ';', decimalComma: false }],
    [
      'thousands beside decimals',
      lines('Date;Close;Vol', '2020-01-02;1,101.25;12,345', '2020-01-03;99;998'),
      { decimalComma: false },
    ],
    [
      'thousands with points beside decimal commas',
      lines('Date|Close|Vol', '2020-01-02|101,25|12.345'),
      { decimalComma: true },
    ],
    ['thousands alone', lines('Date\tClose\tVol', '2020-01-02\t12,345\t1,200'), { decimalComma: false }],
    ['millions alone', lines('Date;Vol', '2020-01-02;1,234,567'), { decimalComma: false }],
    ['a comma behind a zero', lines('Date\tClose', '2020-01-02\t0,905'), { decimalComma: true }],
    [
      'prices before other numbers',
      lines('Date;Change;Share;Close', '2020-01-02;1,5;2,5;10.5'),
      { decimalComma: false },
    ],
    ['prices with three decimals', lines('Date;Close;Vol', '2020-01-02;110,123;5'), { decimalComma: true }],
    ['tabs', lines('Date\tClose', '2020-01-02\t10'), { delimiter: '\t', header: ['Date', 'Close'] }],
    ['bars', lines('Date|Close', '2020-01-02|10'), { delimiter: '|' }],
    [
      'blanks around names',
      lines(' Date , Close ', '2020-01-02, 10'),
      { header: ['Date', 'Close'], rows: [['2020-01-02', '10']] },
    ],
    [
      'names in quotes',
      lines('"Date","Close, adjusted"', '"2020-01-02","10"'),
      { header: ['Date', 'Close, adjusted'] },
    ],
    ['no header', lines('2020-01-02,10,11', '2020-01-03,11,12'), { header: null, width: 3 }],
    ['numbers alone', lines('1577923200,10', '1578009600,11'), { header: null }],
    [
      'names that hold digits',
      lines('Date,MA20,MA50,Close', '2020-01-02,1,2,3'),
      { header: ['Date', 'MA20', 'MA50', 'Close'] },
    ],
    ['a header alone', 'Date,Close\n', { header: ['Date', 'Close'], rows: [] }],
  ])('%s', (_, text, sample) => {
    expect(detect(text).sample).toMatchObject(sample);
  });

  it('tells the lines above the header, blank ones included', () => {
    const { sample, layout } = detect(
      lines('Prices of AAA', '', 'Date,Open,Close', '2020-01-02,1,2', '2020-01-03,1,2'),
    );
    expect(sample).toMatchObject({ banner: ['Prices of AAA'], header: ['Date', 'Open', 'Close'] });
    expect(sample.rows.length).toBe(2);
    expect(layout.skippedLines).toBe(3);
  });

  it('skips nothing where the first line is data', () => {
    expect(detect(lines('2020-01-02,10', '2020-01-03,11')).layout.skippedLines).toBe(0);
  });

  it.each([
    ['\r\n', 0x0a],
    ['\r', 0x0d],
  ])('lines that end with %j', (newline, byte) => {
    const { sample, layout } = detect(['Date,Close', '2020-01-02,10', ''].join(newline));
    expect(sample.rows).toEqual([['2020-01-02', '10']]);
    expect(layout.newline).toBe(byte);
  });

  it('leaves out a last row that the sample cuts', () => {
    const row = '2020-01-02,10.25,11.75\n';
    const text = `Date,Open,Close\n${row.repeat(SAMPLE_BYTES / row.length)}`;
    const { sample } = detect(new TextEncoder().encode(text).subarray(0, SAMPLE_BYTES));
    expect(new Set(sample.rows.map((fields) => fields.join()))).toEqual(new Set(['2020-01-02,10.25,11.75']));
  });

  it('reads names in Windows-1250', () => {
    const bytes = Buffer.concat([Buffer.from('Data;Zamkni'), Buffer.of(0xea), Buffer.from('cie\n2020-01-02;10\n')]);
    expect(detect(bytes).sample.header).toEqual(['Data', 'Zamknięcie']);
  });

  it.each<[string, string, string, string]>([
    ['with a NUL', 'Date,Close\n\0', 'import/binary-file', 'binary'],
    ['of blank lines', ' \n\n', 'import/no-table', 'blank lines'],
    ['of words', 'Too many requests\n', 'import/no-table', 'Too many requests'],
  ])('a file %s is none', (_, text, code, found) => {
    expect(() => detect(text)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(found) as string }),
    );
  });
});
