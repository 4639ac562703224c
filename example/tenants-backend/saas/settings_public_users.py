"""The same SaaS with one table of users for all companies, in public: who belongs to which is a membership.

Its page is given a token by `/api/support-token/` instead of going by the session.
"""

from .settings import *  # noqa: F403
from .settings import SHARED_APPS, TENANT_APPS

SHARED_APPS = [*SHARED_APPS, "memberships"]
# One table of sessions too: whoever is logged in is known on every domain, and belongs only where they are a member.
TENANT_APPS = [app for app in TENANT_APPS if not app.startswith(("accounts", "django."))]
INSTALLED_APPS = [*SHARED_APPS, *[app for app in TENANT_APPS if app not in SHARED_APPS]]

VENTANILLA = {"LOGOUT_URL": "/logout/", "CLIENTE_DE_SESION": "memberships.people.cliente_of_member"}  # ventanilla
SUPPORT_TOKENS = True
