"""What a page does to be noticed by somebody who looks elsewhere: stood in for, and counted."""

from __future__ import annotations

from playwright.async_api import BrowserContext, Page

# Whether anybody looks is what the test says; a browser without a screen always looks.
# The tone has two notes, and each page counts its own.
STAND_INS = """
  window.notes = 0;
  const node = () => ({ connect: (next) => next, frequency: {}, start() { notes += 1; }, stop() {},
    gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} } });
  window.AudioContext = class {
    currentTime = 0;
    resume = async () => {};
    createOscillator = node;
    createGain = node;
  };
  window.notified = [];
  const browser = window.Notification;
  window.Notification = class {
    static get permission() { return browser.permission; }
    static requestPermission() { return browser.requestPermission(); }
    constructor(title, { body, tag }) { notified.push({ title, body, tag, shown: this }); }
    close() {}
  };
"""
LOOKS = """(looks) => {
  Object.defineProperty(document, 'hidden', { value: !looks, configurable: true });
  Object.defineProperty(document, 'visibilityState', { value: looks ? 'visible' : 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
NOTES_OF_A_TONE = 2


async def stand_in(context: BrowserContext) -> None:
    """For each page that this context opens."""
    await context.add_init_script(STAND_INS)


async def looks(page: Page) -> None:
    await page.evaluate(LOOKS, True)


async def looks_elsewhere(page: Page) -> None:
    await page.evaluate(LOOKS, False)


async def rung(*pages: Page) -> int:
    """How often, all pages together."""
    return sum([await page.evaluate("notes") for page in pages]) // NOTES_OF_A_TONE


async def forbid_notifications(page: Page) -> None:
    """As the person once told their browser, for this site."""
    tools = await page.context.new_cdp_session(page)
    target = (await tools.send("Target.getTargetInfo"))["targetInfo"]
    await tools.send(
        "Browser.setPermission",
        {
            "permission": {"name": "notifications"},
            "setting": "denied",
            "browserContextId": target["browserContextId"],
        },
    )
    assert await page.evaluate("Notification.permission") == "denied"
