"""A chat as a team works in it: notes, canned replies, files, drafts, who else is there, blocking, a close undone."""

from __future__ import annotations

import re
from asyncio import gather

import pytest
from playwright.async_api import expect

from .conftest import Sit
from .demo import Demo, somebody
from .desk import Desk, log_in
from .house import Casa, home_of
from .panel import Panel
from .watch import Watch, picture

pytestmark = pytest.mark.browser


async def writes(casa: Casa, watch: Watch, demo: Demo, texto: str) -> Panel:
    """Somebody new, «De Casa», has written to soporte, and has the panel open."""
    home = await home_of(await watch.context(), casa.at(), somebody("De Casa"), servidor=demo.origin("globex"))
    await home.panel.open()
    await home.panel.say(texto)
    await home.panel.has_once(texto)
    return home.panel


async def bea_of(watch: Watch, demo: Demo) -> Desk:
    page = await (await watch.context()).new_page()
    await page.goto(demo.console())
    await log_in(page, "bea")
    desk = Desk(page)
    await expect(desk.rows.first).to_be_visible()
    return desk


def note_box(desk: Desk):  # type: ignore[no-untyped-def]
    return desk.page.get_by_role("textbox", name="Escribe una nota para el equipo")


async def test_a_note_that_names_bea_is_seen_by_bea_and_by_no_cliente(casa: Casa, demo: Demo, watch: Watch, sit: Sit):
    panel, ana, bea = await gather(writes(casa, watch, demo, "Otra vez el pedido 4187"), sit(), bea_of(watch, demo))
    await gather(ana.open("Otra vez el pedido 4187"), bea.open("Otra vez el pedido 4187"))
    await ana.page.keyboard.press("n")
    await expect(note_box(ana)).to_be_focused()
    await ana.page.keyboard.type("Mira, @be")
    await ana.page.get_by_role("option", name=re.compile("Bea")).wait_for()
    await ana.page.keyboard.press("Enter")
    await ana.page.keyboard.type("¿no era el de ayer?")
    await ana.page.keyboard.press("Enter")
    note = bea.log.get_by_role("article", name="Nota interna")
    await expect(note).to_contain_text("Mira, @bea ¿no era el de ayer?")
    await expect(note).to_contain_text("solo el equipo la ve")
    await picture(bea.page, "note")
    await ana.page.get_by_role("tab", name="Responder").click()
    await ana.answer("Lo miramos")
    await panel.has_once("Lo miramos")
    await expect(panel.page.get_by_text("¿no era el de ayer?")).to_have_count(0)
    await panel.page.reload()
    await panel.launcher.click()
    await panel.has_once("Lo miramos")
    await expect(panel.page.get_by_text("¿no era el de ayer?")).to_have_count(0)


async def test_a_canned_reply_is_found_by_its_shortcut_and_filled_in(casa: Casa, demo: Demo, watch: Watch, sit: Sit):
    panel, ana = await gather(writes(casa, watch, demo, "¿Hay alguien?"), sit())
    await ana.page.goto(demo.console() + "ajustes/respuestas")
    await ana.page.get_by_role("button", name="Nueva respuesta").click()
    form = ana.page.get_by_role("dialog")
    await form.get_by_label("Atajo").fill("saludo-e2e")
    await form.get_by_label("Título").fill("Saludo de prueba")
    await form.get_by_label("Texto, Español").fill("Hola, {{cliente.nombre_pila}}. Soy {{agente.nombre}}.")
    await expect(form.get_by_text("Hola, Eva. Soy Ana Ruiz.")).to_be_visible()
    await picture(ana.page, "canned-form")
    await form.get_by_role("button", name="Guardar").click()
    await expect(form).to_have_count(0)

    await ana.page.goto(demo.console())
    await ana.open("¿Hay alguien?")
    await ana.composer.press_sequentially("/saludo-e")
    await expect(ana.page.get_by_role("option", name=re.compile("Saludo de prueba"))).to_be_visible()
    await picture(ana.page, "canned")
    await ana.composer.press("Enter")
    await expect(ana.composer).to_have_value("Hola, De. Soy Ana Ruiz.")
    await ana.composer.press("Enter")
    await panel.has_once("Hola, De. Soy Ana Ruiz.")


