"""The tables of the documentation, made from the actions."""

from kaapana_clinical_tools.actions import ACTIONS


def markdown() -> str:
    parts = []
    for action in (a for a in ACTIONS.values() if a.operator):
        rows = [f"| `{p.name}` | {p.default} | {p.description} |" for p in action.parameters]
        head = f"### {action.name}Operator\n\n{action.purpose[0].upper()}{action.purpose[1:]}.\n"
        parts.append("\n".join([head, "| parameter | default | meaning |", "|---|---|---|", *rows]))
    return "\n\n".join(parts)
