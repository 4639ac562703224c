"""A tenant that goes: suspended, marked, kept after all, or erased until nothing of it is left, here or on the disk."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
import pytest_asyncio
from django.core.files.storage import FileSystemStorage
from django.db import connection

from tests.desk_people import Colleague, colleague, made_tenant
from tests.installation import Server
from tests.people import Agente, Cliente, in_public, new_id
from ventanilla.chat.engine import Engine
from ventanilla.chat.people import PERMISOS
from ventanilla.desk import indexing
from ventanilla.desk.models import Auditoria, Ronda, Vista
from ventanilla.files import storage
from ventanilla.server import cli, erasing, installation, leaving, schemas, tenants
from ventanilla.server.models import Tenant
from ventanilla.server.tenants import TenantError

LONG_AGO = timedelta(days=2)
AT_ANY_TIME = ["version", "cambiado_en", "avisado_en", "empujado_de"]
"""Columns of the inbox that the rounds of a server write."""


@dataclass
class Lived:
    """A tenant with something in each table that can hold something of it."""

    slug: str
    schema: str
    chats: list[int]
    word: str
    """In all that its people said and are called, and in all that was said of them; nowhere else."""
    files: list[str]
    agente: Colleague


async def lived_in(server: Server, engine: Engine) -> Lived:
    slug = made_tenant()
    schema = slug.replace("-", "_")
    word = f"zq{new_id().replace('-', '')}"
    nombre, said = f"Eva {word}", f"secreto de {word}"
    eva = Cliente(server, slug, f"cliente-{word}", nombre=nombre)
    bea = colleague(server, PERMISOS, tenants=["acme", slug])
    ana = Agente(server, "ana")
    sent = await eva.upload(said.encode(), f"{word}.txt")
    said_with = (await eva.say(said, adjuntos=[sent["id"]], contexto={"página": word}))["mensaje"]
    first = said_with["chat_id"]
    for answer in (
        await ana.reply(first, f"Hola, {word}"),
        await ana.post(f"chats/{first}/notas/", texto=f"Nota de {word}", menciones=[bea.id]),
        await bea.http.put(f"/api/soporte/chats/{first}/borrador/?tipo=respuesta", json={"texto": f"Casi {word}"}),
        await bea.http.get(f"/api/soporte/chats/{first}/"),
        await ana.http.get(said_with["adjuntos"][0]["url"]),
        await ana.close(first, mensaje=f"Adiós, {word}"),
        await eva.http.post(f"/api/chat/{first}/valoracion/", json={"puntuacion": 5, "comentario": word}),
    ):
        assert answer.status_code < 400, (answer.request.url, answer.text)
    second = (await eva.say(f"Otra vez {word}"))["chat"]["id"]
    for answer in (
        await bea.post(f"chats/{second}/bloquear/", bloqueado=True, motivo=f"por {word}"),
        await bea.post(f"tenants/{slug}/silencio/", silenciado=True),
        await bea.http.put(f"/api/soporte/tenants/{slug}/ficha/", json={"notas": f"El de {word}"}),
    ):
        assert answer.status_code < 400, (answer.request.url, answer.text)
    await asyncio.to_thread(in_public, lambda: plant(slug, bea.id, first))
    await indexing.index(engine)
    files = await asyncio.to_thread(lambda: list(storage.names_in(schema)))
    return Lived(slug, schema, [first, second], word, files, bea)


def plant(slug: str, agente_id: int, chat_id: int) -> None:
    """What only the console and Django's administration write."""
    from django.contrib.admin.models import LogEntry
    from django.contrib.contenttypes.models import ContentType

    from ventanilla.desk.models import EnvioPush, SuscripcionPush

    tenant = tenants.named(slug)
    LogEntry.objects.create(
        user_id=agente_id, content_type=ContentType.objects.get_for_model(Tenant), object_id=str(tenant.pk),
        object_repr=slug, action_flag=2, change_message=slug,
    )  # fmt: skip
    browser = SuscripcionPush.objects.create(agente_id=agente_id, endpoint=f"https://{new_id()}", p256dh="", auth="")
    cuerpo = {"titulo": slug, "texto": slug, "chat_id": chat_id, "clase": "mensaje", "etiqueta": ""}
    later = datetime.now(UTC) + LONG_AGO
    EnvioPush.objects.create(suscripcion=browser, cuerpo=cuerpo, intentar_en=later, vence_en=later)
    Vista.objects.create(nombre="solo", agente_id=agente_id, filtro={"tenant": slug})
    Vista.objects.create(nombre="dos", agente_id=agente_id, filtro={"tenant": f"acme,{slug}"})


