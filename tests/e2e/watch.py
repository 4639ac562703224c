"""Browser contexts, one for each person, whose errors are a test's failures; and pictures of what was seen."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, WebError

PICTURES = Path(__file__).parents[2] / "test-artifacts" / "e2e"

# The console asks who is logged in, and 401 is how it learns that nobody is.
ALWAYS_EXPECTED = (r"status of 401 .*/api/soporte/yo/",)

LINE_DOWN = (
    r"WebSocket connection to .* failed",
    r"net::ERR_(CONNECTION|INTERNET|NETWORK|EMPTY|SOCKET)_",
)

# Counts what the page's toaster has ever shown, and under which words; a look at the end would miss a second one.
COUNT_TOASTS = """
  window.seenToasts = [];
  const known = new WeakSet();
  const look = () => {
    for (const toast of document.querySelectorAll('[data-sonner-toast]'))
      if (!known.has(toast)) {
        known.add(toast);
        seenToasts.push(toast.textContent);
      }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
"""


class Watch:
    """Opens contexts, and keeps what went wrong in any of them."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._expected = list(ALWAYS_EXPECTED)
        self._errors: list[str] = []
        self._preparations: list[Callable[[BrowserContext], Awaitable[object]]] = []

    async def context(self, **options: Any) -> BrowserContext:
        """A browser of someone's own: cookies, storage, language."""
        settings = {"locale": "es-ES", "viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
        context = await self._browser.new_context(**{**settings, **options})
        context.set_default_timeout(20_000)
        context.on("console", self._hear)
        context.on("weberror", self._caught)
        await context.add_init_script(COUNT_TOASTS)
        for prepare in self._preparations:
            await prepare(context)
        self._contexts.append(context)
        return context

    def on_each_context(self, prepare: Callable[[BrowserContext], Awaitable[object]]) -> None:
        """Done to each that is opened from now on, before it has a page."""
        self._preparations.append(prepare)

    def expect_errors(self, *patterns: str) -> None:
        """These are part of the test's story."""
        self._expected += patterns

    def unexpected(self) -> list[str]:
        return [error for error in self._errors if not any(re.search(one, error) for one in self._expected)]

    async def close(self) -> None:
        for context in self._contexts:
            await context.close()

    async def last_pictures(self, name: str) -> None:
        """What everyone saw when the test failed."""
        for context_number, context in enumerate(self._contexts):
            for page_number, page in enumerate(context.pages):
                await picture(page, f"failed-{name}-{context_number}-{page_number}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._errors.append(f"{message.text} {message.location.get('url', '')}")

    def _caught(self, error: WebError) -> None:
        self._errors.append(f"uncaught: {error.error}")


async def picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    file = re.sub(r"[^\w.-]+", "-", name)
    await page.screenshot(path=PICTURES / f"{file}.png", animations="disabled")
