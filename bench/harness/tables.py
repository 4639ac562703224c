"""From measurements to Markdown: medians over the rounds, each with its ratio to ours in the same rounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from .contestants import label_of

Record = dict[str, Any]
Column = tuple[str, Callable[[Record], float | None], str]
"""Title, where the figure is, how it is written."""


OURS = ("ventanilla", "append-asyncpg")


def table(experiment: str, records: Sequence[Record]) -> str:
    """A Markdown table: a row for each contestant and setting."""
    settings, columns, main, more_is_better = SHAPES[experiment]
    groups: dict[tuple[Any, ...], list[Record]] = defaultdict(list)
    for record in records:
        groups[tuple(record.get(name) for name in settings), record["contestant"]].append(record)
    lines = [_row([*settings.values(), "", *(title for title, _, _ in columns), "ours to this"])]
    lines.append(_row(["---"] * len(settings) + ["---"] + ["--:"] * (len(columns) + 1)))
    for (setting, name), group in groups.items():
        ours = next((groups[setting, one] for one in OURS if (setting, one) in groups), [])
        figures = [_median(group, where, form) for _, where, form in columns]
        ratio = _ratio(ours, group, main, more_is_better=more_is_better) if name not in OURS else ""
        lines.append(_row([*map(str, setting), _label(name, group), *figures, ratio]))
    notes = _notes(records)
    return "\n".join([*lines, *(["", *notes] if notes else [])])


def _label(name: str, group: Sequence[Record]) -> str:
    rounds = f" ({len(group)} rounds)" if len(group) > 1 else ""
    return f"{label_of(name)}{rounds}"


def _median(group: Sequence[Record], where: Callable[[Record], float | None], form: str) -> str:
    figures = [figure for record in group if (figure := where(record)) is not None]
    if not figures:
        return "–"
    if len(figures) < 2:
        return form.format(figures[0])
    return f"{form.format(median(figures))} [{form.format(min(figures))}…{form.format(max(figures))}]"


def _ratio(
    ours: Sequence[Record], theirs: Sequence[Record], where: Callable[[Record], float | None], *, more_is_better: bool
) -> str:
    """The median of the ratios within each round: what disturbed a round disturbed both."""
    by_round = {record["round"]: where(record) for record in ours}
    ratios = []
    for record in theirs:
        our, their = by_round.get(record["round"]), where(record)
        if our and their:
            ratios.append(our / their if more_is_better else their / our)
    return f"**{shown(median(ratios))}x**" if ratios else "–"


def shown(figure: float) -> str:
    """Two digits that mean something."""
    return f"{figure:.0f}" if figure >= 10 else f"{figure:.1f}" if figure >= 1 else f"{figure:.2f}"


def _notes(records: Sequence[Record]) -> list[str]:
    found = []
    for record in records:
        who = f"{label_of(record['contestant'])}, round {record['round']}"
        if "failure" in record:
            found.append(f"- {who}: **{record['failure']}**")
        if record.get("twice") or record.get("out_of_order") or record.get("refused"):
            counts = {name: record[name] for name in ("twice", "out_of_order", "refused") if record.get(name)}
            found.append(f"- {who}: {', '.join(f'{name} {count}' for name, count in counts.items())}")
        if "stored" in record and not record["said"] - record["missing"] <= record["stored"] <= record["said"]:
            found.append(f"- {who}: {record['said']} said, {record['missing']} undelivered, {record['stored']} stored")
        if (others := record.get("cores", {}).get("others", 0)) > NOISY:
            found.append(f"- {who}: something else took {others} cores meanwhile")
        if (generator := record.get("generator_cores", 0)) > BUSY_GENERATOR:
            found.append(f"- {who}: the generator itself used {generator} cores")
    return found


NOISY = 0.25
BUSY_GENERATOR = 0.8


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _at(*path: str) -> Callable[[Record], float | None]:
    def found(record: Record) -> float | None:
        value: Any = record
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    return found


def cpu_ms(record: Record, who: str = "server") -> float | None:
    """Milliseconds of CPU for each message."""
    rate, cores = record.get("done_per_second"), record.get("cores", {}).get(who)
    return cores / rate * 1000 if rate and cores is not None else None


def kib_of_a_connection(record: Record) -> float | None:
    memory = record.get("memory_kib")
    return (memory["at_end"] - memory["before"]) / record["connections"] if memory else None


RATE = _at("done_per_second")
SERVER: Column = ("server, cores", _at("cores", "server"), "{:.2f}")
GENERATOR: Column = ("generator, cores", _at("generator_cores"), "{:.2f}")
SATURATED: list[Column] = [
    ("msg/s", RATE, "{:.0f}"),
    ("p50 ms", _at("done_ms", "p50"), "{:.1f}"),
    ("p99 ms", _at("done_ms", "p99"), "{:.1f}"),
    ("server, CPU ms/msg", cpu_ms, "{:.3f}"),
    ("PostgreSQL, CPU ms/msg", lambda record: cpu_ms(record, "postgres"), "{:.3f}"),
    SERVER,
    ("PostgreSQL, cores", _at("cores", "postgres"), "{:.2f}"),
    GENERATOR,
]

SHAPES: dict[str, tuple[dict[str, str], list[Column], Callable[[Record], float | None], bool]] = {
    "throughput": ({"chats": "chats", "idle": "idle"}, SATURATED, RATE, True),
    "tenants": ({"tenants": "tenants"}, SATURATED, RATE, True),
    "journal": (
        {"tenants": "tenants", "batch": "batch"},
        [
            ("msg/s", RATE, "{:.0f}"),
            ("journal, CPU ms/msg", cpu_ms, "{:.3f}"),
            ("PostgreSQL, CPU ms/msg", lambda record: cpu_ms(record, "postgres"), "{:.3f}"),
        ],
        RATE,
        True,
    ),
    "workers": ({"workers": "processes"}, SATURATED, RATE, True),
    "latency": (
        {"asked": "rate"},
        [
            ("offered/s", _at("due_per_second"), "{:.0f}"),
            ("done/s", RATE, "{:.0f}"),
            ("ack p50", _at("ack_ms", "p50"), "{:.2f}"),
            ("ack p99", _at("ack_ms", "p99"), "{:.2f}"),
            ("delivery p50", _at("delivery_ms", "p50"), "{:.2f}"),
            ("delivery p90", _at("delivery_ms", "p90"), "{:.2f}"),
            ("delivery p99", _at("delivery_ms", "p99"), "{:.2f}"),
            ("not delivered", _at("missing"), "{:.0f}"),
            SERVER,
            GENERATOR,
        ],
        _at("delivery_ms", "p50"),
        False,
    ),
    "idle": (
        {"connections": "connections"},
        [
            ("KiB a connection", kib_of_a_connection, "{:.1f}"),
            ("connects/s", _at("connects_per_second"), "{:.0f}"),
            ("server while idle, cores", _at("cores", "server"), "{:.3f}"),
        ],
        kib_of_a_connection,
        False,
    ),
    "connects": (
        {"catch_up": "caught up"},
        [
            ("connects/s", _at("connects_per_second"), "{:.0f}"),
            ("p50 ms", _at("arrival_ms", "p50"), "{:.1f}"),
            ("p99 ms", _at("arrival_ms", "p99"), "{:.1f}"),
            ("failed", _at("failed"), "{:.0f}"),
            SERVER,
            GENERATOR,
        ],
        _at("connects_per_second"),
        True,
    ),
    "http": (
        {"call": "call"},
        [
            ("req/s", _at("requests_per_second"), "{:.0f}"),
            ("p50 ms", _at("answer_ms", "p50"), "{:.1f}"),
            ("p99 ms", _at("answer_ms", "p99"), "{:.1f}"),
            ("refused", _at("refused"), "{:.0f}"),
            SERVER,
            GENERATOR,
        ],
        _at("requests_per_second"),
        True,
    ),
}
