"""The tables of schema/README.md that say where the demo shows what."""

import re
from dataclasses import dataclass

from support.paths import ROOT

_ROW = re.compile(r"\| `(\w+)` \| ([^|]+?) \|")


@dataclass(frozen=True)
class DemoRow:
    """One code, and each chart named for it: the client's name, and the payer of the policy where one is named."""

    code: str
    charts: tuple[tuple[str, str | None], ...]


def demo_list(heading: str) -> list[DemoRow]:
    """The rows of the table of the demo practice whose first column has this heading."""
    text = (ROOT / "schema/README.md").read_text(encoding="utf-8")
    section = text.split("\n## The demo practice\n")[1].split("\n## ")[0]
    (table,) = [part for part in section.split("\n\n") if part.startswith(f"| {heading} |")]
    return [DemoRow(code, _charts(cell)) for code, cell in _ROW.findall(table)]


def _charts(cell: str) -> tuple[tuple[str, str | None], ...]:
    if ": " in cell:
        name, payer = cell.split(": ", 1)
        return ((name, payer),)
    return tuple((re.sub(r" \(.*\)", "", name), None) for name in re.split(r", (?=[^()]*(?:\(|$))", cell))
