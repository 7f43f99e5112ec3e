"""Writes tests/golden/talib.json: indicators of invented price histories from TA-Lib.

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install TA-Lib numpy
    /tmp/golden/bin/python tools/golden-talib.py
    npx prettier --write tests/golden/talib.json

Only the expected numbers come from TA-Lib; the bars are a seeded random walk and stored beside them. A column is named
by its function, its parameters and, where there are several, its output: "RSI 14", "STOCH 14 3 3 slowk". It starts at
`first`, the index of its first value. Values keep 13 digits, so they are off by 5e-13 of themselves at most.

Prices are whole sixteenths and volumes whole hundreds: sums of such numbers and of their squares are exact, so that
what TA-Lib adds to and takes from its running sums leaves nothing behind, and a price that stands still has the
deviation 0 and not the root of a rounding error.
"""

import json
import pathlib

import numpy as np
import talib
from talib import abstract

TICK = 1 / 16


def ticks(price):
    return np.round(np.asarray(price) / TICK) * TICK


def invent(n):
    """Open, high, low, close and volume of n bars with the stretches that indicators stumble over."""
    rng = np.random.default_rng(20250311)
    close = ticks(60 * np.exp(np.cumsum(rng.normal(0.0004, 0.018, n))))
    # Every tenth bar or so opens with a gap, the others near the last close.
    last = np.concatenate([close[:1], close[:-1]])
    gap = np.where(rng.uniform(size=n) < 0.1, rng.normal(0, 0.03, n), rng.normal(0, 0.003, n))
    open_ = ticks(last * np.exp(gap))
    high = ticks(np.maximum(open_, close) * (1 + np.abs(rng.normal(0, 0.006, n))))
    low = ticks(np.minimum(open_, close) * (1 - np.abs(rng.normal(0, 0.006, n))))
    volume = 100 * np.round(1000 * np.exp(rng.normal(0, 0.6, n)))
    # Trading that stands still for longer than most windows: O = H = L = C, the first ten bars without volume.
    still = slice(120, 145)
    for price in (open_, high, low, close):
        price[still] = close[120]
    volume[120:130] = 0
    # A price that only rises: every low above the high before.
    for i, t in enumerate(range(190, 210)):
        open_[t] = close[189] + i + 0.25
        low[t] = close[189] + i + 0.125
        close[t] = close[189] + i + 0.875
        high[t] = close[189] + i + 1
    # Single bars without volume, and a bar whose whole range is one price.
    volume[[40, 41, 97, 260]] = 0
    for price in (open_, high, low):
        price[60] = close[60]
    high, low = np.maximum.reduce([open_, high, close]), np.minimum.reduce([open_, low, close])
    return {"open": open_, "high": high, "low": low, "close": close, "volume": volume}


def ramp(n, step):
    """A close that moves by `step` each bar, in bars of one point from low to high."""
    close = 100 + step * np.arange(n)
    # A constant price has bars without a range.
    reach = 0.5 if step != 0 else 0
    # After 2 bars with each, the volume is 0: the denominators of volume indicators run empty too.
    volume = np.where(np.arange(n) % 3 == 2, 0.0, 1000.0)
    return {"open": close - step / 2, "high": close + reach, "low": close - reach, "close": close, "volume": volume}


def column(values):
    """The values from the first one on. After it a value must not be missing."""
    known = ~np.isnan(values)
    # None at all where the history is too short.
    first = int(np.argmax(known)) if known.any() else len(values)
    assert known[first:].all()
    return {"first": first, "values": [float(f"{v:.13g}") + 0.0 for v in values[first:]]}


def streaks(close):
    """Bars in a row on which the close rose, negative where it fell."""
    result = np.zeros(len(close))
    for t in range(1, len(close)):
        sign = np.sign(close[t] - close[t - 1])
        result[t] = sign + (result[t - 1] if sign * result[t - 1] > 0 else 0)
    return result


