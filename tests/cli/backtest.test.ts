import { expect, it } from 'vitest';
import type { BacktestResult, GridResult } from '#contract/backtest.ts';
import { runAlmanac, withFolder } from './run-almanac.ts';
import { writeSmallMarket } from './small-market.ts';

it('trades rules over imported histories, counts its trials, and says what is wrong with a wish', () =>
  withFolder(async (folder) => {
    const workspace = ['--workspace', folder];
    const run = (...args: string[]) => runAlmanac(['backtest', ...args, ...workspace]);
    const json = async <T>(...args: string[]): Promise<T> => {
      const { code, stdout, stderr } = await run(...args, '--json');
      expect(`${code} ${stderr}`).toBe('0 ');
      return JSON.parse(stdout) as T;
    };
    await runAlmanac(['import', writeSmallMarket(folder), ...workspace]);

    const crossover = ['SIM-ALFA', 'SIM-BRAVO', '--rule', 'ma-crossover', '--fast', '10', '--slow', '40'];
    const first = await json<BacktestResult>(...crossover, '--short', '--stop', '5%', '--size', 'fraction:0.5');
    expect(first).toMatchObject({
      rule: { kind: 'ma-crossover', average: 'sma', fastBars: 10, slowBars: 40, short: true },
      symbols: ['SIM-ALFA', 'SIM-BRAVO'],
      costs: { feeBasisPoints: 5, slippageBasisPoints: 5 },
      size: { kind: 'fraction', fraction: 0.5 },
      exits: { stopLoss: 0.05, withinBar: 'stop-first' },
      evidence: { trials: 1 },
    });
    expect(first.trades.some(({ exitReason }) => exitReason === 'stop')).toBe(true);
    expect(new Set(first.trades.map(({ side }) => side))).toEqual(new Set(['long', 'short']));

    // The same again, with other money, is no other trial; another rule is.
    const again = await json<BacktestResult>(
      ...[...crossover, '--short', '--stop', '5%', '--size', 'fraction:0.5', '--capital', '5000'],
    );
    expect(again.evidence.trials).toBe(1);
    expect(again.strategy.totalReturn).toBeCloseTo(first.strategy.totalReturn, 10);
    const grid = await json<GridResult>('SIM-ALFA', '--rule', 'ma-crossover', '--grid', 'fast=5,20,slow=20..60:20');
    expect(grid.axes).toEqual([
      { parameter: 'fastBars', values: [5, 20] },
      { parameter: 'slowBars', values: [20, 40, 60] },
    ]);
    expect(grid.cells.trades.map((trades) => trades === null)).toEqual([false, false, false, true, false, false]);
    expect(grid.trials).toBe(5);
    expect(grid.result.evidence.trials).toBe(6);
    const held = await json<BacktestResult>('SIM-ALFA', '--rule', 'buy-and-hold', '--from', '2021-01-01');
    expect(held.evidence.trials).toBe(7);
    expect(held.strategy).toEqual(held.buyAndHold);
    expect(held.from).toBeGreaterThanOrEqual(Date.UTC(2021, 0, 1));

    const dear = await json<BacktestResult>(...crossover, '--fee', '20', '--spread', '4');
    expect(dear.costs).toEqual({ feeBasisPoints: 20, slippageBasisPoints: 5, spreadBasisPoints: 4 });

    const shown = await run(...crossover);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/^Equity {6}[▁-█]{72}$/m);
    expect(shown.stdout).toMatch(/^Growth a year /m);
    const table = await run('SIM-ALFA', '--rule', 'ma-crossover', '--grid', 'fast=5,20,slow=20..60:20');
    expect(table.stdout).toMatch(/^Sharpe: fastBars ↓ slowBars → /m);
    expect(table.stdout).toContain('Probability of overfitting');

    for (const [args, code, message] of [
      [['SIM-ALFA', '--rule', 'moving'], 2, 'expected forecast, ma-crossover'],
      [['SIM-ALFA', '--rule', 'rsi-reversal', '--fast', '5'], 2, 'The rule rsi-reversal has no --fast.'],
      [['SIM-ALFA', '--rule', 'ma-crossover', '--stop', '150%'], 2, 'exits.stopLoss'],
      [['SIM-ALFA', '--rule', 'ma-crossover', '--fee', 'x'], 2, 'expected basis points'],
      [['SIM-ALFA', '--rule', 'ma-crossover', '--fast', '90', '--slow', '20'], 1, 'expected fewer fastBars'],
      [['SIM-ALFA', '--rule', 'ma-crossover', '--from', '2090-01-01'], 1, 'No instrument has a bar to trade on'],
      [['--rule', 'ma-crossover'], 1, 'No instrument was named'],
      [['NONE', '--rule', 'ma-crossover'], 1, 'The workspace has no instrument NONE'],
    ] as const) {
      const outcome = await run(...args);
      expect(`${outcome.code} ${outcome.stderr}`).toContain(message);
      expect(outcome.code).toBe(code);
    }
  }));
