import { describe, expect, it } from 'vitest';
import { cleanFileName } from './inbox.ts';

describe('cleanFileName', () => {
  it.each([
    ['AAPL.csv', 'AAPL.csv'],
    ['źdźbło 2020.csv.gz', 'źdźbło 2020.csv.gz'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\AAPL.csv', 'AAPL.csv'],
    ['..', 'file'],
    ['.bashrc', 'bashrc'],
    ['a\0b\nc.csv', 'a_b_c.csv'],
    ['<script>alert(1)</script>.csv', 'script_.csv'],
    ['con.csv', '_con.csv'],
    ['name.csv. ', 'name.csv'],
    ['', 'file'],
  ])('makes %j %j', (name, cleaned) => {
    expect(cleanFileName(name)).toBe(cleaned);
  });

  it('keeps the end of a name that is too long', () => {
    const cleaned = cleanFileName(`${'ź'.repeat(300)}.csv`);
    expect(cleaned.endsWith('ź.csv')).toBe(true);
    expect(Buffer.byteLength(cleaned)).toBeLessThanOrEqual(200);
  });
});
