"""Files that nobody said: gone after a while, first the row and then the file; never one that a message names."""

from __future__ import annotations

import asyncio
import io
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.test import override_settings

from tests.people import new_id
from ventanilla import db
from ventanilla.chat import adjuntos, chats, orphans
from ventanilla.chat.adjuntos import Owner
from ventanilla.chat.engine import Engine
from ventanilla.chat.errors import Invalid
from ventanilla.chat.people import ClienteCaller
from ventanilla.db import tables
from ventanilla.files import storage
from ventanilla.tenancy import Tenant

DAY = timedelta(hours=24)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[None]:
    """A storage of its own: other tests leave files that no row of theirs here knows."""
    kept = {"BACKEND": "ventanilla.files.storage.PrivateFiles", "OPTIONS": {"location": tmp_path}}
    with override_settings(STORAGES={**settings.STORAGES, "adjuntos": kept}):
        yield


async def someone(engine: Engine, tenant: str = "acme") -> ClienteCaller:
    found = await engine.directory.of_slug(tenant)
    assert found is not None
    return ClienteCaller(found, new_id())


async def upload(engine: Engine, who: ClienteCaller) -> Any:
    chat, _ = await chats.open(engine, who)
    return await adjuntos.keep(engine, adjuntos.place_in(who, chat.id), file=io.BytesIO(b"hola"), name="nota.txt")


async def is_there(engine: Engine, who: ClienteCaller, row: Any) -> tuple[bool, bool]:
    """Row and file."""
    found = await engine.fetchrow(f"SELECT 1 FROM {tables(who.tenant.schema).adjunto} WHERE id = $1", row["id"])
    return found is not None, storage.storage().exists(row["archivo"])


async def age(engine: Engine, who: ClienteCaller, row: Any, by: timedelta) -> None:
    await engine.fetch(
        f"UPDATE {tables(who.tenant.schema).adjunto} SET creado_en = creado_en - $2::interval,"
        " reclamado_en = reclamado_en - $2::interval WHERE id = $1",
        row["id"],
        by,
    )


async def swept(*tenants: Tenant, **options: Any) -> orphans.Swept:
    found = await orphans.sweep(tenants, **options)
    assert found is not None
    return found


@pytest.mark.parametrize("tenant", ["acme", "globex", "public"])
async def test_what_nobody_said_goes_after_a_day(engine: Engine, tenant: str) -> None:
    eva = await someone(engine, tenant)
    row = await upload(engine, eva)
    await age(engine, eva, row, DAY - timedelta(minutes=1))
    await swept(eva.tenant)
    assert await is_there(engine, eva, row) == (True, True)
    await age(engine, eva, row, timedelta(minutes=1))
    told = await swept(eva.tenant, dry_run=True)
    assert (told.rows, told.bytes) >= (1, 4)
    assert await is_there(engine, eva, row) == (True, True), "only told"
    assert (await swept(eva.tenant)).rows == told.rows
    assert await is_there(engine, eva, row) == (False, False)


async def test_what_was_said_stays_for_ever(engine: Engine) -> None:
    eva = await someone(engine)
    row = await upload(engine, eva)
    await chats.say(engine, eva, uid=uuid.uuid4(), texto="", adjuntos=[str(row["id"])])
    await age(engine, eva, row, 1000 * DAY)
    await swept(eva.tenant, older_than=timedelta(0))
    assert await is_there(engine, eva, row) == (True, True)


async def test_what_was_claimed_by_a_message_that_never_came_goes_too(engine: Engine) -> None:
    eva = await someone(engine)
    row = await upload(engine, eva)
    await adjuntos.claim(engine, Owner.of(eva), uid=uuid.uuid4(), ids=[str(row["id"])], into=None)
    await swept(eva.tenant)
    assert await is_there(engine, eva, row) == (True, True), "the message may be on its way"
    await age(engine, eva, row, DAY)
    await swept(eva.tenant)
    assert await is_there(engine, eva, row) == (False, False)


async def test_what_a_retry_named_besides_the_stored_message_goes(engine: Engine) -> None:
    eva, uid = await someone(engine), uuid.uuid4()
    said, besides = await upload(engine, eva), await upload(engine, eva)
    for row in (said, besides):
        entry, _, _ = await chats.say(engine, eva, uid=uid, texto="", adjuntos=[str(row["id"])])
        assert [file["id"] for file in entry.adjuntos] == [str(said["id"])]
    for row in (said, besides):
        await age(engine, eva, row, DAY)
    await swept(eva.tenant)
    assert await is_there(engine, eva, said) == (True, True)
    assert await is_there(engine, eva, besides) == (False, False)


