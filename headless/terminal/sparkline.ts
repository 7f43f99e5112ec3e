const LEVELS = '▁▂▃▄▅▆▇█';

/** A curve in a line of text, `width` characters at most: each shows the mean of its share of the values. */
export function renderSparkline(values: readonly number[], width: number): string {
  const count = Math.min(width, values.length);
  const means = Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * values.length) / count);
    const to = Math.floor(((i + 1) * values.length) / count);
    let sum = 0;
    for (let k = from; k < to; k++) sum += values[k]!;
    return sum / (to - from);
  });
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const step = (high - low) / (LEVELS.length - 1);
  return means.map((mean) => LEVELS[step > 0 ? Math.round((mean - low) / step) : 0]).join('');
}
