"""Commands that keep an installation and let tenants come and go, as `cli` registers them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Slug = Annotated[str, typer.Argument(help="Nombre corto del tenant.")]


def backup(
    to: Annotated[
        Path | None, typer.Option(help="Carpeta en la que se deja; si no se dice, backups en el directorio de datos.")
    ] = None,
) -> None:
    """Copia la instalación entera sin pararla: base de datos y adjuntos. Imprime la carpeta de la copia, y nada más."""
    from .commands import backup as command

    command.make(to)


def restore(
    folder: Annotated[Path, typer.Argument(help="La carpeta que imprimió «ventanilla backup».")],
    yes: Annotated[bool, typer.Option("--yes", help="Sí: se pierde lo que haya en la base de datos.")] = False,
    replace: Annotated[str | None, typer.Option(help="Nombre de la base de datos que se pierde.")] = None,
    drill: Annotated[bool, typer.Option("--drill", help="Para ensayar: desde aquí no se avisa a nadie.")] = False,
) -> None:
    """Pone una copia en una base de datos vacía, con otra época: las páginas abiertas se rehacen solas."""
    from .commands import backup as command

    command.restore(folder, yes=yes, replace=replace, drill=drill)


def tenant_export(
    slug: Slug,
    to: Annotated[Path, typer.Option(help="Archivo que se hace; no puede existir.")],
    with_secret: Annotated[
        bool, typer.Option("--with-secret", help="Con los secretos que firman los tokens de sus clientes.")
    ] = False,
) -> None:
    """Escribe un tenant entero en un archivo, sin pararlo: conversaciones, notas, ajustes y adjuntos."""
    from .commands import tenants

    tenants.export(slug, to, with_secret=with_secret)


def tenant_import(
    file: Annotated[Path, typer.Argument(help="El archivo que hizo «ventanilla tenant export».")],
    slug: Annotated[str | None, typer.Option(help="Otro nombre corto.")] = None,
) -> None:
    """Hace un tenant nuevo de un archivo exportado, aquí o de otra instalación. No toca los que hay."""
    from .commands import tenants

    tenants.bring_in(file, slug=slug)


def tenant_suspend(slug: Slug) -> None:
    """Deja a un tenant sin servicio: nada se borra."""
    from .commands import tenants

    tenants.suspend(slug)


def tenant_resume(slug: Slug) -> None:
    """Devuelve el servicio a un tenant; si iba a borrarse, ya no."""
    from .commands import tenants

    tenants.resume(slug)


def tenant_delete(
    slug: Slug,
    after: Annotated[
        int | None, typer.Option(help="Días que pasan hasta que se borra; 30 si no se dice.", min=1, max=3650)
    ] = None,
    now: Annotated[bool, typer.Option("--now", help="Ahora mismo, sin vuelta atrás.")] = False,
    confirm: Annotated[str | None, typer.Option(help="Con --now: el nombre corto, otra vez.")] = None,
) -> None:
    """Suspende un tenant y le pone día para borrarlo entero. Hasta entonces, «tenant keep» lo deshace."""
    from .commands import tenants

    if now:
        if after is not None:
            raise typer.BadParameter("--now y --after se contradicen")
        if confirm != slug:
            raise typer.BadParameter(f"para borrarlo ya, --now --confirm {slug}")
        tenants.erase_now(slug)
    elif confirm is not None:
        raise typer.BadParameter("--confirm va con --now")
    else:
        tenants.delete(slug, days=after or 30)


def tenant_keep(slug: Slug) -> None:
    """Deshace «tenant delete»: no se borra, y vuelve a estar como estaba."""
    from .commands import tenants

    tenants.keep(slug)


def tenant_erase_due(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Solo dice cuáles, y cuándo.")] = False,
) -> None:
    """Borra los tenants a los que les llegó el día. El servidor ya lo hace solo, cada hora."""
    from .commands import tenants

    tenants.erase_due(dry_run=dry_run)
