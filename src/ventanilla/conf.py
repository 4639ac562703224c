"""Every setting, with its default: the only reader of `settings.VENTANILLA`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed

PUBLIC_SLUG = "public"
RAZONES_CIERRE = ("resuelto", "sin_respuesta", "duplicado", "spam", "otro")
# What runs when it is opened, on the machine of whoever trusts the name.
# fmt: off
EXTENSIONES_RECHAZADAS = (
    "apk", "app", "bat", "cmd", "com", "cpl", "dll", "exe", "hta", "jar", "jse", "lnk", "msi", "msp", "pif", "ps1",
    "reg", "scr", "vbe", "vbs", "wsf",
)
# fmt: on
MENSAJE_CIERRE = "El chat ha sido cerrado por el equipo de soporte"


@dataclass(frozen=True, slots=True)
class Conf:
    """What an operator can change. Durations in seconds."""

    rate_limit: float = 10.0
    """Messages a second that one cliente may send for long; three times that in a burst; 0 = no limit."""
    tenant_rate_limit: float = 1_000.0
    """Messages a second that all people of one tenant may send to one process for long; three times that in a burst;
    0 = no limit. Without `rate_limit` there is none either."""
    sockets_per_cliente: int = 100
    """Open at once in one process: the tabs and devices of one person; 0 = no limit."""
    sockets_per_tenant: int = 20_000
    """Of all people of one tenant. Agents' sockets are not counted: they keep their place."""
    latido: int = 15
    """Between a client's pings. A hint that the bus lost costs at most this long."""
    razones_extra: tuple[str, ...] = ()
    """Reasons for closing that the platform adds to the five of the contract."""
    journal_queue: int = 10_000
    """Operations that may wait for the writers; past it a verb answers `no_disponible`."""
    journal_batch: int = 500
    """Operations in one transaction at most."""
    journal_writers: int = 2
    """Writers of one process, each with a connection: one decides while the database works for the other."""
    read_pool: int = 8
    """Connections for reads, in each process."""
    adjunto_max_bytes: int = 10 * 1024 * 1024
    """Of one file."""
    adjunto_max_pixels: int = 40_000_000
    """Of one image, all frames of an animation together: what decoding it takes is four bytes for each."""
    adjunto_extensiones_rechazadas: tuple[str, ...] = EXTENSIONES_RECHAZADAS
    """Endings of names that are refused, in lower case and without the dot."""
    adjunto_tipos_rechazados: tuple[str, ...] = ("application/x-msdownload",)
    """Types, by content, that are refused: Windows programs, whatever they are called."""
    adjuntos_por_mensaje: int = 10
    """In one message at most."""
    adjunto_huerfano_s: int = 24 * 3600
    """How long a file may wait for a message to name it, and that message to be stored; then it is removed."""
    upload_rate_limit: float = 0.5
    """Files a second that one cliente may send for long, and 20 in a burst; 0 = no limit. Without `rate_limit` there is
    none either."""
    cliente_de_sesion: str = "ventanilla.host.cliente_of_user"
    """Path of the function that says which cliente a user of the host is; empty = sessions name no clientes."""
    logout_url: str = ""
    """Where the console POSTs a form to log out, in a host's project; empty = it has no button for that. One logs in at
    Django's LOGIN_URL."""
    public_domain: str = "localhost"
    """The platform's own domain, used to make the default domain of a tenant."""
    redis_url: str = ""
    """The bus between nodes; empty = it runs over PostgreSQL."""
    metrics_token: str = ""
    """Bearer token for /metrics from elsewhere than loopback; empty = loopback only."""
    trust_forwarded: bool = False
    """Believe X-Forwarded-* (only behind a proxy that sets them)."""
    public_url: str = ""
    """Where the platform is for a browser, such as https://soporte.example: for links in e-mails; empty = https at
    `public_domain`."""
    push_private: bool = False
    """Send pushes to addresses of this network too, and without TLS. For tests: otherwise whoever may subscribe could
    make this server call its neighbours."""

    @property
    def origin(self) -> str:
        """The platform's, without a slash at its end."""
        return self.public_url.rstrip("/") or f"https://{self.public_domain}"

    @property
    def razones_cierre(self) -> tuple[str, ...]:
        return RAZONES_CIERRE + self.razones_extra


@lru_cache(maxsize=1)
def conf() -> Conf:
    chosen: dict[str, Any] = getattr(settings, "VENTANILLA", {})
    return Conf(**{name.lower(): value for name, value in chosen.items()})


def _forget(*, setting: str, **_: Any) -> None:
    if setting == "VENTANILLA":
        conf.cache_clear()


setting_changed.connect(_forget)
