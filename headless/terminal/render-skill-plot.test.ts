import { expect, it } from 'vitest';
import { shortReportData, simulatedReportData } from '#engine/reports/fixture.test-data.ts';
import { renderSkillPlot } from './render-skill-plot.ts';

it('puts the model first, each value on its interval, and the best baseline as a mark through all lines', () => {
  const lines = renderSkillPlot(simulatedReportData().evaluation).split('\n');
  expect(lines).toHaveLength(10);
  expect(lines[0]).toMatch(/^price-lstm +┊? *─+●─+ +55\.8 %$/);
  expect(lines[1]).toMatch(/^always-up +─+○─+ +52\.1 %$/);
  const at = lines[1]!.indexOf('○');
  // Where no interval lies over it, the mark shows.
  expect(lines.slice(0, 9).every((line) => '┊─○●'.includes(line[at]!))).toBe(true);
  expect(lines.at(-1)).toMatch(/^ +\d+\.\d % +\d+\.\d %$/);
});

it('has no intervals where none are known', () => {
  expect(renderSkillPlot(shortReportData().evaluation)).not.toContain('─');
});
