"""The script that pages load, and the parts that it fetches on opening: how they are served."""

from __future__ import annotations

import gzip
import re

import httpx
import pytest

from tests.installation import Server
from tests.people import Cliente

PART = re.compile(r"panel-[\w-]{8}\.js")


@pytest.fixture
def http(server: Server) -> httpx.AsyncClient:
    return Cliente(server, "acme").http


async def fetch(http: httpx.AsyncClient, path: str, coding: str = "identity") -> httpx.Response:
    return await http.get(path, headers={"Accept-Encoding": coding})


async def test_the_script_may_be_loaded_by_any_page_and_is_kept_for_minutes(http: httpx.AsyncClient) -> None:
    answer = await fetch(http, "/widget.js")
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "max-age=300" in answer.headers["cache-control"]
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("coding", ["gzip", "br"])
async def test_the_script_comes_compressed_to_whoever_takes_it(http: httpx.AsyncClient, coding: str) -> None:
    plain = await fetch(http, "/widget.js")
    assert "content-encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["vary"]
    async with http.stream("GET", "/widget.js", headers={"Accept-Encoding": coding}) as packed:
        assert packed.headers["content-encoding"] == coding
        raw = b"".join([chunk async for chunk in packed.aiter_raw()])
    assert len(raw) < len(plain.content) / 2
    if coding == "gzip":
        assert gzip.decompress(raw) == plain.content


async def test_a_part_is_kept_for_ever_under_its_name(http: httpx.AsyncClient) -> None:
    part = PART.search((await fetch(http, "/widget.js")).text)
    assert part
    answer = await fetch(http, f"/widget/{part[0]}")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_a_part_that_did_not_arrive_has_other_addresses(http: httpx.AsyncClient) -> None:
    part = PART.search((await fetch(http, "/widget.js")).text)
    assert part
    again = await fetch(http, f"/widget/~2/{part[0]}")
    assert again.content == (await fetch(http, f"/widget/{part[0]}")).content
    assert "immutable" in again.headers["cache-control"]


async def test_a_page_from_before_an_upgrade_is_led_to_todays_part(http: httpx.AsyncClient) -> None:
    part = PART.search((await fetch(http, "/widget.js")).text)
    assert part
    former = await fetch(http, "/widget/panel-00000000.js")
    assert former.status_code == 200
    assert former.text == f'export * from "./{part[0]}";\n'
    assert former.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "name",
    [
        "nada-00000000.js",
        "History-00000000.js",
        "parts.js",
        "..%2Fwidget.js",
        "panel-00000000.css",
        ".js",
        "~x/panel-00000000.js",
    ],
)
async def test_nothing_else_is_served_as_a_part(http: httpx.AsyncClient, name: str) -> None:
    assert (await fetch(http, f"/widget/{name}")).status_code == 404
