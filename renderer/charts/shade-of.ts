/** How strong a value's shade is, 0 to 100 %, and of which colour; `range` is that of the grid's values. */
export function shadeOf(
  value: number,
  [low, high]: readonly [number, number],
  scale: 'diverging' | 'sequential',
): { readonly side: 'rise' | 'fall' | 'more'; readonly percent: number } {
  if (scale === 'diverging') {
    return { side: value < 0 ? 'fall' : 'rise', percent: high > 0 ? Math.round((Math.abs(value) / high) * 100) : 0 };
  }
  return { side: 'more', percent: high > low ? Math.round(((value - low) / (high - low)) * 100) : 50 };
}
