"""Two agents and three clientes in two tenants at once: the inbox as a team works in it."""

from __future__ import annotations

import re
from asyncio import Event, gather

import pytest
from playwright.async_api import Page, WebSocketRoute, expect

from ..server.machine import eventually
from .axe import is_clean
from .conftest import Sit
from .demo import Demo, somebody
from .desk import Desk, log_in
from .watch import Watch, picture

pytestmark = pytest.mark.browser


async def bea_of(watch: Watch, demo: Demo) -> Desk:
    page = await (await watch.context()).new_page()
    await page.goto(demo.console())
    await log_in(page, "bea")
    desk = Desk(page)
    await expect(desk.rows.first).to_be_visible()
    return desk


async def chosen_by_keys(page: Page, *names: str) -> None:
    for name in names:
        await page.locator("a[data-chat]").filter(has_text=name).focus()
        await page.keyboard.press("x")


async def test_two_agents_share_one_desk_over_two_tenants(demo: Demo, watch: Watch, sit: Sit) -> None:
    ada, blas = somebody("Ada Norte", "acme"), somebody("Blas Sur", "acme")
    cira = somebody("Cira Este")
    ana, bea = await gather(sit(), bea_of(watch, demo))
    for person, words in ((ada, "Pedido sin salir"), (blas, "Otra consulta"), (cira, "Cita perdida")):
        demo.say(person, words)
        for desk in (ana, bea):
            await expect(desk.row(person.nombre, words)).to_be_visible()
            await expect(desk.row(person.nombre)).to_contain_text("Acme" if person.tenant == "acme" else "Globex")

    # One takes a chat by key; the other sees whose it is, without a reload.
    await ana.open(ada.nombre)
    await ana.page.keyboard.press("a")
    await ana.page.get_by_role("option", name=re.compile("Ana Ruiz")).click()
    await ana.page.keyboard.press("Escape")
    await expect(bea.row(ada.nombre).get_by_text("Ana Ruiz")).to_have_count(1)

    # j and k walk; what is chosen is tagged together.
    await ana.row(ada.nombre).focus()
    await ana.page.keyboard.press("j")
    await expect(ana.row(ada.nombre)).not_to_be_focused()
    await ana.page.keyboard.press("k")
    await expect(ana.row(ada.nombre)).to_be_focused()
    await chosen_by_keys(ana.page, ada.nombre, cira.nombre)
    await ana.page.keyboard.press("t")
    await ana.page.get_by_role("combobox", name="Etiquetar con").fill("urgente-e2e")
    await ana.page.keyboard.press("Enter")
    for desk in (ana, bea):
        for person in (ada, cira):
            await expect(desk.row(person.nombre, "urgente-e2e")).to_be_visible()
    await picture(ana.page, "inbox-bulk")


async def test_what_comes_between_the_list_and_its_line_is_there(demo: Demo, sit: Sit) -> None:
    ana, gets_through = await sit(), Event()

    async def late(line: WebSocketRoute) -> None:
        await gets_through.wait()
        line.connect_to_server()

    await ana.page.route_web_socket(re.compile("/ws/soporte/"), late)
    await ana.page.reload()
    await expect(ana.rows.first).to_be_visible()
    meanwhile = somebody("Nadia Entretanto")
    demo.say(meanwhile, "Justo ahora")
    gets_through.set()
    await expect(ana.row(meanwhile.nombre, "Justo ahora")).to_be_visible()


async def test_who_has_just_written_is_shown_before_the_close(demo: Demo, watch: Watch, sit: Sit) -> None:
    ada = somebody("Delia Oeste", "acme")
    demo.say(ada, "¿Seguís ahí?")
    ana = await sit()
    await ana.open(ada.nombre, "¿Seguís ahí?")
    await ana.close_button.click()
    await expect(ana.dialog).to_be_visible()
    demo.say(ada, "Esperad, falta algo")
    watch.expect_errors(r"status of 409 .*/cerrar/")
    await ana.dialog.get_by_role("button", name="Cerrar chat").click()
    await expect(ana.dialog.get_by_text("Esperad, falta algo")).to_be_visible()
    await picture(ana.page, "inbox-just-written")
    await ana.page.keyboard.press("Escape")
    await ana.close("duplicado")
    # Who comes back has a new chat, which says why the earlier one was closed.
    demo.say(ada, "Soy yo otra vez")
    await expect(ana.row(ada.nombre, "Soy yo otra vez")).to_contain_text("Vuelve tras el cierre")
    await expect(ana.row(ada.nombre, "Soy yo otra vez")).to_contain_text("duplicado")


async def test_words_are_found_marked_and_lead_to_the_message(demo: Demo, watch: Watch, sit: Sit) -> None:
    cira = somebody("Elvira Centro")
    demo.say(cira, "El calibrador marca treinta y siete")
    asked = ("GET", "/api/soporte/buscar/?q=calibradores")
    eventually(lambda: demo.call(*asked, token=demo.agent_token())["resultados"])
    ana = await sit()
    await ana.page.goto(demo.console() + "buscar")
    box = ana.page.get_by_role("searchbox").first
    await box.fill("calibradores")
    hit = ana.page.get_by_role("link").filter(has_text="calibrador")
    await expect(hit.first).to_be_visible()
    await expect(hit.first.locator("mark")).to_have_text(re.compile("calibrador"))
    await picture(ana.page, "search-hit")
    await hit.first.click()
    await ana.has_once("El calibrador marca treinta y siete")


async def test_the_board_leads_to_the_chats_behind_a_figure(demo: Demo, sit: Sit) -> None:
    ana = await sit()
    await ana.page.goto(demo.console() + "tablero")
    waiting = ana.page.get_by_role("main").get_by_role("link").first
    await expect(waiting).to_be_visible()
    await waiting.click()
    await expect(ana.rows.first).to_be_visible()


LIGHT = (
    ("tablero", "Tablero"),
    ("tenants/acme", "Acme Logística"),
    ("ajustes/seguridad", "Tu seguridad"),
    ("ajustes/agentes", "Agentes"),
)
DARK = (
    ("buscar", "Buscar"),
    ("ajustes/horario", "Horario"),
    ("ajustes/tenants", "Tenants"),
    ("ajustes/auditoria", "Auditoría"),
)


@pytest.mark.parametrize(("scheme", "pages"), [("light", LIGHT), ("dark", DARK)], ids=["light", "dark"])
async def test_the_pages_of_the_desk_are_accessible(
    demo: Demo, sit: Sit, scheme: str, pages: tuple[tuple[str, str], ...]
) -> None:
    ana = await sit(color_scheme=scheme)
    for place, sign in pages:
        await ana.page.goto(demo.console() + place)
        await expect(ana.page.get_by_role("heading", name=sign).first).to_be_visible()
        await expect(ana.page.locator(".skeleton")).to_have_count(0)
        await is_clean(ana.page, f"axe-{place.replace('/', '-')}-{scheme}")