@pytest.fixture(autouse=True)
def no_round(database: None) -> None:
    """No server's round comes in between."""
    name, now = erasing.JOBS[0].nombre, datetime.now(UTC)
    in_public(lambda: Ronda.objects.update_or_create(nombre=name, defaults={"empezada_en": now}))


@pytest_asyncio.fixture
async def lived(server: Server, engine: Engine) -> Lived:
    return await lived_in(server, engine)


def rows_with(word: str) -> list[str]:
    """Each table, of any schema, with a row that holds the word in any of its columns."""
    found = []
    with psycopg.connect(**schemas.connection_arguments()) as database:
        for schema, table in database.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'"
        ).fetchall():
            name = psycopg.sql.Identifier(schema, table)
            query = psycopg.sql.SQL("SELECT count(*) FROM {} t WHERE t::text ~* %s").format(name)
            if database.execute(query, [rf"\m{re.escape(word)}\M"]).fetchone() != (0,):
                found.append(f"{schema}.{table}")
    return sorted(found)


def rows_of_chats(chats: list[int]) -> list[str]:
    """Each table of the public schema that names one of them."""
    with psycopg.connect(**schemas.connection_arguments()) as database:
        tables = database.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name IN ('chat_id', 'anterior') GROUP BY 1"
        ).fetchall()
        return [
            table
            for (table,) in tables
            if database.execute(
                psycopg.sql.SQL("SELECT count(*) FROM {} t WHERE (to_jsonb(t)->>'chat_id')::bigint = ANY(%s)").format(
                    psycopg.sql.Identifier("public", table)
                ),
                [chats],
            ).fetchone() != (0,)
        ]  # fmt: skip


def all_of(schema: str) -> list[Any]:
    """The rows of that schema, and of the public one those that are of it."""
    with psycopg.connect(**schemas.connection_arguments()) as database:
        keyed = database.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name = 'schema_name' ORDER BY 1"
        ).fetchall()
        own = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1", [schema]).fetchall()
        places = [(f'public."{table}"', "schema_name = %s") for (table,) in keyed]
        places += [(f'"{schema}"."{table}"', "%s <> ''") for (table,) in own]
        queries = [
            f"SELECT (to_jsonb(t) - %s::text[])::text FROM {table} t WHERE {which} ORDER BY 1"
            for table, which in places
        ]
        return [database.execute(query, [AT_ANY_TIME, schema]).fetchall() for query in queries]


