"""When an agente wants to hear nothing, and for which moment a digest is due: pure."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ventanilla import wire
from ventanilla.desk.digest import moment
from ventanilla.desk.preferences import is_calm, read
from ventanilla.desk.push import FIRST_RETRY, LAST_RETRY, later

NIGHT = wire.Calma("Europe/Madrid", "22:00", "08:00", ["vie"])
NOON = wire.Calma("America/Mexico_City", "14:00", "15:30")


@pytest.mark.parametrize(
    ("calma", "at", "expected"),
    [
        (None, "2026-11-27T23:00", False),
        (NIGHT, "2026-11-27T20:59", False),  # Friday, 21:59 in Madrid
        (NIGHT, "2026-11-27T21:00", True),
        (NIGHT, "2026-11-28T06:59", True),  # the night is Friday's
        (NIGHT, "2026-11-28T07:00", False),
        (NIGHT, "2026-11-28T22:00", False),  # Saturday's is none
        (NIGHT, "2026-11-27T06:00", False),  # Thursday's neither
        (NIGHT, "2026-07-03T20:00", True),  # in summer an hour earlier
        (NOON, "2026-11-27T20:00", True),
        (NOON, "2026-11-27T21:30", False),
    ],
)
def test_quiet_hours_are_of_the_place_and_of_the_day_on_which_they_begin(
    calma: wire.Calma | None, at: str, expected: bool
) -> None:
    assert is_calm(calma, _utc(at)) is expected


DAILY = wire.Resumen("dia", "02:30", "Europe/Madrid")


@pytest.mark.parametrize(
    ("resumen", "now", "expected"),
    [
        (wire.Resumen(), "2026-11-27T12:34", None),
        (wire.Resumen("hora"), "2026-11-27T12:34", "2026-11-27T12:00"),
        (wire.Resumen("dia", "09:00", "Europe/Madrid"), "2026-11-27T07:59", "2026-11-26T08:00"),
        (wire.Resumen("dia", "09:00", "Europe/Madrid"), "2026-11-27T08:00", "2026-11-27T08:00"),
        (wire.Resumen("dia", "23:30", "America/Mexico_City"), "2026-11-27T05:30", "2026-11-27T05:30"),
        (DAILY, "2026-03-29T01:29", "2026-03-28T01:30"),  # 02:30 does not exist that day
        (DAILY, "2026-03-29T01:30", "2026-03-29T01:30"),
        (DAILY, "2026-10-25T00:30", "2026-10-25T00:30"),  # and twice this one: the first counts
        (DAILY, "2026-10-25T01:30", "2026-10-25T00:30"),
    ],
)
def test_a_digest_is_due_for_the_last_moment_that_was_chosen(
    resumen: wire.Resumen, now: str, expected: str | None
) -> None:
    assert moment(resumen, _utc(now)) == (_utc(expected) if expected else None)


@pytest.mark.parametrize("kept", [{}, {"sonidos": True}, {"volumen": "alto"}, None])
def test_what_cannot_be_read_is_as_at_first(kept: object) -> None:
    assert read(kept) == wire.Preferencias()


def test_each_attempt_waits_longer_up_to_half_an_hour() -> None:
    waits = [later(attempt) for attempt in range(1, 8)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (FIRST_RETRY, LAST_RETRY)
    assert later(1, 120) == 120
    assert later(1, 1) == FIRST_RETRY


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
