"""A tenant written into a file, and made of it again in another installation: the same conversations come out."""

from __future__ import annotations

import asyncio
import difflib
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection

from tests.desk_people import Colleague, colleague, made_tenant
from tests.installation import Server
from tests.people import Agente, Cliente, in_public
from ventanilla.chat.people import PERMISOS
from ventanilla.desk.models import Auditoria
from ventanilla.files import storage
from ventanilla.server import erasing, tenants
from ventanilla.server.models import Tenant
from ventanilla.server.portability import contents, exporting, ids, importing
from ventanilla.server.portability.archive import ArchiveError
from ventanilla.server.tenants import TenantError

from .house import Guest, Host, House, opened

FILE = b"x,y\n1,2\n" * 3_000
KEYS = {"schema_name", "chat_id", "cliente_id"}
STAYS_BEHIND = {"Auditoria", "Borrador", "Indexado", "Persona", "Texto", "Tenant"}
"""Models with a schema or a chat that a file does not have: acts, what is not said yet, words that are found anew."""


@dataclass
class Lived:
    """A tenant in which something has happened, and the file that was made of it."""

    slug: str
    eva: Cliente
    ana: Colleague
    chats: list[int]
    file: Path
    secret: str = ""

    @property
    def schema(self) -> str:
        return self.slug.replace("-", "_")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def lived(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    slug = made_tenant()
    eva, ivan = Cliente(server, slug, 5), Cliente(server, slug, "iván")
    ana, bea = Agente(server, "ana"), colleague(server, PERMISOS, rol="supervisor")
    sent = await eva.upload(FILE, "tabla.csv")
    first = (await eva.say("¿Qué tal?", adjuntos=[sent["id"]], contexto={"página": "a\nb", "n": 1e300}))["chat"]["id"]
    received = await ana.upload(b"hola", "respuesta.txt", chat_id=first)
    answer = await ana.reply(first, "Bien", adjuntos=[received["id"]])
    assert answer.status_code == 201, answer.text
    note = {"texto": f"Cuidado con esto @{bea.usuario}", "menciones": [bea.id]}
    assert (await ana.post(f"chats/{first}/notas/", **note)).status_code == 201
    assert (await bea.post(f"chats/{first}/notas/", texto="Ya lo veo")).status_code == 201
    assert (await bea.close(first, razon_cierre="resuelto")).status_code == 200
    assert (await eva.http.post(f"/api/chat/{first}/valoracion/", json={"puntuacion": 4})).status_code == 200
    second = (await eva.say("Otra cosa"))["chat"]["id"]
    assert (await bea.reply(second, "Dime")).status_code == 201
    assert (await bea.post(f"chats/{second}/asignar/", agente_id=bea.id)).status_code == 200
    third = (await ivan.say("Soy Iván"))["chat"]["id"]
    file = tmp_path_factory.mktemp("tenants") / f"{slug}.zip"
    in_public(lambda: exporting.export(slug, file, with_secret=True))
    return Lived(slug, eva, bea, [first, second, third], file, in_public(lambda: tenants.named(slug).secreto))


@pytest.fixture(scope="module")
def elsewhere(installed: Path) -> Iterator[House]:
    """Another installation. It has acme, and ana under another id, and has given away ids of chats."""
    with opened(installed) as house:
        house.fetch("UPDATE auth_user SET id = id + 76; UPDATE ventanilla_desk_agente SET user_id = user_id + 76")
        house.fetch("SELECT setval('auth_user_id_seq', 200)")
        house.fetch("SELECT setval('ventanilla_chat_id', 1000)")
        house.fetch("UPDATE ventanilla_desk_agente SET nombre = 'Ana Ruiz'")
        yield house


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def moved(lived: Lived, elsewhere: House) -> Any:
    """The tenant in the other installation, made while that one is served."""
    with elsewhere.serving() as server:
        printed = elsewhere.done("tenant", "import", str(lived.file))
        assert f"Tenant {lived.slug} importado: 3 chats, 5 mensajes, 2 archivos" in printed
        assert "reconocidos por su usuario: ana" in printed
        assert f"hechos sin acceso, para que lo que escribieron tenga autor: {lived.ana.usuario}" in printed
        yield server


Renamed = Callable[[str, Any, dict[str, Any]], Any]


async def told_to_eva(eva: Cliente, chats: list[int]) -> list[Any]:
    """What the API says of her chats, with her own files."""
    answers: list[Any] = [(await eva.http.get("/api/chat/historial/")).json()]
    for chat_id in chats:
        page = (await eva.http.get(f"/api/chat/{chat_id}/mensajes/")).json()
        answers += [(await eva.http.get(f"/api/chat/{chat_id}/")).json(), page]
        for mensaje in page["resultados"]:
            for adjunto in mensaje["adjuntos"]:
                answers.append((await eva.http.get(adjunto["url"])).content)
    return answers


async def told_to_soporte(ana: Agente, slug: str, chats: list[int]) -> list[Any]:
    answers: list[Any] = [await ana.inbox(tenant=slug, estado="todos")]
    for chat_id in chats:
        paths = (f"/api/soporte/chats/{chat_id}/{path}" for path in ("", "mensajes/", "notas/"))
        answers += [(await ana.http.get(path)).json() for path in paths]
    return answers


def differences(was: Any, is_now: Any, before: Renamed, after: Renamed) -> list[str]:
    """Line by line, once each is named in the same way."""
    lines = [
        json.dumps(same(value, renamed), default=repr, indent=1, sort_keys=True, ensure_ascii=False).splitlines()
        for value, renamed in ((was, before), (is_now, after))
    ]
    return [line for line in difflib.unified_diff(*lines, n=0) if not line.startswith(("---", "+++", "@@"))]


def same(value: Any, renamed: Renamed) -> Any:
    """With each field as `renamed` has it: what another installation may say in its own way."""
    match value:
        case dict():
            return {name: same(renamed(name, inner, value), renamed) for name, inner in value.items()}
        case list():
            return [same(inner, renamed) for inner in value]
        case _:
            return value


def plainly(chats: list[int]) -> Renamed:
    """Chats by their place, agents by their name, rows without the version that an import raises."""
    places = {chat_id: f"chat {place}" for place, chat_id in enumerate(chats)}

    def renamed(name: str, value: Any, of: dict[str, Any]) -> Any:
        if name in ("chat_id", "anterior", "abierto") or (name == "id" and "ultimo_seq" in of):
            return places.get(value, value)
        if name in ("version", "siguiente", "url"):
            return None
        if name == "id" and of.get("tipo") != "cliente":
            return bool(value)
        return [True] * len(value) if name == "menciones" else value

    return renamed


async def test_eva_and_soporte_find_the_same_conversations_and_go_on(
    lived: Lived, elsewhere: House, moved: Server
) -> None:
    eva, ana = Guest(elsewhere, moved, lived.slug, "5"), Host(elsewhere, moved)
    rows = elsewhere.fetch(
        "SELECT chat_id FROM ventanilla_desk_bandeja WHERE schema_name = %s ORDER BY 1", lived.schema
    )
    chats = [chat_id for (chat_id,) in rows]
    assert min(chats) > 1000, "an id that was given away"
    before, after = plainly(lived.chats), plainly(chats)
    was, is_now = await told_to_eva(lived.eva, lived.chats[:2]), await told_to_eva(eva, chats[:2])
    assert FILE in was
    assert b"hola" in was
    assert differences(was, is_now, before, after) == []
    was, is_now = (
        await told_to_soporte(lived.ana, lived.slug, lived.chats),
        await told_to_soporte(ana, lived.slug, chats),
    )
    ids_here = dict(elsewhere.fetch("SELECT username, id FROM auth_user"))
    assert [said["autor"]["id"] for said in is_now[2]["resultados"] if said["texto"] == "Bien"] == [ids_here["ana"]]
    assert is_now[0][1]["ultimo_autor"]["id"] == ids_here[lived.ana.usuario]
    # Who is not here any more has no open chat.
    assert was[0][1]["asignado_a"]
    assert is_now[0][1]["asignado_a"] is None
    for row in (was[0][1], was[4]):
        row["asignado_a"] = None
    assert differences(was, is_now, before, after) == []
    # Her token is good here too, and new chats come after all of these.
    assert elsewhere.secret_of(lived.slug) == lived.secret
    assert (await ana.reply(chats[1], "Sigo yo")).status_code == 201
    assert (await eva.say("Gracias"))["chat"]["id"] == chats[1]
    assert (await Guest(elsewhere, moved, lived.slug, "gus").say("Soy nuevo"))["chat"]["id"] > max(chats)
    async with asyncio.timeout(10):
        # Words are found again once a round has taken them.
        while not (await ana.http.get("/api/soporte/buscar/", params={"q": "Iván"})).json()["resultados"]:
            await asyncio.sleep(0.1)


# --- in the same installation, where a command need not be started ---------------------------------------------------


def bring_in(file: Path, slug: str | None = None) -> importing.Imported:
    done: importing.Imported = in_public(lambda: importing.bring_in(file, slug=slug))
    return done


def test_a_tenant_that_is_there_is_never_overwritten(lived: Lived) -> None:
    before = in_public(lambda: (left_of(lived.slug), tenants.named(lived.slug).secreto))
    with pytest.raises(TenantError, match="ya existe, y no se toca: con --slug"):
        bring_in(lived.file)
    assert in_public(lambda: (left_of(lived.slug), tenants.named(lived.slug).secreto)) == before


async def test_a_copy_beside_the_original_is_another_tenant(lived: Lived, server: Server) -> None:
    slug = f"{lived.slug}b"
    done = bring_in(lived.file, slug)
    assert (done.domains, done.made, done.shift > 0) == ([f"{slug}.localhost"], [], True)
    rows = await lived.ana.inbox(tenant=slug, estado="todos")
    copied = sorted(row["id"] for row in rows)
    assert copied == [chat_id + done.shift for chat_id in lived.chats]
    original = await told_to_soporte(lived.ana, lived.slug, lived.chats)
    copy = await told_to_soporte(lived.ana, slug, copied)
    without_tenant = [
        same(each, lambda name, value, _: None if name == "tenant" else value) for each in (original, copy)
    ]
    assert differences(*without_tenant, plainly(lived.chats), plainly(copied)) == []
    # What is said in one of them is not said in the other.
    assert (await lived.ana.reply(copied[1], "Solo aquí")).status_code == 201
    assert "Solo aquí" not in json.dumps(await told_to_soporte(lived.ana, lived.slug, lived.chats), ensure_ascii=False)


def test_without_its_secret_it_gets_another(lived: Lived, tmp_path: Path) -> None:
    file = tmp_path / "without.zip"
    in_public(lambda: exporting.export(lived.slug, file, with_secret=False))
    assert file.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(file) as entries:
        assert not any(lived.secret.encode() in entries.read(name) for name in entries.namelist())
    done = bring_in(file, f"{lived.slug}c")
    assert done.has_new_secret
    assert in_public(lambda: tenants.named(done.slug).secreto) != lived.secret


def test_a_file_is_never_written_over(lived: Lived) -> None:
    before = lived.file.read_bytes()
    with pytest.raises(ArchiveError, match="ya existe"):
        in_public(lambda: exporting.export(lived.slug, lived.file, with_secret=False))
    assert lived.file.read_bytes() == before
    assert [path.name for path in lived.file.parent.iterdir()] == [lived.file.name]


def test_who_took_it_out_and_who_brought_it_in_can_be_asked(lived: Lived) -> None:
    done = bring_in(lived.file, f"{lived.slug}d")
    acts = in_public(
        lambda: list(Auditoria.objects.filter(accion__endswith="portar_tenant").values_list("objeto", "accion"))
    )
    assert {(f"tenant:{lived.slug}", "exportar_tenant"), (f"tenant:{done.slug}", "importar_tenant")} <= set(acts)


Rewrite = Callable[[dict[str, bytes]], Any]


def rewritten(file: Path, to: Path, change: Rewrite, *, digests: bool = True) -> Path:
    """The same file with other content; with `digests` its manifest agrees to it."""
    with zipfile.ZipFile(file) as entries:
        parts = {name: entries.read(name) for name in entries.namelist()}
    change(parts)
    if digests and contents.MANIFEST in parts:
        manifest = json.loads(parts[contents.MANIFEST])
        for part in manifest.get("parts", ()):
            content = parts.get(part["name"], b"")
            part |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        parts[contents.MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(to, "w") as entries:
        for name, content in parts.items():
            entries.writestr(name, content)
    return to


def replacing(part: str, old: str, new: str) -> Rewrite:
    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode())

    return change


def without_the_last_line(part: str) -> Rewrite:
    def change(parts: dict[str, bytes]) -> None:
        parts[part] = b"".join(parts[part].splitlines(keepends=True)[:-1])

    return change


WRONG: list[tuple[Rewrite, bool, str]] = [
    (replacing("tables/mensaje.ndjson", "Bien", "Maal"), False, "dañado"),
    (lambda parts: parts.pop("tables/mensaje.ndjson"), False, "falta una parte"),
    (lambda parts: parts.update(más=b""), False, "sobra"),
    (lambda parts: parts.pop(contents.MANIFEST), True, "falta manifest.json"),
    (replacing(contents.MANIFEST, '"version": 1', '"version": 2'), True, "más nueva"),
    (replacing(contents.MANIFEST, '"puntuacion"', '"estrellas"'), True, "más nueva"),
    (replacing(contents.TENANT, '"color": "#', '"color": "'), True, "color"),
    # A chat without what was said in it, one without its row in the inbox, a gap, somebody who is not named.
    (without_the_last_line("tables/mensaje.ndjson"), True, "a medias"),
    (without_the_last_line("tables/bandeja.ndjson"), True, "a medias"),
    (without_the_last_line(contents.AGENTS), True, "no admite"),
    (replacing("tables/mensaje.ndjson", '"seq":2', '"seq":3'), True, "no admite"),
    (replacing("tables/nota.ndjson", '"tras_seq":2', '"tras_seq":"secreto"'), True, "no admite"),
    # Another tenant's file, by a way around.
    (replacing("tables/adjunto.ndjson", '"archivo":"t', '"archivo":"t/../../acme/t'), True, "no son suyos"),
]


@pytest.mark.parametrize(("change", "digests", "word"), WRONG)
def test_what_is_wrong_with_a_file_is_said_and_nothing_is_made(
    lived: Lived, tmp_path: Path, change: Rewrite, digests: bool, word: str
) -> None:
    file = rewritten(lived.file, tmp_path / "wrong.zip", change, digests=digests)
    slug = f"{lived.slug}x"
    with pytest.raises((ArchiveError, TenantError), match=word) as refused:
        bring_in(file, slug)
    assert "secreto" not in str(refused.value)
    assert in_public(lambda: left_of(slug)) == (False, False, [])


def left_of(slug: str) -> tuple[bool, bool, list[str]]:
    schema = slug.replace("-", "_")
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = %s)", [schema])
        (has_schema,) = cursor.fetchone()
    return Tenant.objects.filter(slug=slug).exists(), has_schema, list(storage.names_in(schema))


