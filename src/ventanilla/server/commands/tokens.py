"""`ventanilla token`: one token on standard output and nothing else, so that scripts can take it."""

from __future__ import annotations

from .. import installation
from ..problems import CommandError


def of_cliente(tenant: str, cliente_id: str, *, nombre: str, ttl_s: int) -> None:
    with installation.opened():
        from ventanilla.identity import mint_cliente_token

        try:
            minted = mint_cliente_token(tenant, cliente_id, nombre=nombre, ttl_s=ttl_s)
        except (LookupError, ValueError) as error:
            raise CommandError(str(error)) from None
    print(minted)


def of_agente(usuario: str, *, ttl_s: int | None) -> None:
    with installation.opened():
        from ventanilla.desk import agents

        issued = agents.issue_token(usuario, ttl_s=ttl_s)
    print(issued)
