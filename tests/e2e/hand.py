"""Files in a cliente's hand, and the ways in which they get into a panel."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import Any

from playwright.async_api import FilePayload, Locator, expect

from .panel import Panel

WORDS = {
    "es": ("Adjuntar archivos", "Archivos para enviar", "Suelta aquí para adjuntar"),
    "en": ("Attach files", "Files to send", "Drop here to attach"),
}

HOLD = """(files) => {
  const data = new DataTransfer();
  for (const { nombre, tipo, content } of files) {
    const bytes = typeof content === 'number' ? new Uint8Array(content)
      : Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    data.items.add(new File([bytes], nombre, { type: tipo }));
  }
  return data;
}"""
PASTE = """(field, data) => {
  const options = { clipboardData: data, bubbles: true, cancelable: true, composed: true };
  return !field.dispatchEvent(new ClipboardEvent('paste', options));
}"""


@dataclass(frozen=True)
class Archivo:
    nombre: str
    content: bytes = b""
    tipo: str = "text/plain"
    zeros: int = 0
    """So many in place of a content: large ones are made where they are pasted."""

    @property
    def payload(self) -> FilePayload:
        return {"name": self.nombre, "mimeType": self.tipo, "buffer": self.content}

    @property
    def pasted(self) -> dict[str, str | int]:
        content = self.zeros or base64.b64encode(self.content).decode()
        return {"nombre": self.nombre, "tipo": self.tipo, "content": content}


TOO_BIG = Archivo("video.mov", tipo="video/quicktime", zeros=10 * 1024 * 1024 + 1)


class Tray:
    """What is on a panel's draft."""

    def __init__(self, panel: Panel) -> None:
        attach, name, self._drop_here = WORDS[panel.idioma]
        self._panel = panel
        self.clip = panel.box.get_by_role("button", name=attach)
        self.rows = panel.box.get_by_role("list", name=name).get_by_role("listitem")

    def row(self, nombre: str | re.Pattern[str]) -> Locator:
        return self.rows.filter(has_text=nombre)

    async def choose(self, *files: Archivo) -> None:
        """By the paperclip, and the browser's own window."""
        async with self._panel.page.expect_file_chooser() as asked:
            await self.clip.click()
        await (await asked.value).set_files([file.payload for file in files])

    async def paste(self, *files: Archivo) -> None:
        """Taken, so that nothing else is pasted."""
        assert await self._panel.composer.evaluate(PASTE, await self._held(files))

    async def drop(self, *files: Archivo) -> None:
        """Onto the words that say where to let go of them."""
        held = {"dataTransfer": await self._held(files)}
        await self._panel.box.dispatch_event("dragover", held)
        cover = self._panel.box.get_by_text(self._drop_here)
        await expect(cover).to_be_visible()
        await cover.dispatch_event("drop", held)
        await expect(cover).to_have_count(0)

    async def has(self, *names: str | re.Pattern[str]) -> None:
        """These files and no others, uploaded."""
        await expect(self.rows).to_have_count(len(names))
        for name in names:
            await expect(self.row(name)).to_have_count(1)
        await expect(self.rows.get_by_role("progressbar")).to_have_count(0)
        await expect(self.rows.get_by_role("button", name=re.compile("^(Reintentar|Try)"))).to_have_count(0)

    async def _held(self, files: tuple[Archivo, ...]) -> Any:
        return await self._panel.page.evaluate_handle(HOLD, [file.pasted for file in files])
