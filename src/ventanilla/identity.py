"""Who is calling: a cliente's JWT, an agent's token or session, a ticket. Credentials never reach a log."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import ipaddress
import json
import uuid
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.cookies import CookieError, SimpleCookie
from typing import Any

import jwt
from django.conf import settings
from django.contrib.auth import get_user_model

from . import host, sessions, wire
from .chat.engine import Engine
from .chat.errors import NotAuthenticated, Unavailable
from .chat.people import NOBODY, AgenteCaller, Caller, ClienteCaller, Profile
from .conf import conf
from .db import AWAY
from .desk.agents import TOKEN_PREFIX, fingerprint
from .desk.uses import uses
from .tenancy import Tenant, by_slug, inside, public_schema

LEEWAY = 0
"""Seconds. A token ends when it says so (promise 7)."""
TICKET_LIFE = 30
ASYMMETRIC = ("RS256", "ES256", "EdDSA")


def mint_cliente_token(tenant_slug: str, cliente_id: wire.ClienteId, *, nombre: str = "", ttl_s: int = 3600) -> str:
    """A cliente's token, signed with the tenant's secret. Raises LookupError where there is no such tenant,
    ValueError where the cliente_id is not valid."""
    tenant = inside(public_schema(), by_slug, tenant_slug)
    if tenant is None:
        raise LookupError(f"No hay ningún tenant «{tenant_slug}».")
    return sign_cliente_token(tenant, cliente_id, Profile(nombre=nombre), ttl_s=ttl_s)


def sign_cliente_token(
    tenant: Tenant, cliente_id: wire.ClienteId, profile: Profile = NOBODY, *, ttl_s: int = 3600
) -> str:
    claims: dict[str, Any] = {
        "sub": wire.cliente_key(cliente_id),
        "aud": tenant.slug,
        "exp": datetime.now(UTC) + timedelta(seconds=ttl_s),
    }
    for name in ("nombre", "email", "avatar", "atributos"):
        if value := getattr(profile, name):
            claims[name] = value
    return jwt.encode(claims, tenant.secreto, algorithm="HS256")


def cliente_of_token(token: str, tenant: Tenant) -> ClienteCaller:
    """The cliente that a token of that very tenant names; by an earlier secret no longer than that is good.

    Raises NotAuthenticated.
    """
    try:
        return _cliente_of_token(token, tenant)
    except NotAuthenticated:
        before, until = tenant.with_earlier_secret(), tenant.secreto_anterior_hasta
        if before is None or until is None or tenant.jwks:
            raise
        caller = _cliente_of_token(token, before)
        return replace(caller, expires=min(caller.expires or until, until))


def _cliente_of_token(token: str, tenant: Tenant) -> ClienteCaller:
    try:
        claims = jwt.decode(
            token,
            _key(token, tenant),
            algorithms=ASYMMETRIC if tenant.jwks else ["HS256"],
            audience=tenant.slug,
            leeway=LEEWAY,
            options={"require": ["exp", "sub", "aud"], "verify_sub": False, "verify_iat": False, "strict_aud": False},
        )
        sub = claims["sub"]
        if isinstance(sub, bool) or not isinstance(sub, int | str):
            raise NotAuthenticated("El token no dice quién eres (sub).")
        return ClienteCaller(
            tenant=tenant,
            cliente_id=wire.cliente_key(sub),
            profile=_profile(claims),
            expires=datetime.fromtimestamp(int(claims["exp"]), UTC),
        )
    except (jwt.PyJWTError, ValueError, OverflowError, OSError, RecursionError, TypeError):
        raise NotAuthenticated("El token no es válido para este dominio, o ha caducado.") from None


async def agente_of_token(token: str, engine: Engine) -> AgenteCaller:
    """The active agent of an API token. Raises NotAuthenticated."""
    found = await _agents_of_tokens(engine, "t.huella = $1", fingerprint(token))
    if not found:
        raise NotAuthenticated("El token de agente no es válido, ha caducado o fue revocado.")
    uses.note(engine, int(found[0].credential.removeprefix("token:")))
    return found[0]


async def _agents_of_tokens(engine: Engine, which: str, value: object) -> list[AgenteCaller]:
    """An agente with a token may do what their role lets them, as far as the token goes."""
    rows = await engine.fetch(
        "SELECT t.id AS token_id, t.expira_en, t.ambitos, a.nombre, a.avatar, a.tenants, r.permisos, u.id AS user_id,"
        f" u.{_username()} AS usuario"
        " FROM public.ventanilla_desk_tokenagente t JOIN public.ventanilla_desk_agente a ON a.user_id = t.agente_id"
        " JOIN public.ventanilla_desk_rol r ON r.codigo = a.rol_id"
        f" JOIN public.{get_user_model()._meta.db_table} u ON u.id = a.user_id"
        f" WHERE {which} AND t.revocado_en IS NULL AND a.activo AND u.is_active"
        " AND (t.expira_en IS NULL OR t.expira_en > now())",
        value,
    )
    return [
        AgenteCaller(
            id=row["user_id"],
            usuario=row["usuario"],
            nombre=row["nombre"] or row["usuario"],
            avatar=row["avatar"],
            permisos=frozenset(row["permisos"]).intersection(
                row["permisos"] if row["ambitos"] is None else row["ambitos"]
            ),
            schemas=None if row["tenants"] is None else frozenset(row["tenants"]),
            expires=row["expira_en"],
            credential=f"token:{row['token_id']}",
        )
        for row in rows
    ]


def ip_of(client: str, headers: Mapping[str, str]) -> str:
    """From where a request comes: what a trusted proxy says, else who is connected. Empty where that is no address."""
    said = headers.get("x-forwarded-for", "").split(",")[0].strip() if conf().trust_forwarded else ""
    for text in (said, client):
        with contextlib.suppress(ValueError):
            return str(ipaddress.ip_address(text))
    return ""


def session_key_of(headers: Mapping[str, str]) -> str | None:
    """What the cookie names; header names in lower case."""
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    return morsel.value if morsel else None


async def caller_of_session(session_key: str | None, tenant: Tenant, engine: Engine) -> Caller:
    """On the platform's own domain an agente, else the cliente that the host says. Raises NotAuthenticated."""
    if session_key and tenant.is_public and (found := await sessions.agents_of(engine, [session_key])):
        return found[0]
    if session_key and (cliente := (await host.clientes_of(tenant, [session_key])).get(session_key)):
        return cliente
    raise NotAuthenticated("Tu sesión ha terminado. Vuelve a entrar.")


