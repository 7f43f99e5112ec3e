import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

const polish = createFormat('pl');
const english = createFormat('en');

describe('createFormat', () => {
  it('writes money and change as a Polish reader does', () => {
    expect(polish.money(32.5, 'PLN')).toBe('32,50\u00a0PLN');
    expect(polish.change(0.1508)).toBe('+15,1%');
    expect(polish.change(-0.0412)).toBe('−4,1%');
    expect(polish.money(12345.6, 'PLN')).toBe('12\u00a0345,60\u00a0PLN');
  });

  it('writes money and change as an English reader does', () => {
    expect(english.money(1234.5, 'USD')).toBe('1,234.50\u00a0USD');
    expect(english.change(0.1508)).toBe('+15.1%');
    expect(english.change(0)).toBe('0.0%');
  });

  it('prints no currency where the file gave none', () => {
    expect(english.money(5, 'XXX')).toBe('5.00');
  });

  it('keeps four significant digits of tiny prices and no decimals of huge ones', () => {
    expect(english.price(0.00001234)).toBe('0.00001234');
    expect(english.price(0.4321)).toBe('0.4321');
    expect(english.price(1.23456e9)).toBe('1,234,560,000');
    expect(english.price(1.23456e15)).toBe('1.2346E15');
  });

  it('writes what has no room on an axis in short', () => {
    expect(english.axis(1_234_000, 2e6)).toBe('1.234M');
    expect(english.axis(0.00000059864, 1e-6)).toBe('5.986E\u22127');
    expect(english.axis(0, 1e-6)).toBe('0');
    expect(english.axis(0.5, 1)).toBe('0.50');
  });

  it('takes the decimals of a column from its reference', () => {
    expect(english.price(0.987, 1.02)).toBe('0.99');
  });

  it('never says that something is certain or impossible', () => {
    expect(english.probability(0)).toBe('<\u20091%');
    expect(english.probability(1)).toBe('>\u200999%');
    expect(english.probability(0.7)).toBe('70%');
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (p) => {
        expect(['0%', '100%']).not.toContain(english.probability(p));
      }),
    );
  });

  it('writes a dash for a number that is none', () => {
    expect(polish.number(NaN, 2)).toBe('–');
    expect(polish.percent(Infinity)).toBe('–');
  });

  it('keeps every price short enough for a column', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1e300, noNaN: true }), (price) => {
        expect(polish.price(price).length).toBeLessThanOrEqual(17);
      }),
    );
  });

  it('gives bars within the day a time of day, midnight too', () => {
    const midnight = Date.UTC(2026, 10, 20);
    expect(english.time(midnight + 16.5 * 3_600_000, '30m')).toBe('20 Nov 2026, 16:30\u00a0UTC');
    expect(polish.time(midnight, '1h')).toBe('20 lis 2026, 00:00\u00a0UTC');
    expect(polish.shortTime(midnight, '1h')).toBe('20 lis, 00:00');
    expect(english.time(midnight, '1d')).toBe('20 Nov 2026');
    expect(english.shortTime(midnight, '1w')).toBe('20 Nov');
  });

  it('reads days in UTC', () => {
    expect(polish.date(Date.UTC(2026, 10, 20))).toBe('20 lis 2026');
    expect(english.date(Date.UTC(2026, 10, 20))).toBe('20 Nov 2026');
  });
});
