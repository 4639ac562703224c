"""A backup that is taken while people write, and put back elsewhere: what was acked before it is there."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.installation import PROGRAM, Server
from ventanilla.server import cli
from ventanilla.server.backups import BackupError, databases, manifest, programs, restoring, taking

from .house import Guest, Host, House, opened
from .machine import environment, failed, ventanilla

UUID_LONG = 36
TENANT_COMMANDS = ("export", "import", "suspend", "resume", "delete", "keep", "erase-due")
FILE = b"x,y\n1,2\n" * 5_000


@dataclass
class Taken:
    """A backup, and what eva had been told meanwhile."""

    folder: Path
    before: list[str]
    """Acked before it began."""
    said: list[tuple[str, str]] = field(default_factory=list)
    """uid and text of all that was acked, in order."""
    epoch: str = ""
    file_url: str = ""


@pytest.fixture(scope="module")
def home(installed: Path) -> Iterator[House]:
    with opened(installed) as house:
        yield house


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def taken(home: House, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Taken]:
    into = tmp_path_factory.mktemp("backups")
    home.agent_token("ana")
    with home.serving() as server:
        eva = Guest(home, server, "acme", "5")
        adjunto = await eva.upload(FILE, "tabla.csv")
        pair = await eva.say("con archivo", adjuntos=[adjunto["id"]])
        said = [(pair["mensaje"]["uid"], "con archivo")]
        going_on = asyncio.Event()
        writing = asyncio.create_task(keep_saying(eva, said, going_on))
        await until(lambda: len(said) >= 20)
        before = [texto for _, texto in said]
        folder = await backup(home, into)
        during = len(said)
        await until(lambda: len(said) >= during + 20)
        going_on.set()
        await writing
        assert during > len(before), "nobody wrote while it was taken"
        with home.inside(), pytest.raises(BackupError, match="para antes los servidores"):
            restoring.restore(folder, replace="ventanilla")
        async with eva.connect("/ws/chat/soporte/") as panel:
            epoch = (await panel.expect("ready"))["epoca"]
    yield Taken(folder, before, said, epoch, pair["mensaje"]["adjuntos"][0]["url"])


@dataclass
class Restored:
    """A data directory in which nothing was: what it said to what is wrong, and the server on what it took."""

    house: House
    server: Server
    refused: list[tuple[str, bool]]
    """Each time what was said, and whether nothing was there afterwards."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def restored(taken: Taken, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Restored]:
    with opened() as house:
        refused = []
        for spoil in (spoil_a_file, tell_of_another_message):
            wrong = tmp_path_factory.mktemp("wrong") / "copy"
            shutil.copytree(taken.folder, wrong)
            spoil(wrong)
            with house.inside(), pytest.raises(BackupError) as said:
                restoring.restore(wrong)
            refused.append((str(said.value), nothing_in(house)))
        with house.inside(), pytest.raises(BackupError) as said:
            taking.take(tmp_path_factory.mktemp("nothing"))
        refused.append((str(said.value), nothing_in(house)))
        assert "1 archivos" in house.done("restore", str(taken.folder))
        with house.serving() as server:
            yield Restored(house, server, refused)


def spoil_a_file(folder: Path) -> None:
    spoil_a_byte(folder / "adjuntos.tar")


def spoil_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def tell_of_another_message(folder: Path) -> None:
    """All its checksums are right: that the dump is another one is found beside the database that is there."""
    told = json.loads((folder / "manifest.json").read_text())
    told["counts"]["messages"] += 1
    (folder / "manifest.json").write_text(json.dumps(told))


def nothing_in(house: House) -> bool:
    tables = house.fetch("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
    return (tables, databases_of(house), house.files.exists()) == ([(0,)], [("ventanilla",)], False)


def tenants_of(house: House) -> list[tuple[str]]:
    return house.fetch("SELECT slug FROM ventanilla_server_tenant WHERE slug <> 'public'")


def browsers_of(house: House) -> list[tuple[int]]:
    return house.fetch("SELECT count(*) FROM ventanilla_desk_suscripcionpush")


def databases_of(house: House) -> list[tuple[str]]:
    return house.fetch("SELECT datname FROM pg_database WHERE datname LIKE 'ventanilla%'")


async def keep_saying(eva: Guest, said: list[tuple[str, str]], enough: asyncio.Event) -> None:
    """Some forty times a second: as fast as it goes would take the machine from what is looked at."""
    async with eva.connect("/ws/chat/soporte/") as panel:
        while not enough.is_set():
            texto = f"línea {len(said)}"
            uid = await panel.say(texto)
            await panel.expect("ack", uid=uid)
            said.append((uid, texto))
            await asyncio.sleep(0.025)


async def until(holds: Any) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.01)