async def caller_of_bearer(token: str, tenant: Tenant, engine: Engine) -> Caller:
    """An agent's API token is known by its prefix and is good on the public domain alone. Raises NotAuthenticated."""
    if token.startswith(TOKEN_PREFIX):
        if not tenant.is_public:
            raise NotAuthenticated("Un token de agente vale solo en el dominio de la plataforma.")
        return await agente_of_token(token, engine)
    return cliente_of_token(token, tenant)


# --- tickets: one WebSocket, within 30 seconds, once -----------------------------------------------------


def make_ticket(caller: Caller, tenant: Tenant) -> wire.Ticket:
    """Signed, so nothing is stored until it is used; any node accepts it."""
    expires = datetime.now(UTC) + timedelta(seconds=TICKET_LIFE)
    if caller.expires is not None:
        expires = min(expires, caller.expires)
    claims: dict[str, Any] = {
        "jti": str(uuid.uuid4()),
        "aud": f"ticket:{tenant.schema}",
        "exp": expires,
        "until": caller.expires.timestamp() if caller.expires else None,
    }
    if isinstance(caller, ClienteCaller):
        profile = caller.profile
        claims |= {
            "sesion": caller.session,
            "cliente": caller.cliente_id,
            "firma": _mark(caller.tenant),
            "profile": [profile.nombre, profile.email, profile.avatar, json.dumps(profile.atributos)],
        }
    else:
        claims |= {"agente": caller.credential}
    return wire.Ticket(jwt.encode(claims, _ticket_key(), algorithm="HS256"), expires)