async def test_a_file_without_a_row_goes(engine: Engine) -> None:
    eva = await someone(engine)
    name = storage.keep(eva.tenant.schema, io.BytesIO(b"hola"))
    assert (await swept(eva.tenant)).files == 0, "its row may be on its way"
    assert (await swept(eva.tenant, older_than=timedelta(0), dry_run=True)).files == 1
    assert storage.storage().exists(name)
    assert (await swept(eva.tenant, older_than=timedelta(0))).files == 1
    assert not storage.storage().exists(name)


async def test_a_row_whose_file_is_gone_already_goes(engine: Engine) -> None:
    eva = await someone(engine)
    row = await upload(engine, eva)
    storage.remove(row["archivo"])
    await age(engine, eva, row, DAY)
    await swept(eva.tenant)
    assert await is_there(engine, eva, row) == (False, False)


async def test_where_removal_stops_halfway_the_next_one_ends_it(engine: Engine) -> None:
    eva = await someone(engine)
    row = await upload(engine, eva)
    await age(engine, eva, row, DAY)
    with mock.patch.object(storage, "remove", side_effect=OSError("disk")), pytest.raises(OSError, match="disk"):
        await swept(eva.tenant)
    assert await is_there(engine, eva, row) == (False, True), "rows first: nobody is shown a file that is gone"
    await swept(eva.tenant, older_than=timedelta(0))
    assert await is_there(engine, eva, row) == (False, False)


async def test_one_node_at_a_time(engine: Engine) -> None:
    eva = await someone(engine)
    row = await upload(engine, eva)
    await age(engine, eva, row, DAY)
    other = await db.connect(name="other node")
    await other.execute("SELECT pg_advisory_lock($1)", orphans.SWEEPING)
    assert await orphans.sweep([eva.tenant]) is None
    assert await is_there(engine, eva, row) == (True, True)
    await other.close()
    await swept(eva.tenant)
    assert await is_there(engine, eva, row) == (False, False)


# --- against a retry --------------------------------------------------------------------------------------------


async def stale(engine: Engine, eva: ClienteCaller, uid: uuid.UUID) -> Any:
    """Claimed a day ago by a message that was never stored."""
    row = await upload(engine, eva)
    await adjuntos.claim(engine, Owner.of(eva), uid=uid, ids=[str(row["id"])], into=None)
    await age(engine, eva, row, DAY)
    return row


async def test_a_retry_that_is_first_keeps_its_file(engine: Engine) -> None:
    """The sweep waits for the claim, looks at the row once more, and leaves it."""
    eva, uid = await someone(engine), uuid.uuid4()
    row = await stale(engine, eva, uid)
    retry = await db.connect(name="retry")
    async with retry.transaction():
        await retry.execute(
            f"UPDATE {tables(eva.tenant.schema).adjunto} SET reclamado_en = now() WHERE id = $1", row["id"]
        )
        sweep = asyncio.create_task(swept(eva.tenant))
        await _until_one_waits(engine)
        assert not sweep.done()
    await sweep
    assert await is_there(engine, eva, row) == (True, True)
    await retry.close()
    entry, _, _ = await chats.say(engine, eva, uid=uid, texto="", adjuntos=[str(row["id"])])
    assert [file["id"] for file in entry.adjuntos] == [str(row["id"])]


async def test_a_retry_that_is_second_is_refused_and_nothing_is_stored(engine: Engine) -> None:
    eva, uid = await someone(engine), uuid.uuid4()
    row = await stale(engine, eva, uid)
    other = await db.connect(name="other sweep")
    transaction = other.transaction()
    await transaction.start()
    await other.execute(f"DELETE FROM {tables(eva.tenant.schema).adjunto} WHERE id = $1", row["id"])
    retry = asyncio.create_task(chats.say(engine, eva, uid=uid, texto="", adjuntos=[str(row["id"])]))
    await _until_one_waits(engine)
    await transaction.commit()
    with pytest.raises(Invalid):
        await retry
    assert await engine.fetchrow(f"SELECT 1 FROM {tables(eva.tenant.schema).mensaje} WHERE uid = $1", uid) is None
    await other.close()


async def test_sweeps_and_retries_at_once_leave_no_message_without_its_file(engine: Engine) -> None:
    eva = await someone(engine)
    uids = [uuid.uuid4() for _ in range(30)]
    rows = [await stale(engine, eva, uid) for uid in uids]

    async def say(uid: uuid.UUID, row: Any) -> bool:
        try:
            await chats.say(engine, eva, uid=uid, texto="", adjuntos=[str(row["id"])])
        except Invalid:
            return False
        return True

    sweep = asyncio.create_task(orphans.sweep([eva.tenant]))
    said = await asyncio.gather(*(say(uid, row) for uid, row in zip(uids, rows, strict=True)))
    await sweep
    for was_said, row in zip(said, rows, strict=True):
        assert await is_there(engine, eva, row) == (was_said, was_said)


async def _until_one_waits(engine: Engine) -> None:
    async with asyncio.timeout(5):
        while not await engine.fetchrow("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"):
            await asyncio.sleep(0.01)
