"""The whole job, as two people see it: soporte closes a chat, the cliente writes again, a new chat opens."""

from __future__ import annotations

import json
import re
from asyncio import gather

import pytest
from playwright.async_api import Page, expect

from .conftest import Sit, Visit
from .demo import EVA, NOA, Demo, Persona
from .desk import Desk
from .panel import CLOSED_BY_SOPORTE, Panel
from .watch import picture

pytestmark = pytest.mark.browser

COMPANIES = {"acme": "Acme Logística", "public": "Marea"}


@pytest.mark.parametrize("persona", [EVA, NOA], ids=["acme", "public"])
async def test_a_chat_that_was_closed_goes_on_as_a_new_one(persona: Persona, demo: Demo, visit: Visit, sit: Sit):
    ana, cliente = await gather(sit(), visit(persona))

    first = await they_talk(persona, cliente, ana)
    await ana_closes_while_they_type(persona, cliente, ana, first)
    second = await they_write_again(persona, cliente, ana, first)

    assert second > first
    await each_chat_keeps_its_own_messages(persona, cliente, demo, first, second)
    await nothing_is_left_in_the_browser(cliente, first, second)
    assert f"Chat {first} cerrado y notificado vía WebSocket al grupo chat_{first}" in demo.log
    assert f"Chat creado en tenant {persona.tenant}: chat_id={second}" in demo.log


async def they_talk(persona: Persona, cliente: Panel, ana: Desk) -> int:
    await cliente.open()
    await cliente.say("¿Dónde veo el albarán?")
    # Nobody loads anything: the row is there because it was written.
    row = ana.row(persona.nombre, COMPANIES[persona.tenant], "¿Dónde veo el albarán?")
    await expect(row).to_have_count(1)
    await picture(ana.page, f"scenario-{persona.tenant}-1-row")
    chat_id = await ana.open(persona.nombre, "¿Dónde veo el albarán?")
    await ana.answer("En Documentos, a la derecha.")
    await cliente.has_once("¿Dónde veo el albarán?", "En Documentos, a la derecha.")
    await picture(cliente.page, f"scenario-{persona.tenant}-2-answered")
    return chat_id


async def ana_closes_while_they_type(persona: Persona, cliente: Panel, ana: Desk, chat_id: int) -> None:
    await cliente.composer.press_sequentially("Gracias, y otra cosa")
    await expect(ana.page.get_by_text(f"{persona.first_name} está escribiendo")).to_be_visible()
    await ana.close_button.click()
    await picture(ana.page, f"scenario-{persona.tenant}-3-dialog")
    await ana.dialog.get_by_role("button", name="Cancelar").click()
    await ana.close("resuelto")

    await cliente.folds_away()
    await picture(cliente.page, f"scenario-{persona.tenant}-4-toast")
    await expect(ana.row(persona.nombre)).to_have_count(0)
    await expect(ana.page.get_by_role("main").get_by_text("Si la persona vuelve a escribir")).to_be_visible()
    assert ana.chat_id == chat_id
    await picture(ana.page, f"scenario-{persona.tenant}-5-closed")


async def they_write_again(persona: Persona, cliente: Panel, ana: Desk, first: int) -> int:
    await cliente.page.keyboard.press("Enter")  # the launcher has the focus
    await expect(cliente.composer).to_have_value("Gracias, y otra cosa")
    await expect(cliente.composer).to_be_focused()
    await cliente.composer.press("Enter")
    await cliente.has_once("Gracias, y otra cosa")
    assert await texts_in_order(
        cliente,
        "En Documentos, a la derecha.",
        "Soporte cerró este chat, resuelto",
        "Nuevo chat",
        "Gracias, y otra cosa",
    )
    await picture(cliente.page, f"scenario-{persona.tenant}-6-new-chat")

    await expect(ana.notices.get_by_text(f"{persona.nombre} vuelve tras el cierre")).to_be_visible()
    await expect(ana.row(persona.nombre, "Vuelve tras el cierre", "Gracias, y otra cosa")).to_have_count(1)
    await expect(ana.page).to_have_title(re.compile(r"^\(\d+\) "))
    await picture(ana.page, f"scenario-{persona.tenant}-7-announced")
    second = await ana.open(persona.nombre, "Gracias, y otra cosa")
    await expect(ana.log.get_by_text(f"Chat anterior {first}: resuelto por ti")).to_be_visible()
    await the_earlier_chat_is_a_click_away(ana.page, first)
    await picture(ana.page, f"scenario-{persona.tenant}-8-earlier")
    await ana.page.keyboard.press("Escape")
    await ana.answer("Dime, te escucho.")
    await cliente.has_once("Dime, te escucho.")
    return second


