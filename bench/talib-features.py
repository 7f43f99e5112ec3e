"""Feature columns by TA-Lib and NumPy, for bench/features.ts: talib-features.py FILE INSTRUMENTS BARS FIRST STEP.

FILE holds, instrument after instrument, open, high, low, close and volume as 64-bit floats. Prints one JSON line when
it is ready, with TA-Lib's version and the last value of each column for the instrument FIRST; then, for each line on
stdin, computes all columns of the instruments FIRST, FIRST + STEP, ... and prints how many bars these have.
"""

import json
import sys

import numpy as np
import talib as ta

FILE, INSTRUMENTS, BARS, FIRST, STEP = sys.argv[1], *map(int, sys.argv[2:])
instruments = np.fromfile(FILE).reshape(INSTRUMENTS, 5, BARS)[FIRST::STEP]


def before(values, bars=1):
    """The values of some bars ago."""
    return np.concatenate([np.full(bars, np.nan), values[:-bars]])


def columns(o, h, l, c, v):
    """The columns by Almanac's names, with the default parameters of the features."""
    result = {}
    log_return = np.log(c / before(c))
    result["return"] = log_return
    result["gap"] = np.log(o / before(c))
    result["intraday-return"] = np.log(c / o)
    result["volume-change"] = np.log(v / before(v))
    result["rsi"] = ta.RSI(c, 14)
    macd, signal, histogram = ta.MACD(c, 12, 26, 9)
    # The line less its first eight values, which TA-Lib does not give beside a signal.
    result["macd.line"], result["macd.signal"], result["macd.histogram"] = macd / c, signal / c, histogram / c
    result["sma-ratio"] = c / ta.SMA(c, 20) - 1
    result["ema-ratio"] = c / ta.EMA(c, 20) - 1
    result["wma-ratio"] = c / ta.WMA(c, 20) - 1
    result["dema-ratio"] = 1 - ta.DEMA(c, 20) / c
    result["tema-ratio"] = 1 - ta.TEMA(c, 20) / c
    result["kama-ratio"] = c / ta.KAMA(c, 10) - 1
    result["t3-ratio"] = 1 - ta.T3(c, 5, 0.7) / c
    result["trima-ratio"] = c / ta.TRIMA(c, 20) - 1
    result["hull-ratio"] = 1 - ta.HMA(c, 20) / c
    result["midpoint-ratio"] = c / ta.MIDPOINT(c, 14) - 1
    result["sma-cross"] = ta.SMA(c, 10) / ta.SMA(c, 50) - 1
    result["ema-cross"] = ta.EMA(c, 12) / ta.EMA(c, 50) - 1
    ppo = ta.PPO(c, 12, 26, 1)
    ppo_signal = ta.EMA(ppo, 9)
    result["ppo.line"], result["ppo.signal"], result["ppo.histogram"] = ppo, ppo_signal, ppo - ppo_signal
    result["trix"] = ta.TRIX(c, 15)
    result["adx.adx"] = ta.ADX(h, l, c, 14)
    result["adx.plus-di"], result["adx.minus-di"] = ta.PLUS_DI(h, l, c, 14), ta.MINUS_DI(h, l, c, 14)
    down, up = ta.AROON(h, l, 25)
    result["aroon.up"], result["aroon.down"], result["aroon.oscillator"] = up, down, up - down
    result["sar"] = (c - ta.SAR(h, l, 0.02, 0.2)) / c
    result["linear-regression.slope"] = ta.LINEARREG_SLOPE(c, 20) / c
    result["linear-regression.r-squared"] = ta.CORREL(c, np.arange(BARS, dtype=float), 20) ** 2
    result["linear-regression.distance"] = (c - ta.LINEARREG(c, 20)) / c
    tenkan, kijun = ta.MIDPRICE(h, l, 9), ta.MIDPRICE(h, l, 26)
    fast, slow = before((tenkan + kijun) / 2, 26), before(ta.MIDPRICE(h, l, 52), 26)
    result["ichimoku.tenkan"], result["ichimoku.kijun"] = (c - tenkan) / c, (c - kijun) / c
    result["ichimoku.cloud-top"] = (c - np.maximum(fast, slow)) / c
    result["ichimoku.cloud-bottom"] = (c - np.minimum(fast, slow)) / c
    result["vortex.plus"], result["vortex.minus"] = ta.VORTEX(h, l, c, 14)
    for name, (upper, middle, lower) in (
        ("donchian", ta.DONCHIAN(h, l, 20)),
        ("keltner", ta.KC(h, l, c, 20, 10, 2.0)),
        ("bollinger", ta.BBANDS(c, 20, 2.0, 2.0)),
    ):
        result[f"{name}.position"], result[f"{name}.width"] = (c - lower) / (upper - lower), (upper - lower) / middle
    result["stochastic.k"], result["stochastic.d"] = ta.STOCH(h, l, c, 14, 3, 0, 3, 0)
    result["stochastic-rsi.k"], result["stochastic-rsi.d"] = ta.STOCHRSI(c, 14, 14, 3, 0)
    result["williams-r"] = ta.WILLR(h, l, c, 14)
    result["cci"] = ta.CCI(h, l, c, 20)
    result["roc"] = ta.ROC(c, 10)
    result["cmo"] = ta.CMO(c, 14)
    result["ultimate-oscillator"] = ta.ULTOSC(h, l, c, 7, 14, 28)
    result["balance-of-power"] = ta.BOP(o, h, l, c)
    strength = ta.TSI(c, 25, 13)
    result["true-strength.line"], result["true-strength.signal"] = strength, ta.EMA(strength, 7)
    result["awesome-oscillator"] = ta.AO(h, l, 5, 34) / c
    result["efficiency-ratio"] = ta.ER(c, 10)
    result["coppock"] = ta.COPPOCK(c, 10, 11, 14)
    result["mass-index"] = ta.MASSI(h, l, 9, 25)
    result["chande-forecast"] = ta.FOSC(c, 14)
    spans = ((10, 10), (15, 10), (20, 10), (30, 15))
    sure = sum((i + 1) * ta.SMA(ta.ROC(c, rate), smooth) for i, (rate, smooth) in enumerate(spans))
    result["know-sure-thing.line"], result["know-sure-thing.signal"] = sure, ta.SMA(sure, 9)
    mean_volume = ta.SMA(v, 20)
    result["obv-slope"] = ta.LINEARREG_SLOPE(ta.OBV(c, v), 20) / mean_volume
    result["accumulation-distribution-slope"] = ta.LINEARREG_SLOPE(ta.AD(h, l, c, v), 20) / mean_volume
    result["chaikin-oscillator"] = ta.ADOSC(h, l, c, v, 3, 10) / ta.EMA(v, 10)
    result["chaikin-money-flow"] = ta.CMF(h, l, c, v, 20)
    result["money-flow-index"] = ta.MFI(h, l, c, v, 14)
    result["volume-ratio"] = v / mean_volume - 1
    result["volume-oscillator"] = ta.SMA(v, 5) / mean_volume - 1
    result["force-index"] = ta.EFI(c, v, 13) / (ta.EMA(v[1:], 13)[np.r_[0, : BARS - 1]] * c)
    result["vwap-ratio"] = c / (ta.SUM((h + l + c) / 3 * v, 20) / ta.SUM(v, 20)) - 1
    result["price-volume-correlation"] = ta.CORREL(c, v, 20)
    result["atr"] = ta.NATR(h, l, c, 14) / 100
    result["true-range"] = ta.TRANGE(h, l, c) / before(c)
    result["realised-volatility"] = np.sqrt(ta.SMA(log_return**2, 20))
    result["parkinson-volatility"] = np.sqrt(ta.SMA(np.log(h / l) ** 2 / (4 * np.log(2)), 20))
    garman_klass = np.log(h / l) ** 2 / 2 - (2 * np.log(2) - 1) * np.log(c / o) ** 2
    result["garman-klass-volatility"] = np.sqrt(ta.SMA(garman_klass, 20))
    result["downside-deviation"] = np.sqrt(ta.SMA(np.minimum(log_return, 0) ** 2, 20))
    result["range-ratio"] = (h - l) / ta.SMA(h - l, 20) - 1
    result["drawdown"] = c / ta.MAX(c, 252) - 1
    result["run-up"] = c / ta.MIN(c, 252) - 1
    result["price-z-score"] = (c - ta.SMA(c, 20)) / ta.STDDEV(c, 20)
    result["extreme-returns.max"], result["extreme-returns.min"] = ta.MAX(log_return, 20), ta.MIN(log_return, 20)
    result["sharpe"] = ta.SMA(log_return, 60) / (ta.STDDEV(log_return, 60) * np.sqrt(60 / 59))
    return result


last = {name: float(values[-1]) for name, values in columns(*instruments[0]).items()}
print(json.dumps({"version": ta.__version__, "last": last}), flush=True)
for _ in sys.stdin:
    for bars in instruments:
        columns(*bars)
    print(len(instruments) * BARS, flush=True)
