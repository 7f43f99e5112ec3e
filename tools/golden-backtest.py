"""Writes tests/golden/backtest.json: backtests and their statistics from implementations that are not ours.

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install backtesting vectorbt arch scipy
    /tmp/golden/bin/python tools/golden-backtest.py
    npx prettier --write tests/golden/backtest.json

The prices are drawn here once and stored beside the numbers.

- backtesting.py runs the crossover long/flat and long/short with a commission: trades, final equity, return, drawdown and
  its duration, profit factor, hit rate. It buys whole shares, so it is given a fortune to make rounding small.
- vectorbt runs it long/flat with fee and slippage on both fills: trades, the whole equity curve, Sharpe, Sortino,
  drawdown. Its ratios are mean-based, as ours.
- Where their definitions differ from ours it is said below, and numpy computes ours by hand: CAGR (backtesting.py counts
  252 bars a year, vectorbt 365 days; ours has years of 365.25 days), Calmar, which divides by it.
- The loop `by_hand` runs stop, target and holding limit with all costs, long and short; it was written from the order of
  events in engine/backtest/sleeve.ts, not from its code.
- scipy gives the moments and normal probabilities of PSR, DSR and MinTRL; arch the stationary bootstrap; itertools the
  combinations of CSCV.
"""

import itertools
import json
import math
import pathlib
import warnings

import arch
import backtesting
import numpy as np
import pandas as pd
import scipy
import vectorbt as vbt
from arch.bootstrap import StationaryBootstrap
from backtesting import Backtest, Strategy
from scipy.stats import kurtosis, norm, skew

warnings.filterwarnings("ignore")
rng = np.random.default_rng(20261130)

# Three years of trading days with changing drift, in cents.
n = 780
dates = pd.bdate_range("2020-01-01", periods=n)
drift = 0.0012 * np.sin(np.arange(n) / 60)
open_, high, low, close = (np.zeros(n) for _ in range(4))
last = 50.0
for t in range(n):
    open_[t] = round(last * math.exp(rng.normal(0, 0.004)), 2)
    close[t] = round(open_[t] * math.exp(drift[t] + rng.normal(0, 0.012)), 2)
    high[t] = round(max(open_[t], close[t]) * (1 + abs(rng.normal(0, 0.004))), 2)
    low[t] = round(min(open_[t], close[t]) * (1 - abs(rng.normal(0, 0.004))), 2)
    last = close[t]
bars = pd.DataFrame({"Open": open_, "High": high, "Low": low, "Close": close}, index=dates)
fast, slow = 10, 30
fast_mean = bars.Close.rolling(fast).mean()
slow_mean = bars.Close.rolling(slow).mean()
above = (fast_mean > slow_mean).to_numpy()
below = (fast_mean < slow_mean).to_numpy()

golden = {
    "generator": {
        "backtesting": backtesting.__version__,
        "vectorbt": vbt.__version__,
        "arch": arch.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    },
    "bars": {
        "time": [int(day.timestamp() * 1000) for day in dates],
        "open": open_.tolist(),
        "high": high.tolist(),
        "low": low.tolist(),
        "close": close.tolist(),
    },
    "rule": {"fastBars": fast, "slowBars": slow},
}


class Crossover(Strategy):
    short = False

    def init(self):
        # It would sit out the first bar on which both means are known; with zeros for the bars before, it does not.
        self.fast = self.I(lambda: fast_mean.where(slow_mean.notna(), 0).to_numpy())
        self.slow = self.I(lambda: slow_mean.fillna(0).to_numpy())

    def next(self):
        if self.fast[-1] > self.slow[-1]:
            if not self.position.is_long:
                self.position.close()
                self.buy()
        elif self.fast[-1] < self.slow[-1]:
            if self.short:
                if not self.position.is_short:
                    self.position.close()
                    self.sell()
            else:
                self.position.close()


def run_backtesting(short: bool) -> dict:
    cash = 1e9
    stats = Backtest(bars, Crossover, cash=cash, commission=0.0007, finalize_trades=False).run(short=short)
    trades = stats._trades
    equity = stats._equity_curve.Equity
    profit = trades.PnL
    return {
        "feeBasisPoints": 7,
        "trades": [
            [int(np.sign(size)), int(entry), int(exit_), float(at), float(to)]
            for size, entry, exit_, at, to in zip(
                trades.Size, trades.EntryBar, trades.ExitBar, trades.EntryPrice, trades.ExitPrice
            )
        ],
        "totalReturn": float(equity.iloc[-1] / cash - 1),
        "maxDrawdown": -float(stats["Max. Drawdown [%]"]) / 100,
        "longestDrawdownDays": stats["Max. Drawdown Duration"].days,
        "hitRate": float(stats["Win Rate [%]"]) / 100,
        "profitFactor": float(profit[profit > 0].sum() / -profit[profit < 0].sum()),
    }


