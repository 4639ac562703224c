"""API tokens of agents: made, listed, revoked. Synchronous; call it inside the public schema."""

from __future__ import annotations

from django.utils import timezone

from ... import wire
from ...chat.errors import Forbidden, Invalid, NotFound
from ...chat.people import AgenteCaller
from ..agents import keep_token
from ..models import Agente, TokenAgente
from .rights import check_permisos, may_change

TOKENS_EACH = 50


def listed(by: AgenteCaller, *, of: int | None = None, of_everyone: bool = False) -> wire.Tokens:
    """Newest first: one's own, another one's, or everyone's. Revoked ones stay for who looks back."""
    found = TokenAgente.objects.select_related("agente__user").order_by("-creado_en", "-pk")
    if not of_everyone:
        found = found.filter(agente_id=of if of is not None else by.id)
    return wire.Tokens([_token(token) for token in found[:1000]])


def create(by: AgenteCaller, wanted: wire.CrearToken) -> wire.TokenNuevo:
    """A token of `by`, good for `ambitos` at most. Who comes with a token gives no more, and for no longer, than that.

    Raises Invalid, Forbidden.
    """
    now = timezone.now()
    if not wire.is_storable(wanted.nombre) or not wanted.nombre.strip():
        raise Invalid("nombre", "Dile para qué es: un nombre que se pueda leer.")
    if wanted.expira_en is not None and (wanted.expira_en.tzinfo is None or wanted.expira_en <= now):
        raise Invalid("expira_en", "Una hora que aún no haya pasado, con su zona.")
    if TokenAgente.objects.filter(agente_id=by.id, revocado_en=None).count() >= TOKENS_EACH:
        raise Invalid("", f"Como mucho {TOKENS_EACH} tokens a la vez: revoca los que no uses.")
    expira_en = wanted.expira_en
    if by.expires is not None:
        expira_en = min(expira_en, by.expires) if expira_en else by.expires
    agente = Agente.objects.select_related("user").get(pk=by.id)
    token, secreto = keep_token(agente, wanted.nombre.strip(), expira_en, _scopes(by, wanted.ambitos))
    return wire.TokenNuevo(_token(token), secreto)


def revoke(by: AgenteCaller, token_id: int) -> wire.Token:
    """It opens nothing within seconds, for good. Another's needs `equipo`, and no more rights than one's own.

    Raises NotFound, Forbidden.
    """
    token = TokenAgente.objects.select_related("agente__user", "agente__rol").filter(pk=token_id).first()
    if token is None or (token.agente_id != by.id and not by.may("equipo")):
        raise NotFound
    owner = token.agente
    if owner.pk != by.id and not may_change(by, permisos=owner.rol.permisos, schemas=owner.tenants):
        raise Forbidden("Es de quien puede más que tú.")
    if token.revocado_en is None:
        token.revocado_en = timezone.now()
        token.save(update_fields=["revocado_en"])
    return _token(token)


def _scopes(by: AgenteCaller, ambitos: list[str] | None) -> list[str] | None:
    if ambitos is None:
        return sorted(by.permisos) if by.credential.startswith("token:") else None
    check_permisos(ambitos, "ambitos")
    if lacking := sorted(set(ambitos) - by.permisos):
        raise Invalid("ambitos", f"No tienes el permiso «{lacking[0]}».")
    return sorted(set(ambitos))


def _token(token: TokenAgente) -> wire.Token:
    user = token.agente.user
    return wire.Token(
        id=token.pk,
        nombre=token.nombre,
        prefijo=token.prefijo,
        agente=wire.AgenteRef(user.pk, user.get_username(), token.agente.nombre),
        ambitos=token.ambitos,
        creado_en=token.creado_en,
        expira_en=token.expira_en,
        usado_en=token.usado_en,
        revocado_en=token.revocado_en,
    )
