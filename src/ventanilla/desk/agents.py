"""Who answers: agents and their API tokens. Synchronous; call it inside the public schema."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ..chat.people import AgenteCaller, Owed
from ..tenancy import inside, public_schema
from . import second
from .models import Agente, Rol, TokenAgente

TOKEN_PREFIX = "vta_"  # noqa: S105 a prefix, no secret
SHOWN_OF_TOKEN = len(TOKEN_PREFIX) + 4


class AgenteError(ValueError):
    """Why there is no such agent, or why it cannot be made; written for who typed the command."""


def create(
    usuario: str,
    *,
    password: str,
    nombre: str = "",
    rol: str | None = None,
    schemas: Iterable[str] | None = None,
    weak_password: bool = False,
) -> Agente:
    """There is a user `usuario` who answers for soporte. Raises AgenteError where it exists or is not valid.

    Without `rol` the first agente of an installation is its administrador, and each one after that an agente.
    `schemas`: of the tenants that they may see; None = of all.
    """
    made = Agente(nombre=nombre or usuario.capitalize(), tenants=None if schemas is None else sorted(set(schemas)))
    return inside(public_schema(), _create, made, usuario, password, rol, weak_password)


def issue_token(usuario: str, *, ttl_s: int | None = None, nombre: str = "") -> str:
    """A new API token of that agent, shown this once. Raises AgenteError where there is no such active agent."""
    return inside(public_schema(), _issue_token, usuario, ttl_s, nombre)


def fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def caller_of(agente: Agente, *, credential: str) -> AgenteCaller:
    """`agente` was selected with its user and its rol."""
    user = agente.user
    return AgenteCaller(
        id=user.pk,
        usuario=user.get_username(),
        nombre=agente.nombre or user.get_username(),
        avatar=agente.avatar,
        permisos=frozenset(agente.rol.permisos),
        schemas=None if agente.tenants is None else frozenset(agente.tenants),
        credential=credential,
        owes=frozenset(_owed(agente)),
    )


def _owed(agente: Agente) -> Iterator[Owed]:
    """A second step can be asked for only where one can be set up."""
    if agente.clave_temporal:
        yield "clave"
    if agente.rol.dos_pasos and second.is_offered() and not second.having([agente.pk]):
        yield "dos_pasos"


def keep_token(
    agente: Agente, nombre: str, expira_en: datetime | None, ambitos: list[str] | None = None
) -> tuple[TokenAgente, str]:
    """What is kept of a new token of that agent, and the token itself, which is not. Inside the public schema."""
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    kept = TokenAgente.objects.create(
        agente=agente,
        huella=fingerprint(token),
        prefijo=token[:SHOWN_OF_TOKEN],
        nombre=nombre,
        expira_en=expira_en,
        ambitos=ambitos,
    )
    kept.refresh_from_db(fields=["creado_en"])
    return kept, token


def _create(made: Agente, usuario: str, password: str, rol: str | None, weak_password: bool) -> Agente:
    users = get_user_model()
    try:
        users(**{users.USERNAME_FIELD: usuario}).clean_fields(exclude=_other_fields())
        if not weak_password:
            validate_password(password)
    except ValidationError as error:
        raise AgenteError(" ".join(error.messages)) from None
    if Agente.objects.filter(**{f"user__{users.USERNAME_FIELD}": usuario}).exists():
        raise AgenteError(f"Ya existe un agente «{usuario}».")
    if rol is not None and not Rol.objects.filter(codigo=rol).exists():
        raise AgenteError(f"No hay ningún rol «{rol}».")
    with transaction.atomic():
        user = users._default_manager.filter(**{users.USERNAME_FIELD: usuario}).first()
        if user is None:
            user = users(**{users.USERNAME_FIELD: usuario})
            user.set_password(password)
            user.save()
        made.user = user
        made.rol_id = rol or ("agente" if Agente.objects.exists() else "administrador")
        made.save(force_insert=True)
        return made


def _other_fields() -> set[str]:
    users = get_user_model()
    return {field.name for field in users._meta.get_fields()} - {users.USERNAME_FIELD}


def _issue_token(usuario: str, ttl_s: int | None, nombre: str) -> str:
    users = get_user_model()
    agente = Agente.objects.filter(
        **{f"user__{users.USERNAME_FIELD}": usuario}, activo=True, user__is_active=True
    ).first()
    if agente is None:
        raise AgenteError(f"No hay ningún agente activo «{usuario}».")
    expira_en = timezone.now() + timedelta(seconds=ttl_s) if ttl_s is not None else None
    return keep_token(agente, nombre, expira_en)[1]