golden["backtesting"] = {"long": run_backtesting(False), "short": run_backtesting(True)}

def returns_of(equity: np.ndarray, capital: float) -> np.ndarray:
    return equity / np.concatenate([[capital], equity[:-1]]) - 1


def statistics(equity: np.ndarray, capital: float) -> dict:
    """Ours by hand: 252 returns a year, years of 365.25 days between the first and the last bar."""
    r = returns_of(equity, capital)
    years = (dates[-1] - dates[0]).days / 365.25
    cagr = (equity[-1] / capital) ** (1 / years) - 1
    peak = np.maximum.accumulate(np.concatenate([[capital], equity]))[1:]
    deepest = float(np.max(1 - equity / peak))
    return {
        "totalReturn": float(equity[-1] / capital - 1),
        "cagr": float(cagr),
        "volatility": float(r.std(ddof=1) * math.sqrt(252)),
        "sharpe": float(r.mean() / r.std(ddof=1) * math.sqrt(252)),
        "sortino": float(r.mean() / math.sqrt(np.mean(np.minimum(r, 0) ** 2)) * math.sqrt(252)),
        "calmar": float(cagr / deepest),
        "maxDrawdown": deepest,
    }


# vectorbt fills at the price that it is given on the bar of the signal: the signal of the close before, the open of the bar.
capital = 100_000
entries = np.concatenate([[False], above[:-1]])
exits = np.concatenate([[False], below[:-1]])
portfolio = vbt.Portfolio.from_signals(
    bars.Close,
    entries=pd.Series(entries, dates),
    exits=pd.Series(exits, dates),
    price=bars.Open,
    fees=0.0005,
    slippage=0.0008,
    init_cash=capital,
    freq="1D",
)
equity = portfolio.value().to_numpy()
records = portfolio.trades.records
closed = records[records.status == 1]
golden["vectorbt"] = {
    "costs": {"feeBasisPoints": 5, "slippageBasisPoints": 4, "spreadBasisPoints": 8},
    "capital": capital,
    "trades": [
        [int(r.entry_idx), int(r.exit_idx), float(r.entry_price), float(r.exit_price), float(r.size), float(r.pnl)]
        for r in records.itertuples()
    ],
    "closed": int(len(closed)),
    "equity": equity.tolist(),
    "sharpe": float(portfolio.sharpe_ratio(year_freq="252D")),
    "sortino": float(portfolio.sortino_ratio(year_freq="252D")),
    "maxDrawdown": -float(portfolio.max_drawdown()),
    "profitFactor": float(closed.pnl[closed.pnl > 0].sum() / -closed.pnl[closed.pnl < 0].sum()),
    "hitRate": float((closed.pnl > 0).mean()),
    "averageTrade": float(closed["return"].mean()),
    "byHand": statistics(equity, capital),
}

# The same with stop, target and holding limit, long and short, by a loop of its own.
FEE, DRIFT, STOP, TARGET, HOLD = 0.0005, 0.0003, 0.04, 0.06, 15


