"""Who may have an account on the console: agents that an operator has made, nobody else; and what their log-ins leave
in the audit log."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.http import HttpRequest

from ventanilla.desk import audit
from ventanilla.desk.models import Agente
from ventanilla.identity import ip_of

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
HAS_SECOND_STEP = (
    f"EXISTS (SELECT 1 FROM public.{Authenticator._meta.db_table} m"
    f" WHERE m.user_id = u.id AND m.type IN ({', '.join(map(repr, map(str, SECOND_STEPS)))}))"
)
"""`having_second_step` in SQL, of the user `u`."""


class AgentsOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def having_second_step(user_ids: Collection[int]) -> set[int]:
    """Of these users, those who come in by two steps. Recovery codes alone are none."""
    found = Authenticator.objects.filter(user_id__in=user_ids, type__in=SECOND_STEPS)
    return set(found.values_list("user_id", flat=True))


def watch() -> None:
    """From now on log-ins, and changes to how one logs in, stand in the audit log."""
    user_logged_in.connect(_logged_in, dispatch_uid="ventanilla")
    user_login_failed.connect(_login_failed, dispatch_uid="ventanilla")
    password_changed.connect(_password_changed, dispatch_uid="ventanilla")
    authenticator_added.connect(_authenticator_added, dispatch_uid="ventanilla")
    authenticator_removed.connect(_authenticator_removed, dispatch_uid="ventanilla")
    authenticator_reset.connect(_authenticator_reset, dispatch_uid="ventanilla")


def _logged_in(request: HttpRequest, user: Any, **_: Any) -> None:
    records = request.session.get("account_authentication_methods") or []
    _note(request, user.pk, "entrar", {"metodos": [record.get("method", "") for record in records]})


def _login_failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """What was typed is not kept: now and then it is a password."""
    name = get_user_model().USERNAME_FIELD
    usuario = credentials.get(name) or credentials.get("username")
    agente = Agente.objects.filter(**{f"user__{name}": usuario}).first() if isinstance(usuario, str) else None
    if agente is not None and request is not None:
        _note(request, agente.pk, "entrar_fallido")


def _password_changed(request: HttpRequest, user: Any, **_: Any) -> None:
    Agente.objects.filter(pk=user.pk).update(clave_temporal=False)
    _note(request, user.pk, "cambiar_clave")


def _authenticator_added(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    _note(request, user.pk, "activar_paso", {"tipo": authenticator.type})


def _authenticator_removed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    _note(request, user.pk, "quitar_paso", {"tipo": authenticator.type})


def _authenticator_reset(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    _note(request, user.pk, "renovar_codigos", {"tipo": authenticator.type})


def _note(request: HttpRequest, user_id: int, accion: str, detalle: dict[str, object] | None = None) -> None:
    agente = Agente.objects.filter(pk=user_id).first()
    if agente is None:
        return
    headers = {name.lower(): value for name, value in request.headers.items()}
    audit.record_now(agente, accion, detalle=detalle, ip=ip_of(request.META.get("REMOTE_ADDR", ""), headers))
