"""Writes tests/golden/metrics.json: metrics and normal probabilities from implementations that are not ours.

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install scipy scikit-learn statsmodels
    /tmp/golden/bin/python tools/golden-metrics.py

Only the expected numbers come from scikit-learn, scipy and statsmodels; the inputs are drawn once and stored beside them.
"""

import json
import pathlib

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy.stats import norm
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression, Ridge

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

# Linear models on columns that are correlated and of different sizes. Drawn apart, so that the rest stays as it was.
linear_rng = np.random.default_rng(7)
columns = 4
rows = linear_rng.normal(size=(150, columns)) @ np.diag([1, 0.3, 2, 1])
rows[:, 3] = 0.9 * rows[:, 0] + 0.2 * rows[:, 3]
rows = np.round(rows, 6)
target = np.round(rows @ [0.2, -0.5, 0.1, 0] + 0.3 + linear_rng.normal(size=150), 6)
target_up = (target > 0).astype(int)
logistic = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-14, max_iter=200).fit(rows, target_up)
ridge = Ridge(alpha=1.0, solver="cholesky").fit(rows, target)

# Daily sums of loss differentials and of (said - mean said)(came - mean came), one sample a day, with HAC errors.
lag = 6
losses = (outcome - 0.0003) ** 2 - (outcome - forecast) ** 2
agreement = (said_up - said_up.mean()) * (up - up.mean())


def hac(daily):
    # hac has the n / (n - 1) of a sample's variance with use_correction=True (one regressor).
    return float(sm.OLS(daily, np.ones(len(daily))).fit(cov_type="HAC", cov_kwds={"maxlags": lag, "use_correction": True}).tvalues[0])


# The exact score of a normal distribution: Gneiting and Raftery 2007, equation 21.
z = (outcome - forecast) / 0.018
crps = 0.018 * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / np.sqrt(np.pi))

golden = {
    "generator": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__},
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
    "logLoss": metrics.log_loss(up, probability),
    "mape": metrics.mean_absolute_percentage_error(1 + outcome, 1 + forecast),
    "crps": float(np.mean(crps)),
    "linear": {
        "columns": columns,
        "rows": rows.ravel().tolist(),
        "target": target.tolist(),
        "logistic": {"weights": logistic.coef_[0].tolist(), "intercept": float(logistic.intercept_[0])},
        "ridge": {"weights": ridge.coef_.tolist(), "intercept": float(ridge.intercept_)},
    },
    "hac": {"lag": lag, "losses": losses.tolist(), "agreement": agreement.tolist(), "lossStatistic": hac(losses), "directionStatistic": hac(agreement)},
    "normalCdf": [[x, float(norm.cdf(x))] for x in cumulative_at],
    "inverseNormalCdf": [[p, float(norm.ppf(p))] for p in quantile_at],
}

target = pathlib.Path(__file__).parent.parent / "tests" / "golden" / "metrics.json"
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(golden) + "\n")
