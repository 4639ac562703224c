"""A host's project with Ventanilla in it, run in each of the ways that docs/install-app.md shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import httpx
import pytest
from playwright.async_api import Page, expect

from ..e2e.desk import Desk
from ..e2e.panel import Panel
from ..e2e.watch import Watch
from .saas import Saas, beside_gunicorn, one_process, several_nodes

pytestmark = pytest.mark.browser

LOG_OUT = """() => fetch("/logout/", {
  method: "POST",
  redirect: "manual",
  headers: { "X-CSRFToken": document.cookie.match(/csrftoken=([^;]+)/)[1] },
})"""
Way = Callable[[Saas], AbstractContextManager[int]]


async def at_home(watch: Watch, port: int, company: str, username: str) -> Panel:
    """The company's application, with that person logged in."""
    page = await (await watch.context()).new_page()
    await page.goto(f"http://{company}.localhost:{port}/")
    await log_in(page, username)
    panel = Panel(page)
    await expect(panel.launcher).to_be_visible()
    return panel


async def at_the_desk(watch: Watch, port: int) -> Desk:
    page = await (await watch.context()).new_page()
    await page.goto(f"http://localhost:{port}/soporte/")
    await expect(page).to_have_url(re.compile(r"/login/\?next=%2Fsoporte%2F"))
    await log_in(page, "ana")
    desk = Desk(page)
    await expect(page.get_by_role("heading", name="Abiertos")).to_be_visible()
    return desk


async def log_in(page: Page, username: str) -> None:
    await page.locator("[name=username]").fill(username)
    await page.locator("[name=password]").fill(f"{username}-1234")
    await page.get_by_role("button", name="Entrar").click()


async def they_talk_are_closed_and_go_on(watch: Watch, port: int, company: str, username: str) -> None:
    watch.expect_errors("401")  # whose console opens before anybody has logged in
    ana = await at_the_desk(watch, port)
    cliente = await at_home(watch, port, company, username)
    # The same person may have talked before, in another way to run the project.
    asked, answered, more = (f"{texto} ({port})" for texto in ("¿Y el albarán?", "En Documentos", "Otra cosa"))
    await cliente.open()
    await cliente.say(asked)
    await cliente.has_once(asked)
    first = await ana.open(asked)
    await ana.answer(answered)
    await cliente.has_once(answered)
    await ana.close("resuelto")
    await cliente.folds_away()
    await cliente.launcher.click()
    await cliente.say(more)
    await cliente.has_once(more)
    second = await ana.open(more)
    assert second > first


@pytest.mark.parametrize("way", [one_process, beside_gunicorn, several_nodes])
async def test_by_the_hosts_own_session(way: Way, in_schemas: Saas, watch: Watch) -> None:
    with way(in_schemas) as port:
        await they_talk_are_closed_and_go_on(watch, port, "acme", "eva")
        await watch.close()
        assert "Traceback" not in in_schemas.log


async def test_by_a_token_that_the_host_mints_and_users_of_the_whole_platform(in_public: Saas, watch: Watch) -> None:
    with one_process(in_public) as port:
        await they_talk_are_closed_and_go_on(watch, port, "globex", "marta")
        await watch.close()
        assert "Traceback" not in in_public.log


async def test_beside_a_record_what_is_written_brings_it_along(in_schemas: Saas, watch: Watch) -> None:
    with one_process(in_schemas) as port:
        page = (await at_home(watch, port, "acme", "ivan")).page
        await page.get_by_role("navigation", name="Pedidos").get_by_role("button", name="4183").click()
        beside = Panel(page, "region")
        await expect(beside.box.get_by_role("status").first).to_have_text("Ahora no hay nadie")
        await beside.say("Este pedido no aparece en ruta")
        await beside.has_once("Este pedido no aparece en ruta")
        await expect(beside.log.get_by_text("Pedido 4183", exact=True)).to_be_visible()
        await watch.close()


async def test_logging_out_ends_the_line(in_schemas: Saas, watch: Watch) -> None:
    watch.expect_errors("401", "HTTP Authentication failed")
    with one_process(in_schemas) as port:
        cliente = await at_home(watch, port, "globex", "hugo")
        await cliente.open()
        await cliente.page.evaluate(LOG_OUT)
        await expect(cliente.box.get_by_text("Tu sesión terminó")).to_be_visible()
        await watch.close()


def test_a_member_of_one_company_is_nobody_at_another(in_public: Saas) -> None:
    with one_process(in_public) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}") as http:
        at = {"Host": f"acme.localhost:{port}"}
        token = re.search('csrfmiddlewaretoken" value="([^"]+)', http.get("/login/", headers=at).text)
        assert token
        form = {"username": "eva", "password": "eva-1234", "csrfmiddlewaretoken": token[1]}
        cookie = f"csrftoken={http.cookies['csrftoken']}"
        done = http.post("/login/", data=form, headers={**at, "Cookie": cookie})
        assert done.status_code == 302, done.text
        session = {"Cookie": f"sessionid={done.cookies['sessionid']}"}
        assert http.get("/api/chat/soporte/estado/", headers={**at, **session}).status_code == 200
        elsewhere = {"Host": f"globex.localhost:{port}"}
        assert http.get("/api/me/", headers={**elsewhere, **session}).status_code == 200, "one session for all of them"
        refused = http.get("/api/chat/soporte/estado/", headers={**elsewhere, **session})
        assert (refused.status_code, refused.json()["codigo"]) == (401, "no_autenticado")
