"""Horizontal bars as SVG, readable on a light page and on a dark one. No library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LABELS, VALUES, ROW, HEAD = 760, 250, 90, 24, 44

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 15px } .group { font-weight: 600 }
.ours { fill: #0f7a5a } .theirs { fill: #8c959f } .spread { stroke: #1f2328; stroke-width: 1.5; opacity: .6 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .ours { fill: #3fb68b } .spread { stroke: #e6edf3 } }
""".strip()


@dataclass(frozen=True)
class Bar:
    label: str
    value: float
    low: float
    high: float
    is_ours: bool = False
    group: str = ""
    text: str = ""


def bars(title: str, unit: str, rows: Sequence[Bar]) -> str:
    """One bar a row, with the spread of its rounds; a heading wherever the group changes."""
    full = max((row.high for row in rows), default=0) or 1
    room = WIDTH - LABELS - VALUES
    parts, y, group = [], HEAD, ""
    for row in rows:
        if row.group != group:
            group = row.group
            parts.append(f'<text class="group" x="0" y="{y + 17}">{escape(group)}</text>')
            y += ROW
        end, low, high = (LABELS + room * value / full for value in (row.value, row.low, row.high))
        kind = "ours" if row.is_ours else "theirs"
        parts.append(f'<text x="{LABELS - 10}" y="{y + 17}" text-anchor="end">{escape(row.label)}</text>')
        width = max(end - LABELS, 1)
        parts.append(f'<rect class="{kind}" x="{LABELS}" y="{y + 4}" width="{width:.1f}" height="17" rx="2"/>')
        if row.high > row.low:
            parts.append(f'<line class="spread" x1="{low:.1f}" x2="{high:.1f}" y1="{y + 12.5}" y2="{y + 12.5}"/>')
        parts.append(f'<text x="{max(end, high) + 8:.1f}" y="{y + 17}">{escape(row.text)}</text>')
        y += ROW
    heading = f'<text class="title" x="0" y="20">{escape(title)}, {escape(unit)}</text>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 12}" role="img"'
    return f'{head} aria-label="{escape(title)}"><style>{STYLE}</style>{heading}{"".join(parts)}</svg>\n'
