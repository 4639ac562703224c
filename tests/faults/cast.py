"""Run as a program in the environment of an installation: migrates it, makes its people, and prints them as JSON."""

from __future__ import annotations

import json

from tests import installation

AGENTS = ("ana", "bea")


def main() -> None:
    with installation.prepared():
        from ventanilla.desk.agents import issue_token
        from ventanilla.desk.models import Agente
        from ventanilla.server.models import Tenant

        tenants = {
            tenant.slug: {"schema": tenant.schema_name, "secreto": tenant.secreto} for tenant in Tenant.objects.all()
        }
        agents = {
            usuario: {
                "id": str(Agente.objects.get(user__username=usuario).user_id),
                "token": str(issue_token(usuario, ttl_s=None)),
            }
            for usuario in AGENTS
        }
    print(json.dumps({"tenants": tenants, "agents": agents}))


if __name__ == "__main__":
    main()
