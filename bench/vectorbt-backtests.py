"""The workloads of bench/backtest.ts in vectorbt: vectorbt-backtests.py FOLDER.

FOLDER holds the bars as float64 files that backtest.ts wrote: orders.bin [2, bars, instruments] with opens and closes,
minutes.bin and grid.bin [4, bars] with open, high, low, close.

Prints one JSON line when it is ready, or nothing where there is no vectorbt; then, for each line on stdin (orders, minutes
or grid), does that workload once and prints JSON: the seconds it took, and a number that backtest.ts compares with its own.
"""

import json
import pathlib
import sys
import time
import warnings

try:
    import numpy as np
    import pandas as pd
    import vectorbt as vbt
except ImportError:
    sys.exit()

warnings.filterwarnings("ignore")
FEE, SLIPPAGE, STOP = 0.0005, 0.0005, 0.02
folder = pathlib.Path(sys.argv[1])
setup = json.loads((folder / "setup.json").read_text())


def read(name: str, *shape: int) -> np.ndarray:
    return np.fromfile(folder / f"{name}.bin").reshape(shape)


opens, closes = read("orders", 2, setup["bars"], setup["instruments"])
sizes = np.full(closes.shape, np.inf)
sizes[1::2] = -np.inf
minutes = pd.DataFrame(read("minutes", 4, setup["minutes"]).T, columns=["open", "high", "low", "close"])
minutes.index = pd.to_datetime(np.arange(len(minutes)) * 60_000_000_000)
grid = pd.DataFrame(read("grid", 4, setup["gridBars"]).T, columns=["open", "high", "low", "close"])
grid.index = pd.to_datetime(np.arange(len(grid)) * 86_400_000_000_000)


def orders() -> float:
    portfolio = vbt.Portfolio.from_orders(
        closes, sizes, price=opens, fees=FEE, slippage=SLIPPAGE, direction="longonly", init_cash=1000, freq="1D"
    )
    return lambda: float(portfolio.final_value().sum())


def minutes_crossover():
    fast = minutes.close.rolling(setup["fast"]).mean()
    slow = minutes.close.rolling(setup["slow"]).mean()
    portfolio = vbt.Portfolio.from_signals(
        minutes.close,
        entries=(fast > slow).shift(1, fill_value=False),
        exits=(fast < slow).shift(1, fill_value=False),
        price=minutes.open,
        open=minutes.open,
        high=minutes.high,
        low=minutes.low,
        sl_stop=STOP,
        fees=FEE,
        slippage=SLIPPAGE,
        init_cash=100_000,
        freq="1min",
    )
    total = float(portfolio.total_return())
    portfolio.sharpe_ratio(), portfolio.max_drawdown()
    return lambda: total


def grid_of_crossovers():
    fast, slow = zip(*setup["cells"])
    # Each mean once, then the two of each cell side by side.
    means = {bars: grid.close.rolling(bars).mean().to_numpy() for bars in {*fast, *slow}}
    above = np.column_stack([means[f] > means[s] for f, s in setup["cells"]])
    below = np.column_stack([means[f] < means[s] for f, s in setup["cells"]])
    shift = lambda column: np.vstack([np.zeros((1, column.shape[1]), bool), column[:-1]])
    portfolio = vbt.Portfolio.from_signals(
        grid.close,
        entries=shift(above),
        exits=shift(below),
        price=grid.open,
        fees=FEE,
        slippage=SLIPPAGE,
        init_cash=100_000,
        freq="1D",
    )
    total = portfolio.total_return()
    portfolio.sharpe_ratio(), portfolio.max_drawdown()
    return lambda: float(total.sum())


workloads = {"orders": orders, "minutes": minutes_crossover, "grid": grid_of_crossovers}
print(json.dumps({"version": vbt.__version__}), flush=True)
for line in sys.stdin:
    started = time.perf_counter()
    check = workloads[line.strip()]()
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "check": check()}), flush=True)
