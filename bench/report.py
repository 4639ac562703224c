#!/usr/bin/env python3
"""Puts results into docs/performance.md: `python bench/report.py [RESULTS…]`, by default the newest of each experiment.

Only what stands between `<!-- bench:EXPERIMENT -->` and `<!-- /bench -->` is replaced; what people wrote around it
stays. Plots go to docs/performance/.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from harness import plots, tables
from harness.contestants import BENCH, label_of

PAGE = BENCH.parent / "docs/performance.md"
PLOTS = BENCH.parent / "docs/performance"
Record = dict[str, Any]

TITLES = {
    "throughput": "Messages stored and delivered, at saturation",
    "latency": "From the scheduled time to the agent's screen",
    "tenants": "Many tenants at once",
    "journal": "The journal alone",
    "idle": "Connections that say nothing",
    "connects": "Connecting and catching up",
    "http": "The two HTTP calls",
    "workers": "Several processes",
}
# What is drawn: title, unit, the figure, how it is written.
DRAWN: dict[str, tuple[str, str, Callable[[Record], float | None], str]] = {
    "throughput": ("Stored and delivered", "messages a second", tables.RATE, "{:,.0f}"),
    "latency": ("Delivery, median", "milliseconds", lambda record: (record["delivery_ms"] or {}).get("p50"), "{:,.1f}"),
    "tenants": ("Stored and delivered", "messages a second", tables.RATE, "{:,.0f}"),
    "workers": ("Stored and delivered", "messages a second", tables.RATE, "{:,.0f}"),
    "journal": ("Stored", "messages a second", tables.RATE, "{:,.0f}"),
    "idle": ("Memory of a connection", "KiB", tables.kib_of_a_connection, "{:,.1f}"),
    "connects": ("Authenticated and caught up", "connections a second", tables.SHAPES["connects"][2], "{:,.0f}"),
    "http": ("HTTP", "requests a second", tables.SHAPES["http"][2], "{:,.0f}"),
}


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]] or newest()
    if not files:
        raise SystemExit("report: no results yet: python bench/run.py throughput")
    page = PAGE.read_text() if PAGE.exists() else "# Performance\n"
    PLOTS.mkdir(parents=True, exist_ok=True)
    for file in files:
        about, *records = map(json.loads, file.read_text().splitlines())
        if records:
            page = put(page, about["experiment"], block(about, records))
    PAGE.write_text(page)
    print(PAGE)


def newest() -> list[Path]:
    """Of each experiment, in the order of TITLES."""
    found = {name: sorted((BENCH / "results").glob(f"{name}-*.jsonl")) for name in TITLES}
    return [files[-1] for files in found.values() if files]


def block(about: dict[str, Any], records: Sequence[Record]) -> str:
    name = about["experiment"]
    (PLOTS / f"{name}.svg").write_text(draw(name, records))
    machine, options = about["machine"], about["options"]
    how = (
        f"{machine['cpu']}, {machine['cores']} cores (server on {machine['server_cpus']},"
        f" PostgreSQL {machine['postgres']} and the generator on {machine['other_cpus']}), Linux {machine['kernel']},"
        f" commit {about['commit']};"
        f" {options['rounds']} interleaved rounds of {options['seconds']:g} s."
        " Medians, and in brackets the smallest and the largest."
    )
    picture = f"![{DRAWN[name][0]}](performance/{name}.svg)"
    return "\n\n".join([picture, tables.table(name, records), how])


def draw(name: str, records: Sequence[Record]) -> str:
    title, unit, where, form = DRAWN[name]
    settings = tables.SHAPES[name][0]
    groups: dict[tuple[str, str], list[float]] = {}
    for record in records:
        group = ", ".join(f"{record[key]} {word}" for key, word in settings.items() if record.get(key))
        if (figure := where(record)) is not None:
            groups.setdefault((group, record["contestant"]), []).append(figure)
    seen = list(dict.fromkeys(group for group, _ in groups))
    rows = [
        plots.Bar(
            label=label_of(who),
            value=median(figures),
            low=min(figures),
            high=max(figures),
            is_ours=who in tables.OURS,
            group=group,
            text=form.format(median(figures)),
        )
        for (group, who), figures in sorted(groups.items(), key=lambda item: seen.index(item[0][0]))
    ]
    return plots.bars(title, unit, rows)


def put(page: str, name: str, text: str) -> str:
    start, end = f"<!-- bench:{name} -->", "<!-- /bench -->"
    fresh = f"{start}\n{text}\n{end}"
    if start in page:
        return re.sub(rf"{re.escape(start)}.*?{re.escape(end)}", lambda _: fresh, page, flags=re.DOTALL)
    return f"{page.rstrip()}\n\n## {TITLES[name]}\n\n{fresh}\n"


if __name__ == "__main__":
    main()
