"""Agents by their console's session, read past Django where its sessions are rows: an ORM hop for each call cost more
than what was called for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends.db import SessionStore
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string

from .chat.engine import Engine
from .chat.people import AgenteCaller, Owed
from .desk import second
from .desk.agents import caller_of
from .desk.models import Agente
from .tenancy import in_public

SessionData = Mapping[str, Any]


async def agents_of(engine: Engine, keys: Collection[str]) -> list[AgenteCaller]:
    """The active agents who are logged in with these session keys. Raises Unavailable."""
    if not _are_rows():
        return await in_public(_by_django, keys)
    sessions = {key: data for key, data in (await _read(engine, keys)).items() if _is_login(data)}
    if not sessions:
        return []
    agents = await _agents(engine, {_user_id(data) for data in sessions.values()})
    return [
        _caller(agents[user_id], key)
        for key, data in sessions.items()
        if (user_id := _user_id(data)) in agents and _is_of_password(data, agents[user_id]["password"])
    ]


def _are_rows() -> bool:
    """Whether sessions and what ends them are kept as Django keeps them; a host may do it in its own way."""
    store, user = import_string(f"{settings.SESSION_ENGINE}.SessionStore"), get_user_model()
    return store is SessionStore and user.get_session_auth_hash is AbstractBaseUser.get_session_auth_hash


async def _read(engine: Engine, keys: Collection[str]) -> dict[str, SessionData]:
    rows = await engine.fetch(
        "SELECT session_key, session_data FROM public.django_session"
        " WHERE session_key = ANY($1::text[]) AND expire_date > now()",
        list(keys),
    )
    return {row["session_key"]: SessionStore().decode(row["session_data"]) for row in rows}


async def _agents(engine: Engine, user_ids: set[int]) -> dict[int, Any]:
    user = get_user_model()
    rows = await engine.fetch(
        "SELECT u.id, u.password, a.nombre, a.avatar, a.tenants, a.clave_temporal, r.permisos, r.dos_pasos,"
        f" u.{user.USERNAME_FIELD} AS usuario, {second.condition()} AS has_second"
        " FROM public.ventanilla_desk_agente a JOIN public.ventanilla_desk_rol r ON r.codigo = a.rol_id"
        f" JOIN public.{user._meta.db_table} u ON u.id = a.user_id"
        " WHERE u.id = ANY($1::bigint[]) AND a.activo AND u.is_active",
        list(user_ids),
    )
    return {row["id"]: row for row in rows}


def _caller(row: Any, key: str) -> AgenteCaller:
    return AgenteCaller(
        id=row["id"],
        usuario=row["usuario"],
        nombre=row["nombre"] or row["usuario"],
        avatar=row["avatar"],
        permisos=frozenset(row["permisos"]),
        schemas=None if row["tenants"] is None else frozenset(row["tenants"]),
        credential=f"session:{key}",
        owes=frozenset(_owed(row)),
    )


def _owed(row: Any) -> Iterable[Owed]:
    if row["clave_temporal"]:
        yield "clave"
    if row["dos_pasos"] and not row["has_second"]:
        yield "dos_pasos"


def _is_login(data: SessionData) -> bool:
    return SESSION_KEY in data and data.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS


def _user_id(data: SessionData) -> int:
    return int(data[SESSION_KEY])


def _is_of_password(data: SessionData, password: str) -> bool:
    """A password change ends every session: the hash in the session is of the old one."""
    now = get_user_model()(password=password).get_session_auth_hash()
    return constant_time_compare(data.get(HASH_SESSION_KEY) or "", now)


def _by_django(keys: Collection[str]) -> list[AgenteCaller]:
    return [caller for key in keys if (caller := _by_django_one(key))]


def _by_django_one(key: str) -> AgenteCaller | None:
    data = import_string(f"{settings.SESSION_ENGINE}.SessionStore")(key).load()
    if not _is_login(data):
        return None
    agentes = Agente.objects.select_related("user", "rol")
    agente = agentes.filter(user_id=data[SESSION_KEY], activo=True, user__is_active=True).first()
    if agente is None:
        return None
    if not constant_time_compare(data.get(HASH_SESSION_KEY) or "", agente.user.get_session_auth_hash()):
        return None
    return caller_of(agente, credential=f"session:{key}")