async def the_earlier_chat_is_a_click_away(page: Page, chat_id: int) -> None:
    await page.get_by_role("button", name=f"Ver: chat anterior {chat_id}").click()
    sheet = page.get_by_role("dialog", name=f"Chat anterior {chat_id}")
    await expect(sheet.get_by_text("¿Dónde veo el albarán?")).to_be_visible()
    await expect(sheet.get_by_text("En Documentos, a la derecha.")).to_be_visible()
    await expect(sheet.get_by_text("Cerrado: resuelto")).to_be_visible()
    await expect(sheet.get_by_text("Gracias, y otra cosa")).to_have_count(0)


async def each_chat_keeps_its_own_messages(
    persona: Persona, cliente: Panel, demo: Demo, first: int, second: int
) -> None:
    newest, before, *_ = demo.history_of(persona)
    assert (newest["id"], newest["cerrado"], newest["anterior"]) == (second, False, first)
    assert (before["id"], before["cerrado"], before["razon_cierre"]) == (first, True, "resuelto")
    assert demo.texts_in(persona, first) == ["¿Dónde veo el albarán?", "En Documentos, a la derecha."]
    assert demo.texts_in(persona, second) == ["Gracias, y otra cosa", "Dime, te escucho."]

    await cliente.page.reload()
    await cliente.open()
    await cliente.has_once("Gracias, y otra cosa", "Dime, te escucho.")
    await expect(cliente.log.get_by_text("¿Dónde veo el albarán?")).to_have_count(0)
    await cliente.history.click()
    await cliente.box.get_by_role("listitem").filter(has_text="¿Dónde veo el albarán?").first.click()
    past = cliente.box.get_by_role("region", name="Mensajes con soporte")
    await expect(past.get_by_text("En Documentos, a la derecha.")).to_be_visible()
    await expect(past.get_by_text("Soporte cerró este chat, resuelto")).to_be_visible()
    await expect(past.get_by_text("Gracias, y otra cosa")).to_have_count(0)
    await picture(cliente.page, f"scenario-{persona.tenant}-9-history")


async def nothing_is_left_in_the_browser(cliente: Panel, *chats: int) -> None:
    """No chat's id, under any name, and no message that waits to be sent."""
    kept = await cliente.stored()
    named = re.compile(rf"chat_?id|\b({'|'.join(map(str, chats))})\b", re.IGNORECASE)
    assert named.findall(json.dumps(kept["local"])) == []
    assert named.findall(json.dumps(kept["session"])) == []
    assert kept["queues"] == []
    assert [name for name, _ in kept["local"] if "pendiente" in name or "enviando" in name] == []


async def texts_in_order(cliente: Panel, *texts: str) -> bool:
    """They stand in the transcript one under the other."""
    said = await cliente.log.inner_text()
    places = [said.find(texto) for texto in texts]
    assert -1 not in places, (texts, said)
    return places == sorted(places)


async def test_the_toast_says_its_sentence_exactly_once(demo: Demo, visit: Visit, sit: Sit):
    ana, eva = await gather(sit(), visit(EVA))
    await eva.open()
    await eva.say("¿Me lo cierras?")
    await ana.open(EVA.nombre, "¿Me lo cierras?")
    await ana.close("otro motivo", "Hasta luego, Eva.")

    await eva.folds_away()
    # Closing again tells nobody: what comes after it has arrived, and no second toast with it.
    demo.call("POST", f"/api/chat/{ana.chat_id}/cerrar/", token=demo.agent_token())
    await eva.page.keyboard.press("Enter")
    await expect(eva.log.get_by_text("Hasta luego, Eva.")).to_be_visible()
    await eva.say("Una más")
    await eva.has_once("Una más")
    assert await eva.toasts_ever_shown() == [CLOSED_BY_SOPORTE]
