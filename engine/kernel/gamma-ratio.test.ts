import { expect, it } from 'vitest';
import { logGammaRatio, logGammaRatioSlope } from './gamma-ratio.ts';

/** By mpmath with 30 digits: loggamma(x + 1/2) - loggamma(x), and digamma alike. */
it.each([
  [0.5, -0.5723649429247001, 1.3862943611198906],
  [1, -0.12078223763524522, 0.6137056388801094],
  [1.7, 0.19275516419770463, 0.33574556186765109],
  [20, 1.4916167873313041, 0.025312402465497531],
  [1e4, 4.6051576859880966, 5.0001249999998438e-5],
])('at %d has the digits of mpmath', (x, ratio, slope) => {
  expect(Math.abs(logGammaRatio(x) - ratio)).toBeLessThan(2e-15 + 1e-15 * Math.abs(ratio));
  expect(Math.abs(logGammaRatioSlope(x) / slope - 1)).toBeLessThan(1e-13);
});

it('has the slope that its differences have', () => {
  for (const x of [0.3, 1.2, 7, 500]) {
    const step = 1e-5 * x;
    const numeric = (logGammaRatio(x + step) - logGammaRatio(x - step)) / (2 * step);
    expect(Math.abs(logGammaRatioSlope(x) / numeric - 1)).toBeLessThan(1e-7);
  }
});
