"""Office hours, pure: whether a team is there at a moment, and when it is there again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .. import wire
from ..chat.errors import Invalid

DAYS = ("lun", "mar", "mie", "jue", "vie", "sab", "dom")
AHEAD = 366
"""Days that are looked at for the next opening."""


def check(horario: wire.Horario | None, campo: str = "horario") -> None:
    """Raises Invalid: no such zone, no such day, hours that end before they begin or that overlap."""
    if horario is None:
        return
    try:
        ZoneInfo(horario.zona)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(f"{campo}.zona", "Una zona horaria como Europe/Madrid.") from None
    for day, spans in horario.dias.items():
        end = ""
        for first, last in spans:
            if first >= last or first < end or first == "24:00":
                raise Invalid(f"{campo}.dias.{day}", "Cada tramo empieza antes de acabar, y después del anterior.")
            end = last
    for text in horario.festivos:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise Invalid(f"{campo}.festivos", f"«{text}» no es un día.") from None


def is_open(horario: wire.Horario | None, at: datetime) -> bool:
    """Without hours it is always open."""
    if horario is None:
        return True
    local = at.astimezone(ZoneInfo(horario.zona))
    return any(first <= local < last for first, last in _spans(horario, local.date()))


def opens_at(horario: wire.Horario | None, at: datetime) -> datetime | None:
    """The next opening after `at`; None where it is open then, or does not open within a year."""
    if horario is None or is_open(horario, at):
        return None
    local = at.astimezone(ZoneInfo(horario.zona))
    for days in range(AHEAD):
        for first, _ in _spans(horario, local.date() + timedelta(days=days)):
            if first > local:
                return first
    return None


def _spans(horario: wire.Horario, day: date) -> list[tuple[datetime, datetime]]:
    if day.isoformat() in horario.festivos:
        return []
    zone = ZoneInfo(horario.zona)
    # msgspec keeps the days as they were written: a literal of ours.
    spans = horario.dias.get(DAYS[day.weekday()], [])  # type: ignore[call-overload]
    return [(_at(day, first, zone), _at(day, last, zone)) for first, last in spans]


def _at(day: date, text: str, zone: ZoneInfo) -> datetime:
    if text == "24:00":
        return datetime.combine(day + timedelta(days=1), time(), zone)
    return datetime.combine(day, time.fromisoformat(text), zone)
