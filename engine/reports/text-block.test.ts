import { describe, expect, it } from 'vitest';
import { abstainingReportData, hostileReportData, hourlyReportData, simulatedReportData } from './fixture.test-data.ts';
import { writeTextBlock } from './text-block.ts';

describe('writeTextBlock', () => {
  it('is the block in Polish and in English, to the letter, without any space but plain ones', () => {
    const { forecast } = simulatedReportData();
    expect(writeTextBlock(forecast, 'pl')).toBe(
      'JSW: Aktualna cena: 32,50 PLN\nPrognoza (14 dni): 37,40 PLN (+15,1%)\nPewność: 70%\nRekomendacja: KUP',
    );
    expect(writeTextBlock(forecast, 'en')).toBe(
      'JSW: Current price: 32.50 PLN\nForecast (14 days): 37.40 PLN (+15.1%)\nConfidence: 70%\nRecommendation: BUY',
    );
    expect(writeTextBlock({ ...forecast, price: 12_345.6 }, 'pl')).toContain('Aktualna cena: 12 345,60 PLN');
  });

  it('says in its last line that there is no call, and why', () => {
    const { forecast } = abstainingReportData();
    expect(writeTextBlock(forecast, 'pl').split('\n')[3]).toBe(
      'Rekomendacja: BRAK REKOMENDACJI (nie wykazano przewagi, nietypowy rynek, za szeroki przedział)',
    );
    expect(writeTextBlock(forecast, 'en').split('\n')[3]).toBe(
      'Recommendation: NO CALL (no edge found, unusual market, interval too wide)',
    );
  });

  it('has hours, tiny and huge prices, and no currency where there is none', () => {
    expect(writeTextBlock(hourlyReportData().forecast, 'pl')).toContain('Prognoza (4 godziny): 33,03 PLN (+1,6%)');
    expect(writeTextBlock(hostileReportData(1e-6 / 32.5).forecast, 'pl')).toMatch(/: 0,000001000\nPrognoza/);
    expect(writeTextBlock(hostileReportData(1e7 / 32.5).forecast, 'en')).toMatch(/: 10,000,000\nForecast/);
  });

  it('takes a symbol as it is', () => {
    const { forecast } = simulatedReportData();
    const symbol = '<script>alert(1)</script>';
    expect(writeTextBlock({ ...forecast, symbol }, 'en')).toMatch(/^<script>alert\(1\)<\/script>: Current price/);
  });
});