Command = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def command(database: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """`ventanilla tenant …`, in this process: its exit code and what it said."""
    # Django is set up; once more, and all that is logged afterwards would go to where this test looks.
    monkeypatch.setattr(installation, "_set_up", lambda pooled: None)

    def run(*arguments: str) -> tuple[int, list[str], str]:
        capsys.readouterr()
        code = cli._run(["tenant", *arguments])
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err

    return run


def erase(lived: Lived) -> bool:
    """As a round does it days after its mark."""

    def now() -> bool:
        leaving.mark(lived.slug, at=datetime.now(UTC) - LONG_AGO)
        return lived.slug in erasing.erase_due()

    return bool(in_public(now))


async def test_nothing_of_it_is_left_and_its_neighbour_is_as_it_was(
    server: Server, engine: Engine, lived: Lived
) -> None:
    neighbour = await lived_in(server, engine)
    assert len(rows_with(lived.word)) >= 10, "there was nothing to erase"
    named = set(rows_of_chats(lived.chats))
    assert named >= {f"ventanilla_desk_{table}" for table in ("bandeja", "nota", "mencion", "borrador", "envio",
                                                              "indexado", "texto", "bloqueo", "auditoria")}  # fmt: skip
    assert lived.files
    before = all_of(neighbour.schema)
    assert erase(lived)
    # Acts stay, without a word of its people; and it stands there that it was erased.
    assert rows_with(lived.word) == []
    assert rows_with(lived.slug) == rows_with(lived.schema) == ["public.ventanilla_desk_auditoria"]
    assert rows_of_chats(lived.chats) == ["ventanilla_desk_auditoria"]
    assert not any(storage.storage().exists(name) for name in lived.files)
    kept = storage.storage()
    assert isinstance(kept, FileSystemStorage)
    assert not kept.exists(lived.schema), "an empty folder tells its name"
    assert all_of(neighbour.schema) == before
    assert all(kept.exists(name) for name in neighbour.files)
    acts = in_public(lambda: list(Auditoria.objects.filter(schema_name=lived.schema).values("accion", "detalle")))
    assert {"ver", "cerrar", "bloquear", "descargar", "borrar_tenant"} <= {act["accion"] for act in acts}
    assert [act["detalle"] for act in acts if act["detalle"]] == [{"chats": 2, "archivos": 1}]
    views = in_public(lambda: list(Vista.objects.filter(agente_id=lived.agente.id).values_list("nombre", "filtro")))
    assert views == [("dos", {"tenant": "acme"})]


async def test_a_server_goes_on_for_its_neighbours(server: Server, lived: Lived) -> None:
    gus = Cliente(server, "globex")
    ana = Agente(server, "ana")
    async with gus.connect("/ws/chat/soporte/") as panel:
        await panel.say("Antes")
        chat_id = (await panel.expect("ack"))["chat_id"]
        assert (await ana.http.get(f"/api/soporte/chats/{lived.chats[0]}/")).status_code == 200
        assert erase(lived)
        await panel.say("Después")
        assert (await panel.expect("ack"))["seq"] == 2
    assert (await ana.reply(chat_id, "Aquí")).status_code == 201
    assert lived.slug not in str(await ana.inbox(estado="todos"))
    async with asyncio.timeout(10):
        while (await ana.reply(lived.chats[0], "¿Sigues?")).status_code != 404:
            await asyncio.sleep(0.2)
        # Who it was is believed for some seconds.
        while (await Cliente(server, "globex").http.get("/api/docs/", headers={"Host": f"{lived.slug}.localhost"})
               ).status_code != 404:  # fmt: skip
            await asyncio.sleep(0.2)


async def test_the_command_says_what_goes_and_what_stays_before_it_does_it(
    lived: Lived, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "SEEN_EVERYWHERE", timedelta(seconds=0.1))
    for arguments in (["--now"], ["--now", "--confirm", "acme"], ["--now", "--after", "3"], ["--confirm", lived.slug]):
        code, _, err = await asyncio.to_thread(command, "delete", lived.slug, *arguments)
        assert (code, err.count("\n"), "--now" in err) == (2, 1, True)
    code, out, _ = await asyncio.to_thread(command, "delete", lived.slug, "--now", "--confirm", lived.slug)
    assert code == 0
    assert out[0] == f"Se borra el tenant {lived.slug}:"
    assert f"se va: el esquema {lived.schema}, con 2 chats y 3 mensajes" in out[1]
    assert "se queda:" in out[2]
    assert out[3:] == [f"Tenant {lived.slug} borrado"]
    assert lived.word not in "".join(out)
    assert rows_with(lived.word) == []


def test_until_its_day_it_can_be_kept(slug: str, command: Command) -> None:
    code, out, _ = command("delete", slug)
    day = datetime.now(UTC) + timedelta(days=30)
    assert (code, f"{day:%Y-%m-%d}" in out[0], f"tenant keep {slug}" in out[-1]) == (0, True, True)
    code, out, _ = command("erase-due")
    assert (code, any(f"Tenant {slug}: se borrará" in line for line in out)) == (0, True)
    assert command("delete", slug, "--after", "3")[0] == 0
    assert state(slug) == (True, True)
    assert any(line.startswith(slug) and "se borra el 20" in line for line in command("list")[1])
    assert (command("keep", slug)[0], state(slug)) == (0, (False, False))
    code, _, err = command("keep", slug)
    assert (code, "no está marcado" in err, err.count("\n")) == (1, True, 1)


def test_its_day_comes(slug: str, command: Command) -> None:
    marked(slug)
    code, out, _ = command("erase-due", "--dry-run")
    assert (code, any(f"Tenant {slug}: le ha llegado el día" in line for line in out)) == (0, True)
    code, out, _ = command("erase-due")
    assert (code, f"Tenant {slug} borrado" in out) == (0, True)
    assert command("keep", slug)[0] == 1


# --- rules, where no server is needed --------------------------------------------------------------------------------


@pytest.fixture
def slug(database: None) -> str:
    return made_tenant()


def state(slug: str) -> tuple[bool, bool]:
    """Whether it is suspended, and whether it will be erased."""

    def look() -> tuple[bool, bool]:
        tenant = tenants.named(slug)
        return tenant.suspendido, tenant.borrar_en is not None

    found: tuple[bool, bool] = in_public(look)
    return found


def marked(slug: str, at: datetime | None = None) -> None:
    in_public(lambda: leaving.mark(slug, at=at or datetime.now(UTC) - LONG_AGO))


def test_suspending_and_resuming_twice_is_once(slug: str, command: Command) -> None:
    for word, expected in (("suspend", True), ("resume", False)):
        for _ in range(2):
            assert command(word, slug)[0] == 0
        assert state(slug) == (expected, False)
    acts = in_public(
        lambda: list(Auditoria.objects.filter(objeto=f"tenant:{slug}").order_by("id").values_list("accion", flat=True))
    )
    assert acts == ["suspender_tenant", "reanudar_tenant"]


def test_what_was_suspended_before_is_kept_suspended(slug: str) -> None:
    in_public(lambda: leaving.suspend(slug))
    marked(slug)
    marked(slug, datetime.now(UTC) + LONG_AGO)
    in_public(lambda: leaving.keep(slug))
    assert state(slug) == (True, False)


def test_whoever_lets_it_in_again_calls_its_erasure_off(slug: str) -> None:
    """The console and Django's administration know nothing of a day."""
    marked(slug)

    def resume() -> None:
        tenant = tenants.named(slug)
        tenant.suspendido = False
        tenant.save()

    in_public(resume)
    assert slug not in in_public(erasing.erase_due)
    in_public(lambda: leaving.suspend(slug))
    assert slug not in in_public(erasing.erase_due)
    assert state(slug) == (True, False)


def test_a_mark_of_a_moment_ago_makes_the_round_of_the_nodes_first(slug: str) -> None:
    marked(slug, datetime.now(UTC))
    assert slug not in in_public(erasing.erase_due)
    later = datetime.now(UTC) + leaving.SEEN_EVERYWHERE
    assert slug in in_public(lambda: erasing.erase_due(now=later))


@pytest.mark.parametrize("arguments", [["suspend"], ["delete"], ["delete", "--now", "--confirm", "public"]])
def test_the_platform_stays(command: Command, arguments: list[str]) -> None:
    code, out, err = command(arguments[0], "public", *arguments[1:])
    assert (code, out, "plataforma" in err, err.count("\n")) == (1, [], True, 1)


@pytest.mark.parametrize("word", ["suspend", "resume", "delete", "keep", "export"])
def test_a_tenant_that_is_not_there_is_said(command: Command, word: str) -> None:
    code, out, err = command(word, "nadie", *(["--to", "/nowhere/file"] if word == "export" else []))
    assert (code, out, "nadie" in err, err.count("\n")) == (1, [], True, 1)


def test_what_is_in_use_is_erased_another_time(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "LOCK_WAIT", "50ms")
    marked(slug)
    with psycopg.connect(**schemas.connection_arguments()) as other:
        # Its tables are being read, as a backup does.
        other.execute(f'SELECT count(*) FROM "{slug.replace("-", "_")}".ventanilla_chat')
        assert slug not in in_public(erasing.erase_due)
        with pytest.raises(TenantError, match="ocupadas"):
            in_public(lambda: erasing.erase_patiently(slug, now=datetime.now(UTC)))
        assert state(slug) == (True, True)
    assert slug in in_public(erasing.erase_due)


async def test_a_servers_round_does_it(server: Server, slug: str) -> None:
    await asyncio.to_thread(marked, slug)
    await asyncio.to_thread(in_public, lambda: Ronda.objects.filter(nombre=erasing.JOBS[0].nombre).delete())
    async with asyncio.timeout(15):
        while await asyncio.to_thread(in_public, lambda: Tenant.objects.filter(slug=slug).exists()):
            await asyncio.sleep(0.1)


def test_a_draft_for_a_chat_that_has_gone_goes_too(server: Server) -> None:
    bea = colleague(server, PERMISOS)

    def draft() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ventanilla_desk_borrador (agente_id, chat_id, tipo, texto, cambiado_en)"
                " VALUES (%s, 999999999, 'nota', 'x', now())", [bea.id],
            )  # fmt: skip
        erasing.erase_due()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ventanilla_desk_borrador WHERE chat_id = 999999999")
            return int(cursor.fetchone()[0])

    assert in_public(draft) == 0
