"""The host project's people: a cliente is whom the host's own session names, in their tenant's schema."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.base import SessionBase
from django.db import DatabaseError
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string

from . import wire
from .chat.errors import Unavailable
from .chat.people import ClienteCaller, Profile
from .conf import conf
from .tenancy import Tenant, in_tenant

Answer = Mapping[str, Any]
"""`cliente_id`, and what is known of `nombre`, `email`, `avatar`, `atributos`."""


def cliente_of_user(user: Any, schema: str) -> Answer | None:
    """Whoever is logged in on a tenant's domain is a cliente of it, by their key.

    A host whose users are of the whole platform says in `VENTANILLA["CLIENTE_DE_SESION"]` who belongs where: a function
    of the same arguments, called inside the tenant's schema, that answers None for whoever does not.
    """
    email = getattr(user, user.get_email_field_name(), "") if hasattr(user, "get_email_field_name") else ""
    full_name = user.get_full_name() if hasattr(user, "get_full_name") else ""
    return {"cliente_id": user.pk, "nombre": full_name or user.get_username(), "email": email or ""}


async def clientes_of(tenant: Tenant, keys: Collection[str]) -> dict[str, ClienteCaller]:
    """Who is logged in with these session keys on that tenant's domain; those that are good no more are left out.
    Raises Unavailable."""
    if not conf().cliente_de_sesion:
        return {}
    try:
        return await in_tenant(tenant.schema, _clientes_of, tenant, list(keys))
    except DatabaseError as error:
        raise Unavailable from error


def _clientes_of(tenant: Tenant, keys: list[str]) -> dict[str, ClienteCaller]:
    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
    sessions: dict[str, SessionBase] = {key: session for key in keys if _is_login(session := store(key))}
    users = get_user_model()._default_manager.in_bulk([_user_id(session) for session in sessions.values()])
    asked: Callable[[Any, str], Answer | None] = import_string(conf().cliente_de_sesion)
    found = {}
    for key, session in sessions.items():
        user = users.get(_user_id(session))
        if user is None or not user.is_active or not _is_of_password(session, user):
            continue
        answer = asked(user, tenant.schema)
        if answer is not None:
            found[key] = _caller(tenant, key, answer, session.get_expiry_date())
    return found


def _is_login(session: SessionBase) -> bool:
    return SESSION_KEY in session and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS


def _user_id(session: SessionBase) -> Any:
    return get_user_model()._meta.pk.to_python(session[SESSION_KEY])


def _is_of_password(session: SessionBase, user: Any) -> bool:
    """A password change ends every session: the hash in the session is of the old one."""
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(session.get(HASH_SESSION_KEY) or "", each) for each in hashes)


def _caller(tenant: Tenant, key: str, answer: Answer, expires: datetime) -> ClienteCaller:
    return ClienteCaller(
        tenant=tenant,
        cliente_id=wire.cliente_key(answer["cliente_id"]),
        profile=Profile(
            nombre=str(answer.get("nombre", ""))[:200],
            email=str(answer.get("email", ""))[:254],
            avatar=str(answer.get("avatar", ""))[:500],
            atributos=dict(answer.get("atributos") or {}),
        ),
        expires=expires,
        session=key,
    )
