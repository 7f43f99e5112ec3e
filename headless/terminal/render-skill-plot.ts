import type { Evaluation } from '#contract/evaluation.ts';
import { formatPercent } from './format.ts';

const WIDTH = 44;

/**
 * Accuracy of the direction as a plot: a line for each 95 % interval, a dot for the value, the model first, and a mark at
 * the value of the best baseline, which the model has to beat. Without intervals there are only dots.
 */
export function renderSkillPlot({ direction, baselines, skill, edge }: Evaluation): string {
  const scores = [direction, ...baselines];
  const hasIntervals = edge !== 'unknown';
  const ends = scores.flatMap(({ accuracy }) => (hasIntervals ? [accuracy.low, accuracy.high] : [accuracy.value]));
  const low = Math.min(...ends) - 0.01;
  const high = Math.max(...ends) + 0.01;
  const place = (share: number): number => Math.round(((share - low) / (high - low)) * (WIDTH - 1));
  const best = baselines.find(({ name }) => name === skill.versus);
  const nameWidth = Math.max(...scores.map(({ name }) => name.length));
  const lines = scores.map(({ name, accuracy }) => {
    const cells = new Array<string>(WIDTH).fill(' ');
    if (best) cells[place(best.accuracy.value)] = '┊';
    if (hasIntervals) {
      for (let i = place(accuracy.low); i <= place(accuracy.high); i++) cells[i] = '─';
    }
    cells[place(accuracy.value)] = name === direction.name ? '●' : '○';
    return `${name.padEnd(nameWidth)}  ${cells.join('')}  ${formatPercent(accuracy.value)}`;
  });
  const axis = `${formatPercent(low)}${formatPercent(high).padStart(WIDTH - formatPercent(low).length)}`;
  return [...lines, `${' '.repeat(nameWidth)}  ${axis}`].join('\n');
}
