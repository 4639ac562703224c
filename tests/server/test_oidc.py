"""Coming in by the company's own log-in: who is let in, and what is not believed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.api.doors import assert_refused
from tests.desk_people import Colleague, colleague
from tests.installation import Server, serving
from tests.people import in_public, new_id

from .console import ACCOUNT, AUTH, Console
from .issuer import CLIENT_ID, CLIENT_SECRET, Issuer, issuing

BEGIN = "/soporte/entrar/oidc/"
BACK = "/soporte/entrar/oidc/vuelta/"
PASSWORD = "una-clave-de-pruebas"


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with issuing() as running:
        yield running


@pytest.fixture(scope="module")
def company(database: None, issuer: Issuer) -> Iterator[Server]:
    """A server that knows that provider."""
    variables = {
        "VENTANILLA_OIDC_ISSUER": issuer.url,
        "VENTANILLA_OIDC_CLIENT_ID": CLIENT_ID,
        "VENTANILLA_OIDC_CLIENT_SECRET": CLIENT_SECRET,
        "VENTANILLA_OIDC_NAME": "Cuentas de la casa",
    }
    with serving(**variables) as running:
        yield running


@pytest.fixture
def leo(company: Server) -> Colleague:
    return with_email(colleague(company, ["responder"]))


def with_email(agente: Colleague, email: str | None = None) -> Colleague:
    from ventanilla.desk.models import Agente

    in_public(lambda: _set_email(Agente.objects.get(pk=agente.id), email or email_of(agente)))
    return agente


def _set_email(agente: Any, email: str) -> None:
    agente.user.email = email
    agente.user.save(update_fields=["email"])


def email_of(agente: Colleague) -> str:
    return f"{agente.usuario}@casa.example"


async def begun(console: Console) -> dict[str, str]:
    """What the browser takes along to the provider."""
    answer = await console.call("POST", BEGIN)
    assert answer.status_code == 200, answer.text
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.json()["url"]).query).items()}


async def come_back(console: Console, state: str) -> httpx.Response:
    return await console.http.get(BACK, params={"code": "un-codigo", "state": state})


async def log_in(console: Console) -> str:
    """Where it ends: the page after the provider has sent the agente back."""
    answer = await come_back(console, (await begun(console))["state"])
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


async def assert_stays_out(server: Server) -> None:
    console = Console(server)
    assert "error=" in await log_in(console)
    assert_refused(await console.yo(), 401)


async def test_an_agente_comes_in_by_a_verified_email(company: Server, issuer: Issuer, leo: Colleague) -> None:
    issuer.says(email=email_of(leo).upper(), email_verified=True)
    console = Console(company)
    assert await log_in(console) == "/soporte/?desde=oidc"
    assert (await console.yo()).json()["agente"]["id"] == leo.id


async def test_the_code_is_bound_to_who_asked_for_it(company: Server, issuer: Issuer, leo: Colleague) -> None:
    issuer.says(email=email_of(leo), email_verified=True)
    console = Console(company)
    asked = await begun(console)
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    await come_back(console, asked["state"])
    assert issuer.exchanged[-1]["code_verifier"]
    assert issuer.exchanged[-1]["client_secret"] == CLIENT_SECRET


async def test_an_email_of_nobody_opens_nothing(company: Server, issuer: Issuer) -> None:
    issuer.says(email=f"{new_id()}@casa.example", email_verified=True)
    await assert_stays_out(company)


@pytest.mark.parametrize("verified", [False, "false", None])
async def test_an_unverified_email_opens_nothing(
    company: Server, issuer: Issuer, leo: Colleague, verified: object
) -> None:
    issuer.says(email=email_of(leo), email_verified=verified)
    await assert_stays_out(company)


@pytest.mark.parametrize("lie", [{"iss": "https://otra.example"}, {"aud": "otra-aplicacion"}, {"exp": 1}])
async def test_a_token_of_elsewhere_opens_nothing(
    company: Server, issuer: Issuer, leo: Colleague, lie: dict[str, object]
) -> None:
    issuer.says(email=email_of(leo), email_verified=True, **lie)
    await assert_stays_out(company)


async def test_a_token_that_another_key_signed_opens_nothing(company: Server, issuer: Issuer, leo: Colleague) -> None:
    issuer.says(email=email_of(leo), email_verified=True)
    issuer.is_forged()
    await assert_stays_out(company)


async def test_an_agente_who_is_off_stays_out(company: Server, issuer: Issuer, leo: Colleague) -> None:
    from ventanilla.desk.models import Agente

    in_public(lambda: Agente.objects.filter(pk=leo.id).update(activo=False))
    issuer.says(email=email_of(leo), email_verified=True)
    await assert_stays_out(company)


async def test_an_email_that_two_share_names_neither(company: Server, issuer: Issuer, leo: Colleague) -> None:
    with_email(colleague(company, ["responder"]), email_of(leo))
    issuer.says(email=email_of(leo), email_verified=True)
    await assert_stays_out(company)


async def test_a_state_of_another_browser_opens_nothing(company: Server, issuer: Issuer, leo: Colleague) -> None:
    """Else somebody could be led into the console as somebody else."""
    issuer.says(email=email_of(leo), email_verified=True)
    mine, theirs = Console(company), Console(company)
    state = (await begun(theirs))["state"]
    for forged in (state, "inventado"):
        await come_back(mine, forged)
        assert_refused(await mine.yo(), 401)


async def test_who_has_a_second_step_takes_it_here_too(company: Server, issuer: Issuer, leo: Colleague) -> None:
    console = Console(company)
    await console.login(leo.usuario, PASSWORD)
    await console.enable_totp(PASSWORD)
    issuer.says(email=email_of(leo), email_verified=True)
    other = Console(company)
    assert await log_in(other) == "/soporte/?desde=oidc"
    assert_refused(await other.yo(), 401)


async def test_a_token_alone_is_no_way_in(company: Server, issuer: Issuer, leo: Colleague) -> None:
    issuer.says(email=email_of(leo), email_verified=True)
    token = {"client_id": CLIENT_ID, "id_token": issuer.token()["id_token"]}
    body = {"provider": "oidc", "process": "login", "token": token}
    console = Console(company)
    assert (await console.call("POST", f"{AUTH}provider/token", body)).status_code == 404
    assert_refused(await console.yo(), 401)


async def test_nobody_gives_themselves_an_address(company: Server, leo: Colleague) -> None:
    from ventanilla.desk.models import Agente

    console = Console(company)
    await console.login(leo.usuario, PASSWORD)
    for method in ("POST", "PATCH"):
        taken = {"email": f"{new_id()}@casa.example", "primary": True}
        assert (await console.call(method, f"{ACCOUNT}email", taken)).status_code == 404
    assert in_public(lambda: Agente.objects.get(pk=leo.id).user.email) == email_of(leo)


async def test_the_login_page_learns_its_name(company: Server, server: Server) -> None:
    for where, expected in ((company, ["Cuentas de la casa"]), (server, [])):
        config = (await Console(where).http.get("/_allauth/browser/v1/config")).json()["data"]
        assert [found["name"] for found in config.get("socialaccount", {}).get("providers", [])] == expected


async def test_without_the_setting_there_is_no_such_door(server: Server) -> None:
    console = Console(server)
    assert (await console.call("POST", BEGIN)).status_code == 404
    assert (await console.http.get(BACK)).status_code == 404