def test_files_that_are_there_stay_and_those_of_a_failed_import_go(lived: Lived) -> None:
    slug = f"{lived.slug}y"
    schema = slug.replace("-", "_")
    with zipfile.ZipFile(lived.file) as entries:
        below = [name.removeprefix(contents.FILES) for name in entries.namelist() if name.startswith(contents.FILES)]
    assert len(below) == 2
    there = storage.storage().save(f"{schema}/{below[-1]}", ContentFile(b"somebody's"))
    with pytest.raises(ArchiveError, match="ya hay archivos"):
        bring_in(lived.file, slug)
    assert in_public(lambda: left_of(slug)) == (False, False, [there])
    storage.remove(there)


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + b"\0" * 18, b"no zip at all"])
def test_what_is_no_exported_tenant_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file.zip"
    file.write_bytes(content)
    with pytest.raises(ArchiveError, match="no es un tenant exportado"):
        bring_in(file)


def test_ids_that_were_never_given_are_kept_and_no_id_is_given_twice(elsewhere: House) -> None:
    with elsewhere.inside():
        last = ids.reserve(1, 1) + 1
        assert ids.reserve(last + 100, last + 105) == 0
        assert ids.reserve(last + 100, last + 105) == 6
        assert ids.reserve(1, 2) == last + 111
        for lowest, highest in ((0, 5), (1, 2**53)):
            with pytest.raises(ArchiveError, match="no pueden ser"):
                ids.reserve(lowest, highest)
        assert elsewhere.fetch("SELECT last_value FROM ventanilla_chat_id") == [(last + 113,)]


def test_every_table_of_a_tenant_goes_along_or_is_known_to_stay() -> None:
    having = {
        model.__name__
        for app in ("ventanilla", "ventanilla_desk", "ventanilla_server")
        for model in apps.get_app_config(app).get_models()
        if KEYS & {field.column for field in model._meta.concrete_fields}
    }
    going = {table.model.__name__ for table in contents.TABLES}
    assert having == going | STAYS_BEHIND
    assert set(importing.HERE) == {table.name for table in contents.TABLES}
    erased = {model.__name__ for model in (*erasing.OF_ITS_CHATS, *erasing.OF_ITS_SCHEMA)}
    assert having == erased | {"Adjunto", "Chat", "Cliente", "Mensaje"} | {"Auditoria", "Tenant"}
