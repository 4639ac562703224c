"""The dashboard and the alerts ask for series that the server exports, by labels and values that it gives them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ventanilla import metrics
from ventanilla.chat.errors import ChatError

from .files import DEPLOY, parsed, program, said_by

OF_PROMETHEUS = {"up": {"job", "instance"}}
EVERYWHERE = {"job", "instance"}
SERIES = re.compile(r"\b(ventanilla_\w+|up)\b(?:\{([^}]*)\})?")
MATCHER = re.compile(r'(\w+)\s*(?:=~|!~|!=|=)\s*"([^"]*)"')
GROUPED = re.compile(r"\bby \(([^)]*)\)")


def series() -> dict[str, set[str]]:
    """Each one's name, as it is scraped, with its labels."""
    found = dict(OF_PROMETHEUS)
    for metric in vars(metrics).values():
        name, kind, labels = (getattr(metric, at, None) for at in ("_name", "_type", "_labelnames"))
        if not isinstance(name, str):
            continue
        given = set(labels or ()) | EVERYWHERE
        match kind:
            case "counter":
                found[f"{name}_total"] = given
            case "histogram":
                found |= {f"{name}_bucket": given | {"le"}, f"{name}_sum": given, f"{name}_count": given}
            case "gauge":
                found[name] = given
    return found


def rules() -> list[dict[str, Any]]:
    return [rule for group in parsed("alerts.yaml")["groups"] for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    """Without the headings."""
    return [panel for panel in parsed("grafana/ventanilla.json")["panels"] if panel["type"] != "row"]


def targets() -> list[dict[str, str]]:
    return [target for panel in panels() for target in panel["targets"]]


def expressions() -> list[str]:
    return [rule["expr"] for rule in rules()] + [target["expr"] for target in targets()]


def test_the_metrics_are_found() -> None:
    assert {"ventanilla_messages_total", "ventanilla_ack_seconds_bucket", "ventanilla_journal_queue"} <= series().keys()
    assert series()["ventanilla_messages_total"] == {"author", "job", "instance"}


@pytest.mark.parametrize("expression", expressions())
def test_what_is_asked_for_is_exported(expression: str) -> None:
    asked = SERIES.findall(expression)
    assert asked
    known = series()
    for name, matchers in asked:
        assert name in known
        assert {label for label, _ in MATCHER.findall(matchers)} <= known[name]
    for grouped in GROUPED.findall(expression):
        for name, _ in asked:
            assert set(re.split(r",\s*", grouped)) <= known[name]
    if "histogram_quantile" in expression:
        assert all(name.endswith("_bucket") for name, _ in asked)
        assert all("le" in re.split(r",\s*", grouped) for grouped in GROUPED.findall(expression))


def test_a_refusal_that_is_asked_for_is_one() -> None:
    codigos = {kind.codigo for kind in ChatError.__subclasses__() if hasattr(kind, "codigo")}
    asked = {value for text in expressions() for label, value in MATCHER.findall(text) if label == "codigo"}
    assert asked == {"no_disponible"}
    assert asked <= codigos


def test_the_dashboard_shows_every_metric() -> None:
    shown = {re.sub(r"_(bucket|sum|count)$", "", name) for t in targets() for name, _ in SERIES.findall(t["expr"])}
    known = {re.sub(r"_(bucket|sum|count)$", "", name) for name in series()} - OF_PROMETHEUS.keys()
    assert shown == known


def test_a_legend_names_what_the_expression_groups_by() -> None:
    for target in targets():
        grouped = {label for group in GROUPED.findall(target["expr"]) for label in re.split(r",\s*", group)}
        assert set(re.findall(r"\{\{(\w+)\}\}", target["legendFormat"])) == grouped - {"le"}, target["expr"]


def test_panels_do_not_lie_over_each_other() -> None:
    taken: set[tuple[int, int]] = set()
    every = parsed("grafana/ventanilla.json")["panels"]
    for panel in every:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert taken & cells == set(), panel["title"]
        assert at["x"] + at["w"] <= 24
        taken |= cells
    assert len({panel["id"] for panel in every}) == len(every)


def test_every_alert_says_what_it_is_and_whom_it_wakes() -> None:
    names = [rule["alert"] for rule in rules()]
    assert len(set(names)) == len(names) > 5
    assert [rule["alert"] for rule in rules() if not rule["annotations"]["summary"] or not rule["for"]] == []
    assert {rule["labels"]["severity"] for rule in rules()} == {"page", "ticket"}


def test_what_a_text_fills_in_is_left_by_its_expression() -> None:
    for rule in rules():
        filled = set(re.findall(r"\$labels\.(\w+)", str(rule["annotations"])))
        grouped = {label for group in GROUPED.findall(rule["expr"]) for label in re.split(r",\s*", group)}
        is_whole = "(" not in rule["expr"]
        assert is_whole or filled <= grouped, rule["alert"]


def test_prometheus_takes_its_rules() -> None:
    assert f"{len(rules())} rules found" in said_by(program("promtool"), "check", "rules", DEPLOY / "alerts.yaml")


def test_alerts_go_off_when_they_should_and_not_before() -> None:
    assert "SUCCESS" in said_by(program("promtool"), "test", "rules", Path(__file__).with_name("alerts_test.yaml"))
