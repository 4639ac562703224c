"""`seed_ventanilla.py TENANTS AGENTS`, run by Ventanilla's own Python: they exist afterwards; prints their secrets.

A program of its own because `ventanilla tenant create` a thousand times would start Python a thousand times.
"""

import json
import secrets
import sys

from ventanilla.server import installation


def main() -> None:
    tenants_wanted, agents_wanted = map(int, sys.argv[1:])
    with installation.opened(migrates=True):
        from ventanilla.desk import agents
        from ventanilla.desk.models import Agente
        from ventanilla.server import tenants
        from ventanilla.server.models import Tenant

        known = set(Tenant.objects.values_list("slug", flat=True))
        for slug in (f"t{number:04}" for number in range(1, tenants_wanted + 1)):
            if slug not in known:
                tenants.create(slug, nombre=f"Tenant {slug}")
        users = [f"agente{number}" for number in range(1, agents_wanted + 1)]
        for user in users:
            if not Agente.objects.filter(user__username=user).exists():
                agents.create(user, password=secrets.token_urlsafe(16), nombre=user.capitalize())
        secrets_of = dict(Tenant.objects.values_list("slug", "secreto"))
        print(json.dumps({"tenants": secrets_of, "agents": [agents.issue_token(user) for user in users]}))


main()