async def backup(house: House, into: Path) -> Path:
    """Beside the event loop, on which eva goes on writing."""
    process = await asyncio.create_subprocess_exec(
        PROGRAM, "backup", "--to", str(into),
        env=environment(house.data_dir), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    assert (process.returncode, err) == (0, b"")
    return Path(out.decode().strip())


async def texts(eva: Guest) -> list[str]:
    chat = await eva.open()
    found: list[str] = []
    while page := await eva.messages(chat["id"], despues=len(found), limite=200):
        found += [mensaje["texto"] for mensaje in page]
    return found


async def test_what_was_acked_before_it_is_there_and_whoever_wrote_goes_on(taken: Taken, restored: Restored) -> None:
    eva, ana = Guest(restored.house, restored.server, "acme", "5"), Host(restored.house, restored.server)
    there = await texts(eva)
    kept = len(there)
    assert there == [texto for _, texto in taken.said][:kept]
    assert there[: len(taken.before)] == taken.before
    assert kept < len(taken.said), "what came after the backup is in it"
    async with eva.connect("/ws/chat/soporte/") as panel:
        ready = await panel.expect("ready")
        assert ready["epoca"][:UUID_LONG] != taken.epoch[:UUID_LONG]
        # The last message was acked once and is not in the backup: its page sends it again, by its uid.
        uid, texto = taken.said[-1]
        await panel.say(texto, uid=uid)
        ack = await panel.expect("ack", uid=uid)
        assert ack["seq"] == ready["ultimo_seq"] + 1 == kept + 1
        await panel.say(texto, uid=uid)
        assert await panel.expect("ack", uid=uid) == ack
    assert (await ana.reply(ack["chat_id"], "Aquí sigo")).status_code == 201
    assert (await ana.close(ack["chat_id"])).status_code == 200
    assert (await eva.say("¿Otra vez?"))["chat"]["id"] > ack["chat_id"]


async def test_its_files_are_back(taken: Taken, restored: Restored) -> None:
    answer = await Guest(restored.house, restored.server, "acme", "5").http.get(taken.file_url)
    assert (answer.status_code, answer.content) == (200, FILE)


def test_it_says_what_is_in_it_and_nobody_else_can_read_it(taken: Taken) -> None:
    told = json.loads((taken.folder / "manifest.json").read_text())
    assert (told["format"], told["version"]) == ("ventanilla-backup", 1)
    # A socket is told the database's timeline with it.
    assert taken.epoch.startswith(told["epoch"])
    assert told["counts"]["messages"] >= len(taken.before)
    assert sorted(part["name"] for part in told["parts"]) == ["adjuntos.tar", "database.dump"]
    assert {path.stat().st_mode & 0o077 for path in (taken.folder, *taken.folder.iterdir())} == {0}
    assert [path.name for path in taken.folder.parent.iterdir()] == [taken.folder.name]


def test_what_is_wrong_is_refused_and_nothing_is_changed(restored: Restored) -> None:
    (damaged, first), (another, second), (nothing, third) = restored.refused
    assert "adjuntos.tar no es lo que se copió" in damaged
    assert "no se ha tocado nada" in another
    assert "ninguna instalación que copiar" in nothing
    assert first
    assert second
    assert third


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda folder: spoil_a_byte(folder / "database.dump"), "database.dump"),
        (lambda folder: (folder / "database.dump").unlink(), "database.dump"),
        (lambda folder: (folder / "adjuntos.tar").write_bytes(b""), "adjuntos.tar"),
        (lambda folder: (folder / "manifest.json").unlink(), "manifest.json"),
        (lambda folder: (folder / "manifest.json").write_text("{}"), "manifest.json"),
        (shutil.rmtree, "manifest.json"),
    ],
)
def test_whatever_is_wrong_with_a_part_is_said(taken: Taken, tmp_path: Path, spoil: Any, word: str) -> None:
    spoilt = tmp_path / "spoilt"
    shutil.copytree(taken.folder, spoilt)
    manifest.check(spoilt, manifest.read(spoilt))
    spoil(spoilt)
    with pytest.raises(BackupError, match=word):
        manifest.check(spoilt, manifest.read(spoilt))


