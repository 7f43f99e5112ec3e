import type { ChartPalette } from '../read-palette.ts';
import type { TradeLine } from './trade-marks.ts';

/** From so many trades in sight on, only their lines are drawn. */
const MOST_WITH_SIGNS = 400;

/**
 * A line from entry to exit, in the colour of what it brought; the entry an arrow in the direction of the trade, the exit a
 * point, hollow while the trade is open.
 */
export function paintTrades(
  context: CanvasRenderingContext2D,
  trades: readonly TradeLine[],
  unit: number,
  { colour }: ChartPalette,
): void {
  const half = 4.5 * unit;
  const anyChosen = trades.some(({ isChosen }) => isChosen);
  for (const { fromX, fromY, toX, toY, isLong, isOpen, won, isChosen } of trades) {
    const tone = colour(won ? 'up-strong' : 'down-strong');
    context.globalAlpha = anyChosen && !isChosen ? 0.45 : 1;
    context.strokeStyle = tone;
    context.fillStyle = tone;
    context.lineWidth = (isChosen ? 2.5 : 1.25) * unit;
    context.setLineDash(isChosen ? [] : [4 * unit, 3 * unit]);
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
    context.stroke();
    if (trades.length > MOST_WITH_SIGNS && !isChosen) continue;
    context.setLineDash([]);
    context.fillStyle = colour(isLong ? 'accent' : 'warning');
    context.beginPath();
    const tip = isLong ? -half : half;
    context.moveTo(fromX, fromY);
    context.lineTo(fromX - half, fromY - 1.7 * tip);
    context.lineTo(fromX + half, fromY - 1.7 * tip);
    context.closePath();
    context.fill();
    context.beginPath();
    context.arc(toX, toY, (isChosen ? 4 : 3) * unit, 0, 2 * Math.PI);
    context.fillStyle = isOpen ? colour('surface') : tone;
    context.fill();
    context.lineWidth = 1.25 * unit;
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}
