import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { RollingRange } from '../streams/rolling-range.ts';
import { createDelay } from '../streams/delay.ts';

/**
 * Ichimoku (Hosoda 1969): distance of the close, over the close, from the middle of the range of the last tenkanBars
 * (tenkan) and kijunBars (kijun), and from the upper and lower edge of the cloud. The edges are the mean of tenkan and
 * kijun, and the middle of the range of the last spanBars, drawn kijunBars ahead: at the present bar lies the cloud
 * that was known kijunBars ago. The lagging line, the close drawn back, says nothing new at the present bar.
 * Unit: 1, positive where the close stands above. Warm-up: the longest range - 1 + kijunBars.
 */
export const ichimokuFeature: FeatureKind = {
  kind: 'ichimoku',
  group: 'trend',
  parameters: { tenkanBars: bars(9), kijunBars: bars(26), spanBars: bars(52) },
  columns: ['tenkan', 'kijun', 'cloud-top', 'cloud-bottom'],
  needs: 'ohlc',
  warmupBars: (params) => {
    const kijunBars = param(params, 'kijunBars');
    return Math.max(param(params, 'tenkanBars'), kijunBars, param(params, 'spanBars')) - 1 + kijunBars;
  },
  open: (params) => {
    const kijunBars = param(params, 'kijunBars');
    const tenkanRange = new RollingRange(param(params, 'tenkanBars'));
    const kijunRange = new RollingRange(kijunBars);
    const spanRange = new RollingRange(param(params, 'spanBars'));
    const fastEdges = createDelay(kijunBars);
    const slowEdges = createDelay(kijunBars);
    return ({ high, low, close }, out) => {
      tenkanRange.push(high, low);
      kijunRange.push(high, low);
      spanRange.push(high, low);
      const tenkan = middleOf(tenkanRange);
      const kijun = middleOf(kijunRange);
      const fastEdge = fastEdges.push((tenkan + kijun) / 2);
      const slowEdge = slowEdges.push(middleOf(spanRange));
      out[0] = (close - tenkan) / close;
      out[1] = (close - kijun) / close;
      out[2] = (close - Math.max(fastEdge, slowEdge)) / close;
      out[3] = (close - Math.min(fastEdge, slowEdge)) / close;
    };
  },
};

/** The middle between the highest high and the lowest low. */
function middleOf({ highest, lowest }: RollingRange): number {
  return (highest + lowest) / 2;
}
