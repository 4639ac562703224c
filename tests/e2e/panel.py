"""What a cliente does and sees: the chat's panel on a page of their company."""

from __future__ import annotations

import re
from typing import Any, Literal

from playwright.async_api import BrowserContext, Page, expect

from .demo import Demo, Persona

CLOSED_BY_SOPORTE = "El chat fue cerrado por soporte. Se creará uno nuevo cuando vuelvas a escribir."

ALL_STORED = """async () => {
  const kept = (storage) => Object.entries({ ...storage });
  const queues = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => (indexedDB.open(name).onsuccess = ({ target }) => done(target.result)));
    for (const table of db.objectStoreNames)
      queues.push(...(await new Promise((done) => {
        db.transaction(table).objectStore(table).getAll().onsuccess = ({ target }) => done(target.result);
      })));
    db.close();
  }
  return { local: kept(localStorage), session: kept(sessionStorage), queues };
}"""


Idioma = Literal["es", "en"]
NAMES = {
    "es": ("^Escribir a soporte", "Soporte", "Escribe a soporte", "Chats anteriores"),
    "en": ("^Message support", "Support", "Write to support", "Earlier chats"),
}


class Panel:
    """The floating panel (a dialog), or the one beside a record (a region)."""

    def __init__(self, page: Page, role: Literal["dialog", "region"] = "dialog", idioma: Idioma = "es") -> None:
        launcher, title, composer, history = NAMES[idioma]
        self.page = page
        self.idioma = idioma
        self.launcher = page.get_by_role("button", name=re.compile(launcher))
        self.corner = page.locator("button.launcher")
        """The same button, whatever it does now."""
        self.box = page.get_by_role(role, name=title, exact=True)
        self.composer = self.box.get_by_role("textbox", name=composer)
        self.log = self.box.get_by_role("log")
        self.status = self.box.get_by_role("banner").get_by_role("status")
        self.history = self.box.get_by_role("button", name=history)
        self.toasts = page.locator("[data-sonner-toast]")

    async def open(self) -> None:
        await self.launcher.click()
        await self.is_live()

    async def is_live(self, *, within: float | None = None) -> None:
        """Connected, and the server has said whether soporte is there."""
        there = re.compile("En línea|Ahora no hay nadie|Online|Nobody is here")
        await expect(self.status).to_have_text(there, timeout=within)

    async def say(self, texto: str) -> None:
        await self.composer.fill(texto)
        await self.composer.press("Enter")
        await expect(self.composer).to_have_value("")

    async def has_once(self, *texts: str) -> None:
        """Each stands in the transcript, stored, and once."""
        for texto in texts:
            await expect(self.log.get_by_text(texto, exact=True)).to_have_count(1)
        await expect(self.log.get_by_text(re.compile("^(Enviando|Se enviará|Sending|Will be sent)"))).to_have_count(0)

    async def folds_away(self) -> None:
        """Soporte has closed the chat: the panel is gone, one toast says why, the launcher has the focus."""
        await expect(self.box).to_have_count(0)
        await expect(self.toasts).to_have_text([CLOSED_BY_SOPORTE])
        await expect(self.launcher).to_be_focused()

    async def toasts_ever_shown(self) -> list[str]:
        shown: list[str] = await self.page.evaluate("seenToasts")
        return shown

    async def stored(self) -> dict[str, Any]:
        """Everything that the browser keeps for this page."""
        kept: dict[str, Any] = await self.page.evaluate(ALL_STORED)
        return kept


async def panel_of(context: BrowserContext, demo: Demo, persona: Persona, *, port: int | None = None) -> Panel:
    """The person's page, with the panel still folded away."""
    page = await context.new_page()
    await page.goto(demo.page_of(persona, port=port))
    panel = Panel(page)
    await expect(panel.launcher).to_be_visible()
    return panel
