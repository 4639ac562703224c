"""What an agente does and sees: the console."""

from __future__ import annotations

import re

from playwright.async_api import BrowserContext, Locator, Page, expect

from .demo import PASSWORDS, Demo


class Desk:
    """The console, with someone logged in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.rows = page.locator("a[data-chat]")
        self.log = page.get_by_role("log")
        self.composer = page.get_by_role("textbox", name=re.compile("^Escribe a "))
        self.close_button = page.get_by_role("main").get_by_role("button", name="Cerrar chat")
        self.dialog = page.get_by_role("dialog")
        self.notices = page.get_by_role("region", name="Avisos")

    def row(self, *words: str) -> Locator:
        """The chat of the inbox that says all this."""
        found = self.rows
        for word in words:
            found = found.filter(has_text=word)
        return found

    async def open(self, *words: str) -> int:
        """The chat's id."""
        await self.row(*words).click()
        # Under the pointer the list holds its order back.
        await self.page.mouse.move(900, 500)
        await expect(self.page).to_have_url(re.compile(r"/soporte/chats/\d+"))
        await expect(self.composer).to_be_visible()
        return self.chat_id

    @property
    def chat_id(self) -> int:
        found = re.search(r"/chats/(\d+)", self.page.url)
        assert found, self.page.url
        return int(found[1])

    async def answer(self, texto: str) -> None:
        await self.composer.fill(texto)
        await self.composer.press("Enter")
        await self.has_once(texto)

    async def has_once(self, *texts: str) -> None:
        """Each stands in the transcript, stored, and once."""
        for texto in texts:
            await expect(self.log.get_by_text(texto, exact=True)).to_have_count(1)
        await expect(self.log.get_by_text("Enviando…")).to_have_count(0)

    async def close(self, reason: str = "resuelto", message: str = "") -> None:
        """Through the dialog, to its end."""
        await self.close_button.click()
        await self.dialog.get_by_text(re.compile(f"^{reason}$", re.IGNORECASE)).click()
        if message:
            await self.dialog.get_by_label("Último mensaje").fill(message)
        await self.dialog.get_by_role("button", name="Cerrar chat").click()
        await expect(self.dialog).to_have_count(0)
        await expect(self.page.get_by_text(f"Cerrado, {reason}")).to_be_visible()


async def log_in(page: Page, usuario: str = "ana", password: str = "") -> None:
    """Fills the form and sends it."""
    await page.get_by_label("Usuario").fill(usuario)
    await page.get_by_label("Contraseña").fill(password or PASSWORDS[usuario])
    await page.get_by_role("button", name="Entrar").click()


async def desk_of(context: BrowserContext, demo: Demo, *, port: int | None = None) -> Desk:
    """The console, live, in a browser where someone is logged in."""
    page = await context.new_page()
    await page.goto(demo.console(port=port))
    desk = Desk(page)
    await expect(desk.rows.first).to_be_visible()
    return desk
