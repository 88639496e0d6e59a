"""Planted survival: proportional hazards with known ratios."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cohort.model import rng

HAZARD_RATIO_TEXTURE = 2.5
"""Per standard deviation of the planted texture, which original_firstorder_Entropy sees."""

HAZARD_RATIO_STAGE = 3.0
"""Stage III or IV against I or II. The size of the tumour has no effect."""

MEDIAN_DAYS = 900.0
"""Median overall survival of a patient of average texture below stage III."""

ADVANCED = frozenset({"IIIa", "IIIb", "IV"})


@dataclass(frozen=True)
class Outcome:
    """Days from the start of treatment and whether the event was seen."""

    os_days: int
    os_event: bool
    pfs_days: int
    pfs_event: bool


def outcome(pid: str, texture: float, group: str) -> Outcome:
    """Draws death, progression and end of follow-up of one patient."""
    random = rng("outcome", pid)
    log_hazard = math.log(HAZARD_RATIO_TEXTURE) * texture
    log_hazard += math.log(HAZARD_RATIO_STAGE) * (group in ADVANCED)
    scale = MEDIAN_DAYS / math.log(2) * math.exp(-log_hazard)
    death = 20 + random.exponential(scale)
    progression = 10 + random.exponential(0.7 * scale)
    follow_up = float(random.uniform(1000, 2600))
    first = min(death, progression)
    return Outcome(
        os_days=round(min(death, follow_up)),
        os_event=death <= follow_up,
        pfs_days=round(min(first, follow_up)),
        pfs_event=first <= follow_up,
    )
