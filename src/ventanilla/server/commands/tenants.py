"""Tenants that come and go: `tenant export`, `import`, `suspend`, `resume`, `delete`, `keep`, `erase-due`."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from .. import installation
from ..problems import CommandError

if TYPE_CHECKING:
    from ..models import Tenant


def export(slug: str, to: Path, *, with_secret: bool) -> None:
    with installation.opened():
        from ..portability import exporting

        done = exporting.export(slug, to.expanduser().absolute(), with_secret=with_secret)
    if done.missing:
        print(f"{done.missing} adjuntos no estaban en el almacén: va sin ellos", file=sys.stderr)
    print(f"Tenant {slug} exportado: {done.chats} chats, {done.messages} mensajes, {done.files} archivos")


def bring_in(file: Path, *, slug: str | None) -> None:
    with installation.opened():
        from ..portability import importing

        done = importing.bring_in(file.expanduser().absolute(), slug=slug)
    print(f"Tenant {done.slug} importado: {done.chats} chats, {done.messages} mensajes, {done.files} archivos")
    print(f"Dominios: {', '.join(done.domains)}")
    if done.taken:
        print(f"Dominios que aquí son de otro, y se quedan fuera: {', '.join(done.taken)}")
    print("Chats: con sus números de antes." if not done.shift else f"Chats: con números nuevos, {done.shift:+d}.")
    if done.known:
        print(f"Agentes reconocidos por su usuario: {', '.join(done.known)}")
    if done.made:
        print(f"Agentes hechos sin acceso, para que lo que escribieron tenga autor: {', '.join(done.made)}")
    if done.has_new_secret:
        print(f"Firma con un secreto nuevo: «ventanilla tenant secret {done.slug}»")


def suspend(slug: str) -> None:
    with installation.opened():
        from .. import leaving

        tenant = leaving.suspend(slug)
    print(f"Tenant {tenant.slug} suspendido: en cinco segundos no entra nadie suyo. No se borra nada.")


def resume(slug: str) -> None:
    with installation.opened():
        from .. import leaving

        tenant = leaving.resume(slug)
    print(f"Tenant {tenant.slug} en servicio")


def delete(slug: str, *, days: int) -> None:
    with installation.opened():
        from .. import leaving

        at = datetime.now(UTC) + timedelta(days=days)
        tenant = leaving.mark(slug, at=at)
        print(f"Tenant {slug} suspendido. Se borrará el {_told(at)}:")
        _say_what_goes(tenant)
    print(f"Hasta entonces, «ventanilla tenant keep {slug}» lo deshace.")


def erase_now(slug: str) -> None:
    with installation.opened():
        from .. import erasing, leaving

        now = datetime.now(UTC)
        tenant = leaving.mark(slug, at=now)
        print(f"Se borra el tenant {slug}:")
        _say_what_goes(tenant)
        sys.stdout.flush()
        # What its people have on its way ends first: a batch of the journal holds others' messages too.
        time.sleep(leaving.SEEN_EVERYWHERE.total_seconds())
        if not erasing.erase_patiently(slug, now=now):
            raise CommandError(f"alguien ha dicho mientras tanto que el tenant «{slug}» no se borra")
    print(f"Tenant {slug} borrado")


def keep(slug: str) -> None:
    with installation.opened():
        from .. import leaving

        tenant = leaving.keep(slug)
    print(f"Tenant {slug} no se borra: {'sigue suspendido' if tenant.suspendido else 'vuelve a estar en servicio'}")


def erase_due(*, dry_run: bool) -> None:
    with installation.opened():
        from .. import erasing, leaving

        erased = [] if dry_run else erasing.erase_due()
        waiting = leaving.marked()
    for slug in erased:
        print(f"Tenant {slug} borrado")
    now = datetime.now(UTC)
    for tenant in waiting:
        assert tenant.borrar_en is not None
        when = "le ha llegado el día" if tenant.borrar_en <= now else "se borrará"
        print(f"Tenant {tenant.slug}: {when}, {_told(tenant.borrar_en)}")
    if not erased and not waiting:
        print("Ningún tenant está marcado para borrarse.")


def _say_what_goes(tenant: Tenant) -> None:
    from .. import erasing

    found = erasing.holdings(tenant)
    print(
        f"  se va: el esquema {tenant.schema_name}, con {found.chats} chats y {found.mensajes} mensajes; lo que la mesa"
        f" de soporte sabe de ellos; {found.archivos} archivos; los dominios {', '.join(found.dominios) or '(ninguno)'}"
    )
    print(
        f"  se queda: {found.actos} actos en la auditoría, sin lo que decían de sus personas, y lo que haya"
        " en copias de seguridad y exportaciones ya hechas"
    )


def _told(at: datetime) -> str:
    return f"{at:%Y-%m-%d} a las {at:%H:%M} UTC"
