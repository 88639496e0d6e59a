"""A report about a joint table: what it holds, and survival by a column, as one HTML page."""

import base64
import html
import io
from typing import Any

import matplotlib
import pandas as pd

import kaapana_survival as survival

matplotlib.use("agg")
import matplotlib.pyplot as plt

STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}"
    "table{border-collapse:collapse}td,th{padding:.2em .8em;border-bottom:1px solid #ddd;"
    "text-align:left}img{max-width:100%}"
)
KEYS = {"patient_id", "study_uid", "series_uid", "seg_uid", "segment", "study_date"}
FIGURES = 12
LEVELS = 8


def page(frame: pd.DataFrame, title: str, endpoint: str, group: str) -> str:
    """The page; it shows numbers about groups and no row of a patient."""
    parts = [f"<h1>{html.escape(title)}</h1>", f"<p>{len(frame)} rows</p>", _columns(frame)]
    if f"{endpoint}_time" in frame and f"{endpoint}_event" in frame:
        parts += _survival(frame, endpoint, group)
    parts += [_figure(_histogram(frame[name], name)) for name in _numeric(frame)[:FIGURES]]
    head = f"<meta charset='utf-8'><title>{html.escape(title)}</title><style>{STYLE}</style>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{''.join(parts)}</body></html>"


def _shown(frame: pd.DataFrame) -> list[str]:
    return [c for c in frame.columns if c not in KEYS and not c.endswith(("_text", "_url"))]


def _numeric(frame: pd.DataFrame) -> list[str]:
    names = [c for c in _shown(frame) if pd.api.types.is_numeric_dtype(frame[c])]
    return [c for c in names if not c.endswith("_event") and frame[c].notna().any()]


def _columns(frame: pd.DataFrame) -> str:
    rows = "".join(
        f"<tr><th>{html.escape(c)}</th><td>{frame[c].notna().sum()}</td>"
        f"<td>{html.escape(_content(frame[c]))}</td></tr>"
        for c in _shown(frame)
    )
    return f"<h2>Columns</h2><table><tr><th>column</th><th>n</th><th>values</th></tr>{rows}</table>"


def _content(column: pd.Series) -> str:
    known = column.dropna()
    if known.empty:
        return ""
    if pd.api.types.is_numeric_dtype(known):
        low, mid, high = known.quantile([0.25, 0.5, 0.75])
        return f"median {mid:.4g} (quartiles {low:.4g} to {high:.4g})"
    counts = known.astype(str).value_counts()
    more = f" and {len(counts) - LEVELS} more" if len(counts) > LEVELS else ""
    return ", ".join(f"{k}: {n}" for k, n in counts.head(LEVELS).items()) + more


def _survival(frame: pd.DataFrame, endpoint: str, group: str) -> list[str]:
    time, event = f"{endpoint}_time", f"{endpoint}_event"
    needed = [time, event] + ([group] if group else [])
    rows = frame.dropna(subset=needed)
    names = rows[group].astype(str) if group else pd.Series("all", index=rows.index)
    figure, axis = plt.subplots(figsize=(7, 4.2))
    for name, part in rows.groupby(names):
        curve = survival.kaplan_meier(part[time], part[event])
        end = pd.DataFrame([{"time": part[time].max(), "survival": curve["survival"].iloc[-1]}])
        steps = pd.concat([curve[["time", "survival"]], end])
        axis.step(steps["time"], steps["survival"], where="post", label=f"{name} (n={len(part)})")
    axis.set(
        xlabel="days", ylabel="survival", ylim=(0, 1.02), title=f"{endpoint} by {group or 'all'}"
    )
    axis.legend()
    text = f"{len(rows)} rows, {int(rows[event].sum())} events"
    if group and names.nunique() > 1:
        statistic, degrees, p = survival.log_rank(rows[time], rows[event], names)
        text += f"; log-rank chi-square {statistic:.3f}, {degrees} degrees of freedom, p = {p:.3g}"
    return [f"<h2>Survival</h2><p>{html.escape(text)}</p>", _figure(figure), "<h2>Numbers</h2>"]


def _histogram(column: pd.Series, name: str) -> Any:
    figure, axis = plt.subplots(figsize=(4.5, 2.6))
    axis.hist(column.dropna(), bins=20)
    axis.set(title=name, ylabel="rows")
    return figure


def _figure(figure: Any) -> str:
    content = io.BytesIO()
    figure.savefig(content, format="png", dpi=100, bbox_inches="tight")
    plt.close(figure)
    return (
        f"<img alt='' src='data:image/png;base64,{base64.b64encode(content.getvalue()).decode()}'>"
    )
