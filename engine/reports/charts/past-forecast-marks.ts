import type { CustomSeriesOption } from 'echarts';
import type { PastForecast } from '../past-forecasts.ts';
import { colours } from '../style.ts';

/** Half the width of the stroke at the ends of an interval, and of the mark of an outcome. Points. */
const cap = 2.2;
const mark = 2.6;

/** Where a forecast begins and ends on the horizontal axis. */
export interface PlacedForecast extends PastForecast {
  readonly from: number;
  readonly to: number;
}

/** The two kinds of marks; a chart's legend shows them by these names. */
export interface MarkNames {
  readonly inside: string;
  readonly outside: string;
}

/** Their entries in a legend, drawn as their outcomes are. */
export function markLegend(names: MarkNames): { name: string; icon: string; itemStyle: object }[] {
  return [
    {
      name: names.inside,
      icon: 'circle',
      itemStyle: { color: colours.paper, borderColor: colours.accent, borderWidth: 1.1 },
    },
    { name: names.outside, icon: cross, itemStyle: { color: colours.second } },
  ];
}

/** An upright cross would read as a plus. */
const cross = 'path://M0,1 L1,0 L4,3 L7,0 L8,1 L5,4 L8,7 L7,8 L4,5 L1,8 L0,7 L3,4 Z';

/**
 * Past forecasts as lines from the price of then to the median, with the interval standing where the outcome came, and the
 * outcome itself: a ring where it lies inside, a cross where it lies outside. Colour (blue and orange, which all common
 * kinds of colour blindness tell apart), shape and stroke say the same thing, so that it also reads in grey.
 */
export function pastForecastMarks(placed: readonly PlacedForecast[], names: MarkNames): CustomSeriesOption[] {
  return [true, false].map((isInside): CustomSeriesOption => {
    const own = placed.filter((forecast) => forecast.isInside === isInside);
    const stroke = isInside ? colours.accent : colours.second;
    return {
      type: 'custom',
      name: isInside ? names.inside : names.outside,
      data: own.map(({ from, to, price, median, low, high, outcomePrice }) => [
        from,
        to,
        price,
        median,
        low,
        high,
        outcomePrice,
      ]),
      encode: { x: [0, 1], y: [2, 3, 4, 5, 6] },
      color: stroke,
      silent: true,
      z: 6,
      renderItem: (_params, api) => {
        const [from, to, price, median, low, high, outcome] =
          own.length > 0 ? [0, 1, 2, 3, 4, 5, 6].map((d) => Number(api.value(d))) : [];
        const start = api.coord([from!, price!]) as [number, number];
        const at = (value: number): [number, number] => api.coord([to!, value]) as [number, number];
        const [x, top] = at(high!);
        const bottom = at(low!)[1];
        const middle = at(median!)[1];
        const came = at(outcome!)[1];
        const line = (x1: number, y1: number, x2: number, y2: number, width: number, dash?: number[]) => ({
          type: 'line' as const,
          shape: { x1, y1, x2, y2 },
          style: { stroke, lineWidth: width, ...(dash && { lineDash: dash }) },
        });
        return {
          type: 'group',
          children: [
            line(start[0], start[1], x, middle, 0.6, [2, 1.5]),
            line(x, top, x, bottom, isInside ? 1 : 1.4, isInside ? undefined : [3, 1.5]),
            line(x - cap, top, x + cap, top, 1),
            line(x - cap, bottom, x + cap, bottom, 1),
            line(x - cap, middle, x + cap, middle, 1),
            ...(isInside
              ? [
                  {
                    type: 'circle' as const,
                    shape: { cx: x, cy: came, r: mark },
                    style: { fill: colours.paper, stroke, lineWidth: 1.1 },
                  },
                ]
              : [
                  line(x - mark, came - mark, x + mark, came + mark, 1.5),
                  line(x - mark, came + mark, x + mark, came - mark, 1.5),
                ]),
          ],
        };
      },
    };
  });
}