def columns(bars, wanted):
    o, h, l, c, v = (np.asarray(bars[k], dtype=float) for k in ("open", "high", "low", "close", "volume"))
    index = np.arange(len(c), dtype=float)
    rates = talib.ROC(c, 1)
    spans = ((10, 10), (15, 10), (20, 10), (30, 15))
    sure = sum((i + 1) * talib.SMA(talib.ROC(c, rate), smooth) for i, (rate, smooth) in enumerate(spans))
    inputs = {
        **{"o": o, "h": h, "l": l, "c": c, "v": v, "i": index},
        # What other indicators are made of: PPO, TSI, Pring's know sure thing, one-bar rates of change, streaks.
        **{"p": talib.PPO(c, 12, 26, 1), "t": talib.TSI(c, 25, 13), "k": sure, "r": rates, "s": streaks(c)},
    }
    result = {}
    for request in wanted.split("\n"):
        if not request.strip():
            continue
        # "STOCH hlc 14 3:0 3:0": function, inputs, parameters; in 3:0 a length and the kind of average, which goes unnamed.
        name, letters, *params = request.split()
        numbers = [number for param in params for number in param.split(":")]
        args = [float(x) if "." in x else int(x) for x in numbers]
        outputs = getattr(talib, name)(*(inputs[letter] for letter in letters), *args)
        outputs = outputs if isinstance(outputs, (tuple, list)) else (outputs,)
        names = abstract.Function(name).info["output_names"]
        # The inputs are named where the function does not imply them.
        label = name if letters in ("c", "hl", "hlc", "ohlc", "hlcv", "cv") and name != "CORREL" else f"{name}({letters})"
        for output, output_name in zip(outputs, names, strict=True):
            # A signal over 1 bar is the line itself.
            if name in ("MACD", "STOCH", "STOCHRSI") and params[-1] in ("1", "1:0") and output_name != names[0]:
                continue
            key = [label, *(p.split(":")[0] for p in params), *([output_name] if len(names) > 1 else [])]
            assert " ".join(key) not in result
            result[" ".join(key)] = column(output)
    return result


# With a signal over 1 bar a line is there from its first bar on. As kinds of average, 0 is simple and 1 exponential.
FOR_ALL = """
SMA c 20
EMA c 20
WMA c 20
DEMA c 20
TEMA c 20
TRIMA c 20
TRIMA c 15
KAMA c 10
T3 c 5 0.7
HMA c 20
MIDPOINT c 14
MIDPRICE hl 14
RSI c 2
RSI c 14
RSI c 30
MACD c 12 26 1
MACD c 12 26 9
PPO c 12 26:1
TRIX c 15
ADX hlc 14
PLUS_DI hlc 14
MINUS_DI hlc 14
AROON hl 25
AROONOSC hl 25
SAR hl 0.02 0.2
LINEARREG c 20
LINEARREG_SLOPE c 20
CORREL ci 20
VORTEX hlc 14
DONCHIAN hl 20
KC hlc 20 10 2.0
BBANDS c 20 2.0 2.0:0
STOCH hlc 14 3:0 1:0
STOCH hlc 14 3:0 3:0
STOCHRSI c 14 14 1:0
STOCHRSI c 14 14 3:0
WILLR hlc 14
CCI hlc 20
ROC c 10
CMO c 14
ULTOSC hlc 7 14 28
BOP ohlc
TSI c 25 13
AO hl 5 34
ER c 10
COPPOCK c 10 11 14
MASSI hl 9 25
FOSC c 14
ATR hlc 14
NATR hlc 14
TRANGE hlc
OBV cv
AD hlcv
ADOSC hlcv 3 10
MFI hlcv 14
CMF hlcv 20
EFI cv 13
STDDEV c 20 1.0
"""

# Of the long history alone: other lengths, and what is a step to something above.
FOR_INVENTED = """
MIDPRICE hl 9
MIDPRICE hl 26
MIDPRICE hl 52
EMA p 9
EMA t 7
MA k 1:0
SMA k 9
RSI c 3
RSI s 2
PERCENTRANK r 100
SAR hl 0.05 0.3
BBANDS c 10 1.5 1.5:0
T3 c 8 0.5
EMA c 12
EMA c 50
SMA c 10
SMA c 50
TSF c 14
VAR c 20 1.0
DX hlc 14
ADXR hlc 14
STOCHF hlc 14 3:0
APO c 12 26:1
MACD c 5 35 1
KAMA c 30
HMA c 9
CORREL cv 20
ADX hlc 3
ULTOSC hlc 2 3 5
AROON hl 3
PPO c 3 10:1
ATR hlc 3
SMA v 20
"""

histories = [("invented", invent(300), FOR_ALL + FOR_INVENTED)]
histories += [(name, ramp(70, step), FOR_ALL) for name, step in (("constant", 0.0), ("rising", 0.5), ("falling", -0.5))]
golden = {
    "source": f"tools/golden-talib.py, TA-Lib {talib.__ta_version__.decode().split()[0]}, wrapper {talib.__version__}",
    "histories": [
        {
            "name": name,
            "bars": {key: values.tolist() for key, values in bars.items()},
            "columns": columns(bars, wanted),
        }
        for name, bars, wanted in histories
    ],
}

target = pathlib.Path(__file__).parent.parent / "tests" / "golden" / "talib.json"
target.write_text(json.dumps(golden) + "\n")
