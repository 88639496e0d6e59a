"""Whether a text is a unit of UCUM: its grammar, and the atoms that results come in."""

import re

PREFIXES = "da|[YZEPTGMkhdcmunpfazy]"
METRIC = (
    "m s g L l mol K Hz N Pa J W V A Bq Gy Sv C F T Ohm S lm lx cd rad sr eq osm kat U Cel bar eV t"
    " [IU] [iU] cal B u"
).split()
PLAIN = (
    "% [ppth] [ppm] [ppb] [pptr] min h d wk mo a mo_j a_j deg ' '' [pH] [hnsf'U] [arb'U]"
    " [in_i] [ft_i] [lb_av] [oz_av] [degF] [drp] [Amb'a'1'U] [CFU] [cfu_i] 10* 10^ mm[Hg] cm[H2O]"
    " m[Hg] m[H2O] [pi]"
).split()


def _any(atoms: list[str]) -> str:
    return "|".join(re.escape(atom) for atom in sorted(atoms, key=len, reverse=True))


UNIT = rf"(?:(?:{_any(PLAIN)})|(?:{PREFIXES})?(?:{_any(METRIC)}))(?:[+-]?[0-9]+)?"
NOTE = r"\{[!-z|~]*\}"
COMPONENT = re.compile(rf"(?:(?:{UNIT}|[0-9]+)(?:{NOTE})?|{NOTE})(?=[./)]|$)")


def is_unit(text: str) -> bool:
    """Whether all of the text is a unit, as ``mm3``, ``g/dL``, ``[hnsf'U]``, ``%`` or ``1``."""
    end = _term(text, 1 if text.startswith("/") else 0, 0)
    return end == len(text) > 0


def _term(text: str, at: int, depth: int) -> int:
    """The position behind a term, or -1."""
    while True:
        at = _component(text, at, depth)
        if at < 0 or at == len(text) or text[at] not in "./":
            return at
        at += 1


def _component(text: str, at: int, depth: int) -> int:
    if text[at : at + 1] == "(" and depth < 8:
        end = _term(text, at + 1, depth + 1)
        return end + 1 if end > 0 and text[end : end + 1] == ")" else -1
    match = COMPONENT.match(text, at)
    return match.end() if match else -1