def by_hand() -> dict:
    cash, side, shares, entry = float(capital), 0, 0.0, None
    blocked = 0
    trades, curve = [], []

    def close_at(t, price, why):
        nonlocal cash, side, shares, entry, blocked
        filled = price * (1 - DRIFT) if side > 0 else price * (1 + DRIFT)
        cash += side * shares * filled - shares * filled * FEE
        trades.append([side, entry[0], t, entry[1], filled, why, cash - entry[2]])
        if why != "rule":
            blocked = side
        side, shares, entry = 0, 0.0, None

    for t in range(n):
        wanted = 0 if t == 0 else (1 if above[t - 1] else -1 if below[t - 1] else 0)
        if wanted != blocked:
            blocked = 0
        if side and wanted != side:
            close_at(t, open_[t], "rule")
        elif side and t - entry[0] >= HOLD:
            close_at(t, open_[t], "max-bars")
        if not side and wanted and not (blocked and wanted == blocked):
            shares = cash / (open_[t] * (1 + DRIFT) * (1 + FEE))
            filled = open_[t] * (1 + DRIFT * wanted)
            entry = (t, filled, cash, open_[t])
            cash -= wanted * shares * filled + shares * filled * FEE
            side = wanted
        if side:
            stop = entry[3] * (1 - side * STOP)
            target = entry[3] * (1 + side * TARGET)
            gap = entry[0] < t
            if side > 0:
                if gap and open_[t] <= stop:
                    close_at(t, open_[t], "stop")
                elif gap and open_[t] >= target:
                    close_at(t, open_[t], "target")
                elif low[t] <= stop:
                    close_at(t, stop, "stop")
                elif high[t] >= target:
                    close_at(t, target, "target")
            else:
                if gap and open_[t] >= stop:
                    close_at(t, open_[t], "stop")
                elif gap and open_[t] <= target:
                    close_at(t, open_[t], "target")
                elif high[t] >= stop:
                    close_at(t, stop, "stop")
                elif low[t] <= target:
                    close_at(t, target, "target")
        curve.append(cash + side * shares * close[t])
    return {
        "costs": {"feeBasisPoints": 5, "slippageBasisPoints": 2, "spreadBasisPoints": 2},
        "exits": {"stopLoss": STOP, "takeProfit": TARGET, "maxBars": HOLD},
        "trades": trades,
        "equity": curve,
    }


golden["byHand"] = by_hand()

# What stands behind a Sharpe ratio: returns with fat tails.
r = np.round(0.0006 + 0.01 * rng.standard_t(4, 500), 8)
sharpe = float(r.mean() / r.std(ddof=1))
g3, g4 = float(skew(r)), float(kurtosis(r, fisher=False))
spread = 1 - g3 * sharpe + (g4 - 1) / 4 * sharpe**2


def psr(benchmark: float) -> float:
    return float(norm.cdf((sharpe - benchmark) * math.sqrt(len(r) - 1) / math.sqrt(spread)))


def luck(trials: int, deviation: float) -> float:
    gamma = 0.5772156649015328606
    return float(deviation * ((1 - gamma) * norm.ppf(1 - 1 / trials) + gamma * norm.ppf(1 - 1 / (trials * math.e))))


block = 8
bootstrap = StationaryBootstrap(block, r, seed=7)
interval = bootstrap.conf_int(lambda x: x.mean() / x.std(ddof=1), reps=20_000, method="percentile", size=0.95)
golden["evidence"] = {
    "returns": r.tolist(),
    "sharpe": sharpe,
    "skewness": g3,
    "kurtosis": g4,
    "probabilistic": psr(0),
    "above": [[b, psr(b)] for b in (-0.05, 0.02, 0.1)],
    "luck": [[k, d, luck(k, d)] for k, d in ((2, 1.0), (10, 0.5), (1000, 0.04))],
    "deflated": [100, 0.045, psr(luck(100, 0.045))],
    "returnsNeeded": float(1 + spread * (norm.ppf(0.95) / sharpe) ** 2),
    "bootstrap": {"meanBlock": block, "low": float(interval[0, 0]), "high": float(interval[1, 0])},
}

# CSCV by the letter of the paper, on 12 cells of which one has an edge, and two are the same.
cells, periods, blocks = 12, 203, 8
matrix = np.round(rng.normal(0, 0.01, (periods, cells)), 6)
matrix[:, 3] += 0.0006
matrix[:, 7] = matrix[:, 5]
edges = [k * periods // blocks for k in range(blocks + 1)]
parts = [matrix[a:b] for a, b in zip(edges[:-1], edges[1:])]
overfitted = lost = count = 0
for chosen in itertools.combinations(range(blocks), blocks // 2):
    inside = np.concatenate([parts[k] for k in chosen])
    outside = np.concatenate([parts[k] for k in range(blocks) if k not in chosen])
    best = int(np.argmax(inside.mean(0) / inside.std(0)))
    ratios = outside.mean(0) / outside.std(0)
    rank = scipy.stats.rankdata(np.round(ratios, 12))[best] / (cells + 1)
    overfitted += math.log(rank / (1 - rank)) <= 0
    lost += outside[:, best].sum() < 0
    count += 1
golden["overfitting"] = {
    "returns": matrix.T.tolist(),
    "blocks": blocks,
    "combinations": count,
    "probability": overfitted / count,
    "lossProbability": lost / count,
}

out = pathlib.Path(__file__).parent.parent / "tests" / "golden" / "backtest.json"
out.write_text(json.dumps(golden))
