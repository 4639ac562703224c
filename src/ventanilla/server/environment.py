"""What the environment says about this installation, read once, before Django is."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import ProgrammingError

from . import telemetry


class MisconfiguredError(Exception):
    """A variable that can't be used; the text names it and says what it should be."""


@dataclass(frozen=True, slots=True)
class S3:
    """Where files go instead of the data directory. Its keys are AWS's own variables, or the machine's role."""

    bucket: str
    endpoint: str | None
    region: str | None
    prefix: str


@dataclass(frozen=True, slots=True)
class Mail:
    """Where e-mails go, in Django's words."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    ssl: bool = False
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Oidc:
    """Where agents may log in besides their password."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str


@dataclass(frozen=True, slots=True)
class Environment:
    database_url: str | None
    redis_url: str | None
    data_dir: Path
    public_domain: str
    secret_key: str | None
    rate_limit: float
    tenant_rate_limit: float
    metrics_token: str
    trust_forwarded: bool
    public_url: str
    push_private: bool
    mail: Mail | None
    mail_from: str
    s3: S3 | None
    oidc: Oidc | None
    demo: bool

    @classmethod
    def read(cls) -> Environment:
        """Raises MisconfiguredError."""
        found = cls(
            database_url=_text("DATABASE_URL") or None,
            redis_url=_text("REDIS_URL") or None,
            data_dir=Path(_text("VENTANILLA_DATA_DIR") or ".ventanilla").expanduser().absolute(),
            public_domain=(_text("VENTANILLA_PUBLIC_DOMAIN") or "localhost").lower().rstrip("."),
            secret_key=_text("SECRET_KEY") or None,
            rate_limit=_number("VENTANILLA_RATE_LIMIT", 10.0),
            tenant_rate_limit=_number("VENTANILLA_TENANT_RATE_LIMIT", 1000.0),
            metrics_token=_text("VENTANILLA_METRICS_TOKEN"),
            trust_forwarded=_yes("VENTANILLA_TRUST_FORWARDED"),
            public_url=_text("VENTANILLA_PUBLIC_URL"),
            push_private=_yes("VENTANILLA_PUSH_PRIVATE"),
            mail=_mail(_text("EMAIL_URL")),
            mail_from=_text("DEFAULT_FROM_EMAIL"),
            s3=_s3(),
            oidc=_oidc(),
            demo=_yes("VENTANILLA_DEMO"),
        )
        found._check()
        return found

    def _check(self) -> None:
        if self.database_url and not self.secret_key:
            raise MisconfiguredError(
                "con DATABASE_URL hace falta también SECRET_KEY: la misma en todos los servidores de esa base de datos"
            )
        if self.rate_limit < 0:
            raise MisconfiguredError("VENTANILLA_RATE_LIMIT son los mensajes por segundo; 0, sin límite")
        if self.tenant_rate_limit < 0:
            raise MisconfiguredError("VENTANILLA_TENANT_RATE_LIMIT son los mensajes por segundo; 0, sin límite")
        if self.public_url and not self.public_url.startswith(("https://", "http://")):
            raise MisconfiguredError("VENTANILLA_PUBLIC_URL se escribe como https://soporte.example")
        if self.mail and not self.mail_from:
            raise MisconfiguredError("con EMAIL_URL hace falta también DEFAULT_FROM_EMAIL: quién firma los correos")
        if telemetry.is_wanted() and not telemetry.is_installed():
            raise MisconfiguredError(f"con OTEL_EXPORTER_OTLP_ENDPOINT hace falta el paquete: {telemetry.INSTALL}")
        if self.database_url:
            connection_settings(self.database_url)


def _text(name: str) -> str:
    """Without blanks around it; empty is as left out."""
    return os.environ.get(name, "").strip()


def _number(name: str, default: float) -> float:
    text = _text(name)
    try:
        found = float(text) if text else default
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise MisconfiguredError(f"{name} es un número, como {default:g}")
    return found


def _yes(name: str) -> bool:
    text = _text(name).lower()
    if text in ("", "0", "false", "no", "off"):
        return False
    if text in ("1", "true", "yes", "on", "sí", "si"):
        return True
    raise MisconfiguredError(f"{name} es 1 o 0")


def _s3() -> S3 | None:
    bucket = _text("VENTANILLA_S3_BUCKET")
    if not bucket:
        return None
    return S3(
        bucket=bucket,
        endpoint=_text("VENTANILLA_S3_ENDPOINT") or None,
        region=_text("VENTANILLA_S3_REGION") or None,
        prefix=_text("VENTANILLA_S3_PREFIX").strip("/"),
    )


def _oidc() -> Oidc | None:
    """Raises MisconfiguredError where it is set by half."""
    names = {part: f"VENTANILLA_OIDC_{part}" for part in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")}
    found = {part: _text(name) for part, name in names.items()}
    name = _text("VENTANILLA_OIDC_NAME")
    if not any(found.values()):
        if name:
            raise MisconfiguredError(f"con VENTANILLA_OIDC_NAME hacen falta también {', '.join(names.values())}")
        return None
    missing = [names[part] for part, value in found.items() if not value]
    if missing:
        raise MisconfiguredError(f"para entrar por OIDC falta {', '.join(missing)}")
    if not found["ISSUER"].startswith(("https://", "http://")):
        raise MisconfiguredError("VENTANILLA_OIDC_ISSUER se escribe como https://cuentas.example")
    return Oidc(found["ISSUER"], found["CLIENT_ID"], found["CLIENT_SECRET"], name or urlsplit(found["ISSUER"]).netloc)


BACKENDS = {"console": "console.EmailBackend", "file": "filebased.EmailBackend"}
SMTP_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def _mail(url: str) -> Mail | None:
    """`smtp://` (plain), `smtp+tls://` (STARTTLS), `smtps://`, `file:///folder`, `console:`; empty = none is sent.

    Raises MisconfiguredError.
    """
    if not url:
        return None
    # What the URL holds is not repeated: it may hold a password.
    wrong = MisconfiguredError("EMAIL_URL no es como smtp+tls://usuario:clave@servidor:587")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme in BACKENDS:
        return Mail(f"django.core.mail.backends.{BACKENDS[parts.scheme]}", folder=unquote(parts.path))
    if parts.scheme not in SMTP_PORTS or not parts.hostname:
        raise wrong
    return Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=port or SMTP_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtp+tls",
        ssl=parts.scheme == "smtps",
    )


def connection_settings(url: str) -> dict[str, Any]:
    """A PostgreSQL URL in Django's words. Host may be the folder of a unix socket.

    Raises MisconfiguredError.
    """
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except ProgrammingError as error:
        # What the URL holds is not repeated: it may hold a password.
        raise MisconfiguredError("DATABASE_URL no es como postgresql://usuario:clave@servidor:5432/base") from error
    if not url.startswith(("postgres://", "postgresql://")) or "dbname" not in parts:
        raise MisconfiguredError("DATABASE_URL no es como postgresql://usuario:clave@servidor:5432/base")
    return {
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": dict(parts),
    }
