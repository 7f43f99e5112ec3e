"""Writes tests/golden/metrics.json: metrics and normal probabilities from implementations that are not ours.

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install scipy scikit-learn
    /tmp/golden/bin/python tools/golden-metrics.py

Only the expected numbers come from scikit-learn and scipy; the inputs are drawn once and stored beside them.
"""

import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy.stats import norm
from sklearn import metrics
from sklearn.calibration import calibration_curve

rng = np.random.default_rng(20240607)
n = 200
# Rounded, so that the JSON holds exactly what was scored.
outcome = np.round(rng.normal(0.0005, 0.02, n), 6)
forecast = np.round(0.2 * outcome + rng.normal(0, 0.01, n), 6)
probability = np.round(np.clip(0.5 + 8 * forecast + rng.normal(0, 0.15, n), 0, 1), 4)
# Off the bin borders, where conventions differ.
probability = np.where((probability > 0) & (probability < 1), np.round(probability - 0.00003, 5), probability)
levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]
quantiles = np.round(forecast[:, None] + 0.018 * norm.ppf(levels)[None, :], 6)

up = outcome > 0
said_up = probability > 0.5

observed, said = calibration_curve(up, probability, n_bins=10, strategy="uniform")
counts = np.histogram(probability, bins=np.linspace(0, 1, 11))[0]
counts = counts[counts > 0]
assert counts.sum() == n and len(counts) == len(said)

cumulative_at = [-37, -20, -10, -5.5, -3.5, -3.0001, -3, -2.5, -1.96, -1, -0.1, -1e-9, 0, 1e-9, 0.3, 1, 2, 2.9999, 3, 3.0001, 4, 6, 9]
quantile_at = [1e-300, 1e-100, 1e-20, 1e-12, 1e-6, 0.001, 0.0749, 0.0751, 0.025, 0.1, 0.25, 0.4999999, 0.5, 0.6, 0.75, 0.9, 0.9249, 0.9251, 0.975, 0.999, 0.999999]

golden = {
    "generator": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
    "input": {
        "outcome": outcome.tolist(),
        "forecast": forecast.tolist(),
        "probability": probability.tolist(),
        "levels": levels,
        "quantiles": quantiles.ravel().tolist(),
    },
    "accuracy": metrics.accuracy_score(up, said_up),
    "matthewsCorrelation": metrics.matthews_corrcoef(up, said_up),
    "brier": metrics.brier_score_loss(up, probability),
    "reliability": {"count": counts.tolist(), "mean": said.tolist(), "observed": observed.tolist()},
    "expectedCalibrationError": float(np.sum(counts / n * np.abs(said - observed))),
    "pinball": float(
        np.mean([metrics.mean_pinball_loss(outcome, quantiles[:, j], alpha=a) for j, a in enumerate(levels)])
    ),
    "rmse": metrics.root_mean_squared_error(outcome, forecast),
    "mae": metrics.mean_absolute_error(outcome, forecast),
    "coverage80": float(np.mean((quantiles[:, 1] <= outcome) & (outcome <= quantiles[:, 5]))),
    "meanWidth80": float(np.mean(quantiles[:, 5] - quantiles[:, 1])),
    "normalCdf": [[x, float(norm.cdf(x))] for x in cumulative_at],
    "inverseNormalCdf": [[p, float(norm.ppf(p))] for p in quantile_at],
}

target = pathlib.Path(__file__).parent.parent / "tests" / "golden" / "metrics.json"
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(golden) + "\n")
