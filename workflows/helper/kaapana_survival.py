"""Survival analysis in plain numpy, for notebooks without lifelines and scikit-learn.

Kaplan-Meier with numbers at risk, log-rank over any number of groups, Cox regression (Efron's
method for ties, an optional ridge penalty), Harrell's concordance, and the choice of features.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def chi2_p(statistic: float, degrees: int) -> float:
    """Return the upper tail of the chi-square distribution."""
    if statistic <= 0:
        return 1.0
    half = statistic / 2
    tail, k = (math.erfc(math.sqrt(half)), 1) if degrees % 2 else (math.exp(-half), 2)
    while k < degrees:
        tail += math.exp(k / 2 * math.log(half) - half - math.lgamma(k / 2 + 1))
        k += 2
    return min(tail, 1.0)


def normal_p(z: float) -> float:
    """Return the two-sided tail of the normal distribution."""
    return math.erfc(abs(z) / math.sqrt(2))


def kaplan_meier(time: ArrayLike, event: ArrayLike) -> pd.DataFrame:
    """Return the estimate from time 0 on, with a log-log interval of 95 %."""
    t, e = np.asarray(time, float), np.asarray(event, float) > 0
    rows = [(0.0, len(t), 0, 1.0, 1.0, 1.0)]
    survival, greenwood = 1.0, 0.0
    for day in np.unique(t[e]):
        at_risk, died = int((t >= day).sum()), int((e & (t == day)).sum())
        survival *= 1 - died / at_risk
        if 0 < survival < 1:
            greenwood += died / (at_risk * (at_risk - died))
            width = 1.959964 * math.sqrt(greenwood) / abs(math.log(survival))
            low, high = survival ** math.exp(width), survival ** math.exp(-width)
        else:
            low, high = survival, survival
        rows.append((day, at_risk, died, survival, low, high))
    return pd.DataFrame(rows, columns=["time", "at_risk", "events", "survival", "low", "high"])


def at_risk(time: ArrayLike, ticks: ArrayLike) -> list[int]:
    """Return how many are under observation at each of the given times."""
    t = np.asarray(time, float)
    return [int((t >= tick).sum()) for tick in np.asarray(ticks, float)]


def log_rank(time: ArrayLike, event: ArrayLike, group: ArrayLike) -> tuple[float, int, float]:
    """Return chi-square, degrees of freedom and p of the log-rank test."""
    t, e, g = np.asarray(time, float), np.asarray(event, float) > 0, np.asarray(group)
    names = np.unique(g)
    member = (g[:, None] == names[None, :]).astype(float)
    difference, covariance = np.zeros(len(names)), np.zeros((len(names), len(names)))
    for day in np.unique(t[e]):
        risk, died = t >= day, e & (t == day)
        n, d = risk.sum(), died.sum()
        share = member[risk].sum(axis=0) / n
        difference += member[died].sum(axis=0) - d * share
        if n > 1:
            scale = d * (n - d) / (n - 1)
            covariance += scale * (np.diag(share) - np.outer(share, share))
    degrees = len(names) - 1
    if degrees == 0:
        return 0.0, 0, 1.0
    part = difference[:-1]
    statistic = float(part @ np.linalg.pinv(covariance[:-1, :-1]) @ part)
    return statistic, degrees, chi2_p(statistic, degrees)


@dataclass(frozen=True)
class CoxFit:
    """Log hazard ratios with their standard errors."""

    beta: Floats
    error: Floats
    log_likelihood: float

    def summary(self, names: list[str]) -> pd.DataFrame:
        """Return hazard ratios with intervals of 95 % and p values."""
        z = np.divide(self.beta, self.error, out=np.zeros_like(self.beta), where=self.error > 0)
        return pd.DataFrame(
            {
                "hazard_ratio": np.exp(self.beta),
                "low": np.exp(self.beta - 1.959964 * self.error),
                "high": np.exp(self.beta + 1.959964 * self.error),
                "z": z,
                "p": [normal_p(v) for v in z],
            },
            index=names,
        )


def cox(x: ArrayLike, time: ArrayLike, event: ArrayLike, ridge: float = 0.0) -> CoxFit:
    """Fit a Cox model by Newton's method with halved steps.

    ``ridge`` is the weight of half the squared coefficients, per patient.
    """
    matrix = np.asarray(x, float)
    matrix = matrix[:, None] if matrix.ndim == 1 else matrix
    t, e = np.asarray(time, float), np.asarray(event, float) > 0
    centred = matrix - matrix.mean(axis=0)
    penalty = ridge * len(t)
    beta = np.zeros(centred.shape[1])
    value, score, information = _likelihood(beta, centred, t, e, penalty)
    for _ in range(60):
        step = np.linalg.lstsq(information, score, rcond=None)[0]
        for _ in range(30):
            trial = _likelihood(beta + step, centred, t, e, penalty)
            if trial[0] >= value - 1e-12:
                break
            step = step / 2
        beta, (value, score, information) = beta + step, trial
        if np.abs(step).max() < 1e-10:
            break
    variance = np.diag(np.linalg.pinv(information)).clip(min=0)
    return CoxFit(beta, np.sqrt(variance), value)


def _likelihood(
    beta: Floats, x: Floats, t: Floats, e: NDArray[np.bool_], penalty: float
) -> tuple[float, Floats, Floats]:
    """Return Efron's log partial likelihood with its gradient and negative second derivative."""
    linear = np.clip(x @ beta, -500, 500)
    weight = np.exp(linear)
    value = -penalty / 2 * float(beta @ beta)
    score = -penalty * beta
    information = penalty * np.eye(len(beta))
    for day in np.unique(t[e]):
        risk, died = t >= day, e & (t == day)
        d = int(died.sum())
        w0, w1, w2 = _sums(weight[risk], x[risk])
        v0, v1, v2 = _sums(weight[died], x[died])
        value += float(linear[died].sum())
        score = score + x[died].sum(axis=0)
        for k in range(d):
            share = k / d
            s0, s1, s2 = w0 - share * v0, w1 - share * v1, w2 - share * v2
            value -= math.log(s0)
            score = score - s1 / s0
            information = information + s2 / s0 - np.outer(s1, s1) / s0**2
    return value, score, information


