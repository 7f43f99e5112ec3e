"""Writes tests/golden/talib.json: indicators of an invented price series from TA-Lib.

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install TA-Lib numpy
    /tmp/golden/bin/python tools/golden-talib.py

Only the expected numbers come from TA-Lib; the prices are a seeded random walk, rounded to cents and stored beside
them. A column starts at `first`, the index of its first value.
"""

import json
import pathlib

import numpy as np
import talib

rng = np.random.default_rng(20250311)
n = 300
close = np.round(40 * np.exp(np.cumsum(rng.normal(0.0004, 0.018, n))), 2)
# Two stretches that indicators stumble over: a price that stands still, and one that only rises.
close[120:135] = close[120]
close[200:215] = np.round(close[200] * 1.01 ** np.arange(15), 2)


def column(values):
    first = int(np.argmax(~np.isnan(values)))
    assert not np.isnan(values[first:]).any()
    return {"first": first, "values": values[first:].tolist()}


def macd_line(fast, slow, prices=close):
    # A signal over one bar is the line itself, so TA-Lib leaves no bar of the line out.
    return column(talib.MACD(prices, fastperiod=fast, slowperiod=slow, signalperiod=1)[0])


flat = np.full(60, 12.5)
rising = np.round(10 * 1.01 ** np.arange(60), 4)
falling = rising[::-1].copy()

golden = {
    "source": f"tools/golden-talib.py, TA-Lib {talib.__ta_version__.decode().split()[0]}, wrapper {talib.__version__}",
    "close": close.tolist(),
    "rsi": [{"bars": bars, **column(talib.RSI(close, bars))} for bars in (2, 9, 14, 30)],
    "macdLine": [
        {"fastBars": fast, "slowBars": slow, **macd_line(fast, slow)} for fast, slow in ((12, 26), (5, 35), (3, 10))
    ],
    "edges": [
        {
            "name": name,
            "close": prices.tolist(),
            "rsi14": column(talib.RSI(prices, 14)),
            "macdLine": macd_line(12, 26, prices),
        }
        for name, prices in (("constant", flat), ("rising", rising), ("falling", falling))
    ],
}

target = pathlib.Path(__file__).parent.parent / "tests" / "golden" / "talib.json"
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(golden) + "\n")
