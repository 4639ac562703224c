"""Coming into the console: a second step, a code kept for such a day, a passkey; and what is owed before all else."""

from __future__ import annotations

import re
import subprocess
import time
from asyncio import gather

import pytest
from playwright.async_api import CDPSession, Page, expect

from ..server.console import code_of
from ..server.machine import PROGRAM
from .axe import is_clean
from .demo import Demo
from .desk import Desk, log_in
from .watch import Watch, picture

pytestmark = pytest.mark.browser

# A question that is answered by «not yet» is an error to the browser.
REFUSED = (
    r"status of 40[0-9] .*/_allauth/",
    r"status of 40[13] .*/api/soporte/",
    r"WebSocket connection to .* failed: HTTP Authentication failed",
)


def agente(demo: Demo, usuario: str, clave: str = "una-clave-larga") -> None:
    """Somebody of the test's own: who sets up a second step would need it in every other test."""
    command = [PROGRAM, "agent", "create", usuario, "--password-stdin", "--role", "agente"]
    done = subprocess.run(
        command, input=clave, text=True, capture_output=True, check=False, env=demo.environment(), timeout=60
    )
    assert done.returncode == 0, done.stderr


async def door(watch: Watch, demo: Demo) -> Page:
    page = await (await watch.context()).new_page()
    await page.goto(demo.console())
    return page


async def comes_in(watch: Watch, demo: Demo, usuario: str) -> Page:
    page = await door(watch, demo)
    await log_in(page, usuario, "una-clave-larga")
    await expect(Desk(page).rows.first).to_be_visible()
    return page


async def says_password(page: Page) -> None:
    confirm = page.get_by_role("dialog", name="Confirma que eres tú")
    await confirm.get_by_label("Contraseña").fill("una-clave-larga")
    await confirm.get_by_role("button", name="Seguir").click()
    await expect(confirm).to_have_count(0)


async def test_a_second_step_is_set_up_and_asked_for(demo: Demo, watch: Watch) -> None:
    watch.expect_errors(*REFUSED)
    agente(demo, "dora-e2e")
    page = await comes_in(watch, demo, "dora-e2e")
    await page.goto(demo.console() + "ajustes/seguridad")
    await page.get_by_role("button", name="Activar").click()
    setup = page.get_by_role("dialog", name="Códigos del teléfono")
    secret = await setup.locator("code").inner_text()
    await expect(setup.get_by_role("img", name="Código QR para tu aplicación")).to_be_visible()
    await picture(page, "totp-setup")
    await setup.get_by_label("Código de seis cifras").fill(code_of(secret))
    await setup.get_by_role("button", name="Activar").click()
    await says_password(page)
    codes = page.get_by_role("dialog", name="Códigos de recuperación")
    await expect(codes.get_by_role("listitem").first).to_be_visible()
    [first, *_] = await codes.get_by_role("listitem").all_inner_texts()
    await codes.get_by_role("button", name="Hecho").click()

    other, third = await gather(door(watch, demo), door(watch, demo))
    await log_in(other, "dora-e2e", "una-clave-larga")
    await expect(other.get_by_role("heading", name="Un paso más")).to_be_visible()
    await is_clean(other, "axe-second-step")
    await other.get_by_label("Código").fill("000000")
    await other.keyboard.press("Enter")
    await expect(other.get_by_text("Ese código no vale")).to_be_visible()
    await other.get_by_label("Código").fill(code_of(secret, at=time.time() + 30))
    await other.keyboard.press("Enter")
    await expect(Desk(other).rows.first).to_be_visible()

    await log_in(third, "dora-e2e", "una-clave-larga")
    await third.get_by_label("Código").fill(first)
    await third.keyboard.press("Enter")
    await expect(Desk(third).rows.first).to_be_visible()


async def authenticator(page: Page) -> CDPSession:
    """A phone that says yes, inside the browser."""
    session = await page.context.new_cdp_session(page)
    await session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    await session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


async def test_a_passkey_comes_in_without_a_password(demo: Demo, watch: Watch) -> None:
    agente(demo, "lola-e2e")
    page = await comes_in(watch, demo, "lola-e2e")
    await authenticator(page)
    watch.expect_errors(*REFUSED)
    await page.goto(demo.console() + "ajustes/seguridad")
    await page.get_by_placeholder("Portátil del trabajo").fill("Mi portátil")
    await page.get_by_role("button", name="Añadir").click()
    await says_password(page)
    await expect(page.get_by_text("Mi portátil")).to_be_visible()
    await picture(page, "passkeys")
    await page.goto(demo.console())
    await page.get_by_role("button", name=re.compile("^Tu cuenta")).click()
    await page.get_by_role("button", name="Salir").click()
    await page.get_by_role("button", name="Usar una llave de acceso").click()
    await expect(Desk(page).rows.first).to_be_visible()


async def test_who_was_given_a_password_chooses_their_own_first(demo: Demo, watch: Watch) -> None:
    made = demo.call(
        "POST", "/api/soporte/agentes/", token=demo.agent_token(), usuario="nuria-e2e", nombre="Nuria Vega"
    )
    page = await door(watch, demo)
    watch.expect_errors(*REFUSED)
    await log_in(page, "nuria-e2e", made["clave"])
    await expect(page.get_by_role("heading", name="Elige tu contraseña")).to_be_visible()
    await is_clean(page, "axe-owed")
    await page.get_by_label("La de ahora").fill(made["clave"])
    await page.get_by_label("La nueva").fill("una frase bien larga")
    await page.get_by_role("button", name="Cambiar contraseña").click()
    await expect(Desk(page).rows.first).to_be_visible()
