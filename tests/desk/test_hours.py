"""Office hours: open, closed, when next; over nights, holidays and the change of the clocks."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ventanilla import wire
from ventanilla.chat.errors import Invalid
from ventanilla.desk.hours import check, is_open, opens_at

MADRID = ZoneInfo("Europe/Madrid")
HOURS = wire.Horario(
    zona="Europe/Madrid",
    dias={day: [("09:00", "14:00"), ("16:00", "19:00")] for day in ("lun", "mar", "mie", "jue", "vie")},  # type: ignore[arg-type]
    festivos=["2026-12-25"],
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MADRID)


@pytest.mark.parametrize(
    ("moment", "open_", "next_"),
    [
        ("2026-11-26T09:00", True, None),
        ("2026-11-26T13:59", True, None),
        ("2026-11-26T14:00", False, "2026-11-26T16:00"),
        ("2026-11-26T08:59", False, "2026-11-26T09:00"),
        ("2026-11-27T19:00", False, "2026-11-30T09:00"),
        ("2026-12-25T10:00", False, "2026-12-28T09:00"),
        ("2026-10-25T12:00", False, "2026-10-26T09:00"),
    ],
)
def test_a_week(moment: str, open_: bool, next_: str | None) -> None:
    assert is_open(HOURS, at(moment)) is open_
    assert opens_at(HOURS, at(moment)) == (at(next_) if next_ else None)


def test_the_moment_is_of_any_zone() -> None:
    assert is_open(HOURS, datetime(2026, 11, 26, 8, 0, tzinfo=ZoneInfo("UTC")))
    assert not is_open(HOURS, datetime(2026, 11, 26, 7, 59, tzinfo=ZoneInfo("UTC")))


def test_without_hours_it_is_always_open_and_without_days_never() -> None:
    assert is_open(None, at("2026-01-01T03:00"))
    never = wire.Horario(zona="Europe/Madrid")
    assert not is_open(never, at("2026-11-26T10:00"))
    assert opens_at(never, at("2026-11-26T10:00")) is None


def test_up_to_midnight() -> None:
    late = wire.Horario(zona="Europe/Madrid", dias={"jue": [("20:00", "24:00")]})
    assert is_open(late, at("2026-11-26T23:59"))
    assert not is_open(late, at("2026-11-27T00:00"))


@pytest.mark.parametrize(
    "wrong",
    [
        wire.Horario(zona="Marte/Base"),
        wire.Horario(zona="../etc/passwd"),
        wire.Horario(zona="Europe/Madrid", dias={"lun": [("14:00", "09:00")]}),
        wire.Horario(zona="Europe/Madrid", dias={"lun": [("09:00", "14:00"), ("13:00", "15:00")]}),
        wire.Horario(zona="Europe/Madrid", festivos=["2026-02-30"]),
    ],
)
def test_hours_that_cannot_be_are_refused(wrong: wire.Horario) -> None:
    with pytest.raises(Invalid):
        check(wrong)
