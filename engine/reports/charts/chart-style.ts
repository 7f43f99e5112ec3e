import { colours, fontFamily } from '../style.ts';

/** What all charts share: quiet axes, the page's own font, no decoration. */
export const textStyle = { fontFamily, fontSize: 7.5, color: colours.muted } as const;

export const axisLine = { show: true, lineStyle: { color: colours.rule, width: 0.75 } } as const;

export const noTicks = { show: false } as const;

export const gridLines = { show: true, lineStyle: { color: colours.rule, width: 0.4 } } as const;

export const legendStyle = {
  top: 0,
  left: 0,
  itemWidth: 12,
  itemHeight: 6,
  itemGap: 12,
  padding: 0,
  selectedMode: false,
  textStyle,
} as const;
