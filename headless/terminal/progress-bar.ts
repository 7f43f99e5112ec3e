import type { Progress } from '#contract/progress.ts';
import { formatDuration } from './format.ts';

const BAR_WIDTH = 16;

/**
 * Shows progress on stderr: a line that is drawn over on a terminal; elsewhere (a log, a pipe) nothing but
 * what print() is given, so that logs stay readable.
 */
export class ProgressBar {
  #drawn = false;
  readonly #terminal = process.stderr.isTTY;

  show(progress: Progress): void {
    if (!this.#terminal) return;
    const share = progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
    const filled = Math.round(share * BAR_WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    // What matters most comes first: a narrow terminal cuts off the end.
    const eta = progress.etaSeconds === null ? '' : `at most ${formatDuration(progress.etaSeconds)} left, `;
    const text = `${bar} ${Math.floor(share * 100)} % ${eta}${progress.detail || progress.phase}`;
    process.stderr.write(`\r\x1b[2K${text.slice(0, (process.stderr.columns || 80) - 1)}`);
    this.#drawn = true;
  }

  /** Prints a line above the bar. */
  print(text: string): void {
    this.clear();
    process.stderr.write(`${text}\n`);
  }

  clear(): void {
    if (this.#drawn) process.stderr.write('\r\x1b[2K');
    this.#drawn = false;
  }
}