@pytest.fixture(scope="module")
def spare(installed: Path) -> Iterator[House]:
    """One that nobody serves."""
    with opened(installed) as house:
        yield house


def test_of_a_drill_no_agente_hears(spare: House, tmp_path: Path) -> None:
    spare.fetch(
        "INSERT INTO ventanilla_desk_suscripcionpush (agente_id, endpoint, p256dh, auth, navegador)"
        " SELECT id, 'https://push.invalid/1', '', '', '' FROM auth_user"
    )
    with spare.inside():
        folder, _ = taking.take(tmp_path)
        for drill, left in ((False, 1), (True, 0)):
            restoring.restore(folder, replace="ventanilla", drill=drill)
            assert browsers_of(spare) == [(left,)]


def test_what_there_is_is_lost_only_by_its_name(taken: Taken, spare: House) -> None:
    house = spare
    with house.inside():
        (house.files / "gone" / "ab").mkdir(parents=True)
        (house.files / "gone" / "ab" / "file").write_bytes(b"of a tenant that the backup does not have")
        house.fetch("UPDATE ventanilla_server_tenant SET schema_name = 'gone', slug = 'gone' WHERE slug = 'acme'")
        with pytest.raises(BackupError, match=r"tenants: 1, agentes: 1.*--yes --replace ventanilla"):
            restoring.restore(taken.folder)
        with pytest.raises(BackupError, match="se llama «ventanilla»"):
            restoring.restore(taken.folder, replace="otra")
        assert tenants_of(house) == [("gone",)]
        restored = restoring.restore(taken.folder, replace="ventanilla")
        assert (restored.files, restored.is_behind, tenants_of(house)) == (1, False, [("acme",)])
        assert sorted(path.name for path in house.files.iterdir()) == ["acme"]
        assert databases_of(house) == [("ventanilla",)]
        with pytest.raises(BackupError, match="chats: 1"):
            restoring.restore(taken.folder)


def test_the_two_words_that_lose_a_database_go_together(tmp_path: Path) -> None:
    assert failed(ventanilla(tmp_path / "data", "restore", "nowhere", "--replace", "ventanilla"), 2, "--yes")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("database")
def test_one_that_fails_leaves_nothing_that_looks_like_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise BackupError("the disk is full")

    monkeypatch.setattr(programs.Programs, "run", fail)
    with pytest.raises(BackupError, match="full"):
        taking.take(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_older_postgresql_does_not_take_it(taken: Taken) -> None:
    older = databases.Contents("ventanilla", 15, 0, is_ours=False)
    with pytest.raises(BackupError, match="es de PostgreSQL"):
        restoring._refuse(older, manifest.read(taken.folder), None)
    foreign = databases.Contents("crm", 99, 7, is_ours=False)
    with pytest.raises(BackupError, match="no son de Ventanilla"):
        restoring._refuse(foreign, manifest.read(taken.folder), "crm")


@pytest.mark.parametrize(
    "command",
    [
        "backup",
        "restore",
        *(f"tenant {word}" for word in ["export", "import", "suspend", "resume", "delete", "keep", "erase-due"]),
    ],
)
def test_every_command_answers_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli._run([*command.split(), "--help"]) == 0
    assert f"Usage: ventanilla {command}" in capsys.readouterr().out


def test_the_programs_are_of_the_servers_version_or_of_the_next() -> None:
    assert programs.programs_for(16).major == 16
    assert programs.programs_for(17).major >= 17
    assert programs.programs_for(16, archive=18).major == 18
    with pytest.raises(BackupError, match="postgresql-client-99"):
        programs.programs_for(99)
