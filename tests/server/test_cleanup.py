"""`ventanilla cleanup`, and the round of a server that does the same by itself."""

from __future__ import annotations

import asyncio
import io
import re
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest

from tests.installation import PROGRAM
from tests.people import new_id
from ventanilla import db
from ventanilla.chat import adjuntos, chats, orphans
from ventanilla.chat.engine import Engine
from ventanilla.chat.people import ClienteCaller
from ventanilla.db import tables
from ventanilla.files import storage
from ventanilla.realtime import node as nodes

DAYS = timedelta(days=2)


async def cleanup(*arguments: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        PROGRAM, "cleanup", *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def forgotten(engine: Engine, tenant: str) -> str:
    """A file that eva uploaded the day before yesterday and never sent: its name in the storage."""
    found = await engine.directory.of_slug(tenant)
    assert found is not None
    eva = ClienteCaller(found, new_id())
    chat, _ = await chats.open(engine, eva)
    row = await adjuntos.keep(engine, adjuntos.place_in(eva, chat.id), file=io.BytesIO(b"hola"), name="nota.txt")
    await engine.fetch(
        f"UPDATE {tables(found.schema).adjunto} SET creado_en = creado_en - $2::interval WHERE id = $1", row["id"], DAYS
    )
    name: str = row["archivo"]
    return name


async def test_it_removes_what_nobody_sent_in_any_tenant(engine: Engine) -> None:
    names = [await forgotten(engine, tenant) for tenant in ("acme", "globex", "public")]
    code, out, _ = await cleanup("--dry-run")
    assert (code, re.fullmatch(r"Se quitarían \d+ adjuntos sin mensaje .*\n", out) is not None) == (0, True)
    assert all(storage.storage().exists(name) for name in names)
    code, out, _ = await cleanup()
    assert (code, out.startswith("Quitados ")) == (0, True)
    assert not any(storage.storage().exists(name) for name in names)
    assert (await cleanup())[1] == "Quitados 0 adjuntos sin mensaje (0 bytes) y 0 archivos sin fila.\n"


async def test_it_says_where_another_is_at_it(engine: Engine) -> None:
    other = await db.connect(name="other node")
    await other.execute("SELECT pg_advisory_lock($1)", orphans.SWEEPING)
    code, out, err = await cleanup()
    await other.close()
    assert (code, out, err.count("\n")) == (1, "", 1)


async def test_a_server_does_it_by_itself(engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    name = await forgotten(engine, "acme")
    monkeypatch.setattr(nodes, "ORPHAN_SWEEP", 0.01)
    node = nodes.Node(engine)
    with mock.patch.object(nodes.log, "exception") as complained:
        async with asyncio.timeout(10):
            while storage.storage().exists(name):
                await asyncio.sleep(0.02)
    await node.stop()
    complained.assert_not_called()