def _sums(weight: Floats, x: Floats) -> tuple[float, Floats, Floats]:
    return float(weight.sum()), weight @ x, (x.T * weight) @ x


def concordance(risk: ArrayLike, time: ArrayLike, event: ArrayLike) -> float:
    """Return Harrell's c: how often the higher risk has the earlier event; 0.5 is chance."""
    r, t, e = (
        np.asarray(risk, float),
        np.asarray(time, float),
        np.asarray(event, float) > 0,
    )
    comparable = (t[:, None] < t[None, :]) & e[:, None]
    comparable |= (t[:, None] == t[None, :]) & e[:, None] & ~e[None, :]
    if not comparable.any():
        return float("nan")
    higher = r[:, None] > r[None, :]
    equal = r[:, None] == r[None, :]
    return float((higher[comparable] + 0.5 * equal[comparable]).mean())


def univariate(features: pd.DataFrame, time: ArrayLike, event: ArrayLike) -> pd.DataFrame:
    """Return a Cox model for each feature alone, per standard deviation, the strongest first.

    ``q`` is the false discovery rate by Benjamini and Hochberg.
    """
    t, e = np.asarray(time, float), np.asarray(event, float)
    lines = []
    for name in features.columns:
        values = features[name].to_numpy(dtype=float)
        known = np.isfinite(values) & np.isfinite(t)
        spread = values[known].std(ddof=1) if known.sum() > 2 else 0.0
        if spread > 0:
            scaled = (values[known] - values[known].mean()) / spread
            lines.append(cox(scaled, t[known], e[known]).summary([name]).assign(n=known.sum()))
    found = pd.concat(lines).sort_values("p")
    rank = np.arange(1, len(found) + 1)
    q = (found["p"].to_numpy() * len(found) / rank)[::-1]
    return found.assign(q=np.minimum.accumulate(q)[::-1].clip(max=1))


def choose(
    features: pd.DataFrame,
    time: ArrayLike,
    event: ArrayLike,
    most: int,
    correlation: float = 0.9,
) -> list[str]:
    """Return the strongest features, no two of which say the same, from training rows."""
    varied = features.loc[:, features.std() > 1e-9 * features.abs().mean()]
    ranked = univariate(varied, time, event).index
    related = varied.corr(method="spearman").abs()
    chosen: list[str] = []
    for name in ranked:
        if len(chosen) < most and all(related.loc[name, other] < correlation for other in chosen):
            chosen.append(str(name))
    return chosen