async def test_a_file_of_an_agentes_reaches_the_cliente(casa: Casa, demo: Demo, watch: Watch, sit: Sit):
    panel, ana = await gather(writes(casa, watch, demo, "¿Me pasas el informe?"), sit())
    await ana.open("¿Me pasas el informe?")
    await (
        ana.page.get_by_label("Adjuntar archivos")
        .and_(ana.page.locator("input"))
        .set_input_files({"name": "informe.txt", "mimeType": "text/plain", "buffer": b"doce cajas"})
    )
    tray = ana.page.get_by_role("list", name="Archivos adjuntos")
    await expect(tray.get_by_text("10 B", exact=False)).to_be_visible()
    await ana.answer("Aquí lo tienes")
    await expect(tray).to_have_count(0)
    await expect(ana.log.get_by_text("informe.txt")).to_be_visible()
    await expect(panel.log.get_by_role("button", name=re.compile("informe.txt"))).to_be_visible()


async def test_a_draft_survives_a_reload_and_is_there_in_another_console(
    casa: Casa, demo: Demo, watch: Watch, sit: Sit
):
    _, ana, other = await gather(writes(casa, watch, demo, "Una duda larga"), sit(), sit())
    await ana.open("Una duda larga")
    await ana.composer.fill("Te cuento: primero")
    await other.page.goto(ana.page.url)
    await expect(other.composer).to_have_value("Te cuento: primero")
    await ana.page.reload()
    await expect(ana.composer).to_have_value("Te cuento: primero")
    await other.composer.fill("Te cuento: primero, apaga el lector")
    await expect(ana.composer).to_have_value("Te cuento: primero, apaga el lector")
    await ana.composer.press("Enter")
    await expect(other.composer).to_have_value("")


async def test_a_colleague_who_looks_is_seen_and_so_is_one_who_answers(casa: Casa, demo: Demo, watch: Watch, sit: Sit):
    panel, ana, bea = await gather(writes(casa, watch, demo, "¿Quién me atiende?"), sit(), bea_of(watch, demo))
    await ana.open("¿Quién me atiende?")
    await bea.open("¿Quién me atiende?")
    await expect(ana.page.get_by_text("Bea también está viendo este chat")).to_be_visible()
    await expect(bea.page.get_by_text("Ana también está viendo este chat")).to_be_visible()
    await bea.composer.press_sequentially("Yo")
    await expect(ana.page.get_by_text("Bea está respondiendo…")).to_be_visible()
    await picture(ana.page, "viewing")
    await expect(panel.page.get_by_text("viendo este chat")).to_have_count(0)
    await bea.page.close()
    await expect(ana.page.get_by_text(re.compile("^Bea "))).to_have_count(0)


async def test_a_cliente_who_abuses_is_blocked_and_let_in_again(casa: Casa, demo: Demo, watch: Watch, sit: Sit):
    panel, ana = await gather(writes(casa, watch, demo, "Sois unos inútiles"), sit())
    await ana.open("Sois unos inútiles")
    await ana.page.get_by_role("button", name="Más acciones").click()
    await ana.page.get_by_role("menuitem", name="Bloquear a De").click()
    await ana.dialog.get_by_label("Motivo").fill("insultos")
    await picture(ana.page, "block")
    await ana.dialog.get_by_role("button", name="Bloquear").click()
    await expect(ana.page.get_by_text("De no puede escribir.")).to_be_visible()
    await panel.composer.fill("Y otra cosa")
    await panel.composer.press("Enter")
    await expect(panel.log.get_by_text("Y otra cosa")).to_be_visible()
    await expect(panel.log.get_by_text("Soporte ha dejado de recibir tus mensajes")).to_be_visible()
    await picture(panel.page, "blocked-panel")
    await ana.page.get_by_role("button", name="Desbloquear").click()
    await expect(ana.page.get_by_text("De no puede escribir.")).to_have_count(0)
    await panel.log.get_by_role("button", name="Reintentar").click()
    await ana.has_once("Y otra cosa")


async def test_a_close_is_taken_back_by_a_new_chat(casa: Casa, demo: Demo, watch: Watch, sit: Sit):
    panel, ana = await gather(writes(casa, watch, demo, "No lo cierres"), sit())
    closed = await ana.open("No lo cierres")
    await ana.close()
    await ana.notices.get_by_role("button", name="Deshacer: abrir otro chat").click()
    await ana.dialog.get_by_label("Tu mensaje").fill("Perdona, seguimos aquí")
    await picture(ana.page, "undo-close")
    await ana.dialog.get_by_role("button", name="Enviar y abrir").click()
    await expect(ana.page).not_to_have_url(re.compile(f"/chats/{closed}"))
    await ana.has_once("Perdona, seguimos aquí")
    await expect(ana.page.get_by_role("button", name=re.compile("^De Tuyo"))).to_be_visible()
    await panel.launcher.click()
    await panel.has_once("Perdona, seguimos aquí")
    await panel.say("Menos mal")
    await ana.has_once("Menos mal")
