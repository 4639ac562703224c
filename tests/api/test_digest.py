"""The e-mail of what nobody answered: to whom it concerns, at their time, once, in their language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings

from tests.desk_people import Colleague, colleague
from tests.installation import Server
from tests.people import Agente, Cliente, in_public
from ventanilla.desk import digest

BACKENDS = "django.core.mail.backends"


@pytest.fixture(autouse=True)
def letters(database: None) -> Iterator[list[Any]]:
    """What was sent, by these tests alone; no other's agente wants one."""
    from ventanilla.desk.models import Agente as Row

    mail.outbox = []
    backend = f"{BACKENDS}.locmem.EmailBackend"
    in_public(lambda: _next_round(datetime.now(UTC) + timedelta(hours=1)))
    with override_settings(EMAIL_BACKEND=backend, DEFAULT_FROM_EMAIL="soporte@plataforma.example"):
        yield mail.outbox
    in_public(lambda: _next_round(datetime.now(UTC)))
    in_public(lambda: Row.objects.exclude(preferencias={}).update(preferencias={}, resumido_en=None))


def _next_round(begun: datetime) -> None:
    """A round that began in an hour from now is due in none of the processes meanwhile."""
    from ventanilla.desk.models import Ronda

    Ronda.objects.update_or_create(nombre="resumir", defaults={"empezada_en": begun})


async def reader(server: Server, *, idioma: str = "es", due: bool = True, **more: Any) -> Colleague:
    """Somebody who wants a digest each hour, the last one of which is still to come."""
    from ventanilla.desk.models import Agente as Row

    one = colleague(server, **more)
    prefs = {"resumen": {"cada": "hora", "tras_min": 30}, "idioma": idioma}
    assert (await one.http.put("/api/soporte/yo/preferencias/", json=prefs)).status_code == 200

    def set_up() -> None:
        row = Row.objects.select_related("user").get(pk=one.id)
        row.user.email = f"{one.usuario}@plataforma.example"
        row.user.save()
        if due:
            Row.objects.filter(pk=one.id).update(resumido_en=datetime.now(UTC) - timedelta(hours=2))

    in_public(set_up)
    return one


async def waiting_chat(server: Server, tenant: str = "acme", *, minutes: int = 90, texto: str = "Hola") -> int:
    from ventanilla.desk.models import Bandeja

    chat_id = int((await Cliente(server, tenant).say(texto))["chat"]["id"])
    since = datetime.now(UTC) - timedelta(minutes=minutes)
    in_public(lambda: Bandeja.objects.filter(pk=chat_id).update(espera_desde=since))
    return chat_id


def to(letters: list[Any], one: Colleague) -> list[Any]:
    return [each for each in letters if each.to == [f"{one.usuario}@plataforma.example"]]


def html_of(letter: Any) -> str:
    [(content, kind)] = letter.alternatives
    assert kind == "text/html"
    return str(content)


async def test_it_lists_who_waits_with_a_link_and_no_word_of_theirs(
    server: Server, engine: Any, letters: list[Any]
) -> None:
    one = await reader(server, tenants=["acme"])
    chat_id = await waiting_chat(server, texto="<b>Mi secreto</b>")
    young = await waiting_chat(server, minutes=10)
    other = await waiting_chat(server, "globex")
    await digest.send(engine)
    [letter] = to(letters, one)
    html = html_of(letter)
    for body in (letter.body, html):
        assert f"https://localhost/soporte/chats/{chat_id}" in body
        assert f"/chats/{young}" not in body
        assert f"/chats/{other}" not in body
        assert "Acme Logística" in body
        assert "Eva Montes" in body
        assert "espera desde hace 90 min" in body
        assert "Mi secreto" not in body
        assert "Globex" not in body
    assert "espera" in letter.subject
    assert letter.from_email == "soporte@plataforma.example"