async def caller_of_ticket(ticket: str, tenant: Tenant, engine: Engine) -> Caller:
    """Who asked for the ticket; from now on it opens nothing. Raises NotAuthenticated."""
    try:
        claims = jwt.decode(ticket, _ticket_key(), algorithms=["HS256"], audience=f"ticket:{tenant.schema}")
        jti = uuid.UUID(claims["jti"])
    except (jwt.PyJWTError, ValueError, KeyError):
        raise NotAuthenticated("El ticket no es válido o ha caducado.") from None
    try:
        used = await engine.reads.execute(
            "INSERT INTO public.ventanilla_desk_ticketusado (jti, expira_en) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            jti,
            datetime.fromtimestamp(claims["exp"], UTC),
        )
    except AWAY as error:
        raise Unavailable from error
    if used.endswith(" 0"):
        raise NotAuthenticated("El ticket ya se ha usado.")
    expires = datetime.fromtimestamp(claims["until"], UTC) if claims["until"] else None
    if "cliente" in claims:
        nombre, email, avatar, atributos = claims["profile"]
        profile = Profile(nombre, email, avatar, json.loads(atributos))
        signed_by = _signed_by(claims.get("firma"), tenant)
        return ClienteCaller(signed_by, claims["cliente"], profile, expires, claims.get("sesion") or "")
    # What was revoked after the ticket was given must not come in by it.
    agente = (await agents_now(engine, [claims["agente"]])).get(claims["agente"])
    if agente is None:
        raise NotAuthenticated("Tu acceso ha sido revocado.")
    return agente


async def forget_used_tickets(engine: Engine) -> None:
    """A ticket that has expired opens nothing: nobody needs to remember that it was used."""
    await engine.fetch("DELETE FROM public.ventanilla_desk_ticketusado WHERE expira_en < now() - interval '1 minute'")


# --- revocation -------------------------------------------------------------------------------------------


async def agents_now(engine: Engine, credentials: Collection[str]) -> dict[str, AgenteCaller]:
    """Who each of these credentials is now, with what they may do; those that are good no more are left out."""
    tokens = sorted({int(each.removeprefix("token:")) for each in credentials if each.startswith("token:")})
    found = await _agents_of_tokens(engine, "t.id = ANY($1::bigint[])", tokens) if tokens else []
    keys = sorted({each.removeprefix("session:") for each in credentials if each.startswith("session:")})
    if keys:
        found += await sessions.agents_of(engine, keys)
    return {caller.credential: caller for caller in found}


def _signed_by(mark: object, tenant: Tenant) -> Tenant:
    """The tenant as it was when it signed. Raises NotAuthenticated where what signed is good no more."""
    for each in (tenant, tenant.with_earlier_secret()):
        if each is not None and mark == _mark(each):
            return each
    raise NotAuthenticated("El ticket es de un token que ya no vale.")


def _mark(tenant: Tenant) -> str:
    """Tells one set of keys from another, and nothing of what they are."""
    keys = json.dumps([tenant.secreto, tenant.jwks], sort_keys=True)
    return hmac.new(_ticket_key().encode(), keys.encode(), hashlib.sha256).hexdigest()[:24]


# --- inside ---------------------------------------------------------------------------------------------------


def _key(token: str, tenant: Tenant) -> Any:
    """The tenant's secret, or the key of its JWKS that the token names: never one that the token brings."""
    if not tenant.jwks:
        return tenant.secreto
    keys = jwt.PyJWKSet.from_dict(tenant.jwks).keys
    kid = jwt.get_unverified_header(token).get("kid")
    if kid is None and len(keys) == 1:
        return keys[0].key
    for key in keys:
        if key.key_id == kid:
            return key.key
    raise NotAuthenticated("El token está firmado con una clave que no conocemos.")


def _profile(claims: dict[str, Any]) -> Profile:
    def text(name: str, limit: int) -> str:
        value = claims.get(name)
        return value[:limit] if isinstance(value, str) and wire.is_storable(value) else ""

    atributos = claims.get("atributos")
    is_kept = (
        isinstance(atributos, dict)
        and wire.is_storable_json(atributos)
        and len(wire.encode(atributos)) <= wire.MAX_CONTEXTO
    )
    return Profile(
        nombre=text("nombre", 200),
        email=text("email", 254),
        avatar=text("avatar", 500),
        atributos=atributos if is_kept and isinstance(atributos, dict) else {},
    )


def _ticket_key() -> str:
    return f"ventanilla ticket {settings.SECRET_KEY}"


def _username() -> str:
    return str(get_user_model().USERNAME_FIELD)
