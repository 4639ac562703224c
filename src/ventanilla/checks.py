"""What a host's project can have set up wrongly, in plain words: `manage.py check`, `ventanilla serve --settings`.

Each has an id, so that who knows better can silence it (SILENCED_SYSTEM_CHECKS).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Caution
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string

from .conf import conf

TENANT_MIDDLEWARE = "TenantMainMiddleware"
PROBE = "ventanilla.probe"


def check_host(**_: Any) -> list[CheckMessage]:
    """Of the settings alone: nothing is asked of the database."""
    return [*_apps(), *_database(), *_requests(), *_people()]


def check_pooler(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """With `check --database default` and before `migrate`: a session has to be one connection of PostgreSQL's."""
    if not databases or "default" not in databases:
        return []
    if _keeps_its_session():
        return []
    return [
        Error(
            "Entre Django y PostgreSQL hay un pooler en modo transacción: lo que una petición deja puesto en su sesión"
            " (el esquema del tenant) lo encuentra otra.",
            hint="Pon PgBouncer en pool_mode = session, o conéctate directamente.",
            id="ventanilla.E020",
        )
    ]


def _apps() -> Iterator[CheckMessage]:
    shared, tenant = getattr(settings, "SHARED_APPS", ()), getattr(settings, "TENANT_APPS", ())
    if not _has(shared, "ventanilla"):
        yield Error("Falta «ventanilla» en SHARED_APPS.", id="ventanilla.E010")
    if not _has(tenant, "ventanilla"):
        yield Error(
            "Falta «ventanilla» en TENANT_APPS: los chats de cada tenant se guardan en su esquema.",
            id="ventanilla.E011",
        )
    if not _has(shared, "ventanilla.desk"):
        yield Error("Falta «ventanilla.desk» en SHARED_APPS: es donde está soporte.", id="ventanilla.E012")
    if _has(tenant, "ventanilla.desk"):
        yield Error(
            "«ventanilla.desk» sobra en TENANT_APPS: soporte es uno, y está en el esquema público.",
            id="ventanilla.E013",
        )
    for name in ("django.contrib.sessions", "django.contrib.staticfiles"):
        if not apps.is_installed(name):
            yield Error(f"Falta «{name}» en INSTALLED_APPS.", id="ventanilla.E014")


def _database() -> Iterator[CheckMessage]:
    default = settings.DATABASES.get("default", {})
    if default.get("ENGINE") != "django_tenants.postgresql_backend":
        yield Error("DATABASES['default'] no usa django_tenants.postgresql_backend.", id="ventanilla.E015")
    if default.get("CONN_MAX_AGE", 0) != 0:
        yield Caution(
            "CONN_MAX_AGE no es 0: bajo ASGI cada hilo se queda con su conexión y nunca la devuelve.",
            hint="CONN_MAX_AGE = 0 y OPTIONS['pool'] = True.",
            id="ventanilla.W016",
        )
    if "django_tenants.routers.TenantSyncRouter" not in settings.DATABASE_ROUTERS:
        yield Error("Falta django_tenants.routers.TenantSyncRouter en DATABASE_ROUTERS.", id="ventanilla.E017")


def _requests() -> Iterator[CheckMessage]:
    first = settings.MIDDLEWARE[0] if settings.MIDDLEWARE else ""
    if not _is_tenant_middleware(first):
        yield Caution(
            "El middleware de django-tenants no es el primero de MIDDLEWARE: lo que va antes no sabe de qué tenant es"
            " la petición.",
            id="ventanilla.W018",
        )
    if settings.WSGI_APPLICATION and not getattr(settings, "ASGI_APPLICATION", None):
        yield Caution(
            "El proyecto se sirve por WSGI, que no tiene sockets: los chats no irán en directo.",
            hint="Sirve al lado «ventanilla serve --settings …» y llévale /ws/, /api/chat/ y /api/soporte/; o pon"
            " ASGI_APPLICATION.",
            id="ventanilla.W019",
        )
    public = getattr(settings, "PUBLIC_SCHEMA_URLCONF", None) or settings.ROOT_URLCONF
    for urlconf, path, what in (
        (settings.ROOT_URLCONF, "/api/chat/soporte/", "ROOT_URLCONF"),
        (public, "/soporte/", "PUBLIC_SCHEMA_URLCONF"),
    ):
        if not _resolves(path, urlconf):
            yield Error(
                f'{path} no lleva a ninguna parte: falta include("ventanilla.urls") en {what} ({urlconf}).',
                id="ventanilla.E021",
            )


def _people() -> Iterator[CheckMessage]:
    label = settings.AUTH_USER_MODEL.partition(".")[0]
    config = apps.get_app_config(label)
    if not _has(getattr(settings, "SHARED_APPS", ()), config.name):
        yield Error(
            f"«{config.name}» (AUTH_USER_MODEL) no está en SHARED_APPS: los agentes son usuarios del esquema público.",
            id="ventanilla.E022",
        )
    path = conf().cliente_de_sesion
    if not path:
        return
    try:
        import_string(path)
    except ImportError as error:
        yield Error(f"VENTANILLA['CLIENTE_DE_SESION'] no se puede cargar: {error}", id="ventanilla.E023")


def _has(listed: Sequence[str], name: str) -> bool:
    """An app stands in a list by its name or by the path of its config."""
    found = {config.name for config in apps.get_app_configs() if _names(listed, config)}
    return name in found


def _names(listed: Sequence[str], config: Any) -> bool:
    kind = type(config)
    return config.name in listed or f"{kind.__module__}.{kind.__qualname__}" in listed


def _is_tenant_middleware(path: str) -> bool:
    try:
        kind = import_string(path)
    except ImportError:
        return False
    return any(each.__name__ == TENANT_MIDDLEWARE for each in getattr(kind, "__mro__", ()))


def _resolves(path: str, urlconf: str) -> bool:
    try:
        resolve(path, urlconf=urlconf)
    except Resolver404:
        return False
    except ImproperlyConfigured:
        return True  # Django's own checks say what is wrong with it.
    return True


def _keeps_its_session() -> bool:
    """What one session sets, it still has after another one has taken the server's connection that was free."""
    ours, other = (connections.create_connection("default") for _ in range(2))
    try:
        with ours.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, 'ours', false)", [PROBE])
        with other.cursor() as busy:
            busy.execute("BEGIN")
            busy.execute("SELECT 1")
            with ours.cursor() as cursor:
                cursor.execute("SET statement_timeout = '3s'")
                cursor.execute("SELECT current_setting(%s, true)", [PROBE])
                kept = bool(cursor.fetchone()[0] == "ours")
            busy.execute("ROLLBACK")
        return kept
    finally:
        for each in (ours, other):
            each.close()