async def test_it_is_sent_once_whoever_asks_and_however_often(server: Server, engine: Any, letters: list[Any]) -> None:
    one = await reader(server)
    await waiting_chat(server)
    for _ in range(3):
        await digest.send(engine)
    assert len(to(letters, one)) == 1


async def test_whoever_has_just_chosen_it_waits_for_the_next_time(
    server: Server, engine: Any, letters: list[Any]
) -> None:
    one = await reader(server, due=False)
    await waiting_chat(server)
    await digest.send(engine)
    assert to(letters, one) == []


async def test_it_tells_of_ones_own_of_ones_teams_and_of_nobodys_and_not_of_others(
    server: Server, engine: Any, letters: list[Any]
) -> None:
    from ventanilla.desk.models import Equipo

    one, ana = await reader(server), Agente(server)
    team, foreign = (in_public(lambda n=n: Equipo.objects.create(nombre=f"{n} {one.usuario}").pk) for n in "ab")
    in_public(lambda: Equipo.objects.get(pk=team).miembros.add(one.id))
    mine, ours, theirs, somebodys = [await waiting_chat(server) for _ in range(4)]
    await ana.post(f"chats/{mine}/asignar/", agente_id=one.id)
    await ana.post(f"chats/{ours}/asignar/", agente_id=None, equipo_id=team)
    await ana.post(f"chats/{theirs}/asignar/", agente_id=None, equipo_id=foreign)
    await ana.post(f"chats/{somebodys}/asignar/", agente_id=colleague(server).id)
    await digest.send(engine)
    [letter] = to(letters, one)
    assert letter.body.index("Tuyos") < letter.body.index(f"/chats/{mine}\n")
    assert letter.body.index("De tus equipos") < letter.body.index(f"/chats/{ours}\n")
    assert f"/chats/{theirs}\n" not in letter.body
    assert f"/chats/{somebodys}\n" not in letter.body
    in_public(lambda: Equipo.objects.filter(pk__in=[team, foreign]).delete())


async def test_it_is_in_the_agentes_language_and_names_are_no_markup(
    server: Server, engine: Any, letters: list[Any]
) -> None:
    one = await reader(server, idioma="en", tenants=["globex"])
    await Cliente(server, "globex", nombre="<script>alert(1)</script>").say("Hola")
    await waiting_chat(server, "globex")
    from ventanilla.desk.models import Bandeja

    in_public(
        lambda: Bandeja.objects.filter(cliente_nombre__startswith="<script").update(
            espera_desde=datetime(2026, 1, 1, tzinfo=UTC)
        )
    )
    await digest.send(engine)
    [letter] = to(letters, one)
    assert "wait" in letter.subject
    assert "Unassigned" in letter.body
    assert "<script>" not in html_of(letter)
    assert "&lt;script&gt;" in html_of(letter)


async def test_nothing_is_sent_of_a_muted_tenant_or_where_nobody_waits(
    server: Server, engine: Any, letters: list[Any]
) -> None:
    one = await reader(server, tenants=["acme"])
    await one.post("tenants/acme/silencio/", silenciado=True)
    await waiting_chat(server)
    await digest.send(engine)
    assert to(letters, one) == []


async def test_what_the_mail_server_refuses_is_sent_later(
    server: Server, engine: Any, letters: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await reader(server)
    await waiting_chat(server)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMultiAlternatives.send", _refuse)
        await digest.send(engine)
    assert to(letters, one) == []
    await digest.send(engine)
    assert len(to(letters, one)) == 1


async def test_without_a_mail_server_nothing_is_due(server: Server, engine: Any, letters: list[Any]) -> None:
    one = await reader(server)
    await waiting_chat(server)
    with override_settings(EMAIL_BACKEND=f"{BACKENDS}.dummy.EmailBackend"):
        await digest.send(engine)
    await digest.send(engine)
    assert len(to(letters, one)) == 1


def _refuse(self: object) -> None:
    raise ConnectionRefusedError
