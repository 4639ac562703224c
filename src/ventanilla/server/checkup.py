"""The single checks of `ventanilla doctor`: each one looks at one thing and says what is wrong and what to do."""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.db import connection

from ventanilla.tenancy import in_tenant, public_schema

from . import schemas, telemetry
from .environment import Environment
from .models import Domain, Tenant

OLDEST_DATABASE = 16
CLOCK_MAY_DIFFER_S = 2.0
LITTLE_SPACE = 1_000_000_000
FRONT_ENDS = ("console/index.html", "widget/widget.js")


@dataclass(frozen=True, slots=True)
class Finding:
    """`fix` is empty where all is well."""

    what: str
    fix: str = ""

    @property
    def is_well(self) -> bool:
        return not self.fix


def everything(environment: Environment) -> Iterator[Finding]:
    """The database can be reached when this is called."""
    yield database()
    yield clock()
    yield migrations()
    yield platform(environment)
    yield bus(environment)
    yield isolation()
    yield configuration()
    yield front_ends()
    yield mail()
    if telemetry.is_wanted():
        yield collector()
    yield from data_directory(environment)


def database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
        number, version = cursor.fetchone()
    if number < OLDEST_DATABASE * 10_000:
        return Finding(f"base de datos: PostgreSQL {version}", f"hace falta PostgreSQL {OLDEST_DATABASE} o posterior")
    return Finding(f"base de datos: PostgreSQL {version}")


def clock() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        apart = abs((cursor.fetchone()[0] - datetime.now(UTC)).total_seconds())
    if apart > CLOCK_MAY_DIFFER_S:
        return Finding(
            f"reloj: esta máquina y la base de datos se llevan {apart:.0f} s",
            "pon en hora las dos (NTP): los tokens caducan",
        )
    return Finding("reloj: en hora con la base de datos")


def migrations() -> Finding:
    behind = schemas.pending()
    if behind:
        return Finding(f"migraciones: faltan {', '.join(behind)}", "ejecuta «ventanilla migrate»")
    return Finding(f"migraciones: al día, {Tenant.objects.exclude(schema_name='public').count()} tenants")


def platform(environment: Environment) -> Finding:
    domain = Domain.objects.select_related("tenant").filter(domain=environment.public_domain).first()
    if domain is None or domain.tenant.schema_name != public_schema():
        return Finding(
            f"plataforma: {environment.public_domain} no lleva a ella",
            "ejecuta «ventanilla migrate» con el VENTANILLA_PUBLIC_DOMAIN bueno",
        )
    return Finding(f"plataforma: en {environment.public_domain}")


def bus(environment: Environment) -> Finding:
    """One notice, from one connection to another."""
    return redis_bus(environment.redis_url) if environment.redis_url else postgres_bus()


def postgres_bus() -> Finding:
    with (
        psycopg.connect(**schemas.connection_arguments(), autocommit=True) as hears,
        psycopg.connect(**schemas.connection_arguments(), autocommit=True) as speaks,
    ):
        hears.execute("LISTEN ventanilla_doctor")
        began = time.monotonic()
        speaks.execute("NOTIFY ventanilla_doctor")
        heard = next(hears.notifies(timeout=2, stop_after=1), None)
    if heard is None:
        return Finding(
            "bus: un aviso no llegó (LISTEN/NOTIFY)", "un pooler en modo transacción lo impide: conecta directo"
        )
    return Finding(f"bus: un aviso tarda {(time.monotonic() - began) * 1000:.0f} ms")


def redis_bus(url: str) -> Finding:
    try:
        from redis import Redis, RedisError
    except ImportError:
        return Finding("bus: REDIS_URL está puesto y falta el paquete", "pip install 'ventanilla[redis]'")
    try:
        with Redis.from_url(url.split(",", 1)[0].strip(), socket_timeout=3, socket_connect_timeout=3) as redis:
            began = time.monotonic()
            redis.ping()
    except (RedisError, OSError, ValueError) as error:
        return Finding(f"bus: Redis no contesta ({type(error).__name__})", "mira REDIS_URL, y si Redis está en marcha")
    return Finding(f"bus: Redis contesta en {(time.monotonic() - began) * 1000:.0f} ms")


def isolation() -> Finding:
    """Many questions at once, to two schemas at least: each must be answered from its own."""
    names = [
        public_schema(),
        *Tenant.objects.exclude(schema_name=public_schema()).values_list("schema_name", flat=True)[:5],
    ]
    asked = [names[place % len(names)] for place in range(40)]

    async def ask() -> list[str]:
        return list(await asyncio.gather(*(in_tenant(schema, _current_schema) for schema in asked)))

    wrong = sum(answer != schema for answer, schema in zip(asyncio.run(ask()), asked, strict=True))
    if wrong:
        return Finding(
            f"aislamiento: {wrong} de {len(asked)} consultas vieron otro esquema",
            "no sirvas: avisa a quien mantiene esto",
        )
    return Finding(f"aislamiento: {len(asked)} consultas a la vez sobre {len(names)} esquemas, cada una en el suyo")


def configuration() -> Finding:
    try:
        found = [issue for issue in checks.run_checks() if issue.level >= checks.ERROR]
    except ImportError as error:
        return Finding("ajustes: falta una pieza del programa", f"instálalo otra vez: {error}")
    if found:
        return Finding(f"ajustes: {found[0].id}", " ".join(found[0].msg.split()))
    if settings.DEBUG:
        return Finding("ajustes: DEBUG está puesto", "quítalo: enseña el interior a cualquiera")
    return Finding("ajustes: bien")


def front_ends() -> Finding:
    missing = [name for name in FRONT_ENDS if not finders.find(f"ventanilla/{name}")]
    if missing:
        return Finding(f"páginas: falta {', '.join(missing)}", "ejecuta «make setup»")
    return Finding("páginas: construidas")


def mail() -> Finding:
    """Whether the mail server takes our name; nothing is sent."""
    if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
        return Finding("correo: no se manda (EMAIL_URL no está puesto)")
    try:
        line = get_connection(timeout=5)
        line.open()
        line.close()
    except (OSError, ImproperlyConfigured) as error:
        return Finding(
            f"correo: no se puede mandar ({type(error).__name__})", "mira EMAIL_URL, y si el servidor responde"
        )
    return Finding(f"correo: se manda como {settings.DEFAULT_FROM_EMAIL}")


def collector() -> Finding:
    if telemetry.answers():
        return Finding("trazas: el colector las recibe")
    return Finding("trazas: el colector no las recibe", "mira OTEL_EXPORTER_OTLP_ENDPOINT, y si está en marcha")


def data_directory(environment: Environment) -> Iterator[Finding]:
    if environment.database_url:
        return
    place = environment.data_dir
    free = shutil.disk_usage(place).free
    said = f"disco: {free / 1e9:.1f} GB libres en {place}"
    yield Finding(said, "haz sitio: sin espacio la base de datos se para" if free < LITTLE_SPACE else "")
    yield private(place / "secret_key")


def private(path: Path) -> Finding:
    if not path.exists():
        return Finding("clave: dada por SECRET_KEY" if os.environ.get("SECRET_KEY") else "clave: se hará al servir")
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        return Finding(f"clave: otros pueden leer {path}", f"ejecuta «chmod 600 {path}»")
    return Finding("clave: solo la lee su dueño")


def _current_schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        name: str = cursor.fetchone()[0]
    return name
