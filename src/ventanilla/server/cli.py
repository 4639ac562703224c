"""The `ventanilla` command. Exit codes: 0 done, 1 failed, 2 wrong usage; a failure is one line on standard error."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType
from typing import Annotated, NoReturn

import typer

from . import cli_upkeep as upkeep
from .problems import as_failure, usage_line

app = typer.Typer(
    name="ventanilla",
    help="La ventanilla de soporte que un SaaS abre a todos sus tenants a la vez.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
tenant_app = typer.Typer(help="Los tenants: las empresas que usan la plataforma.", no_args_is_help=True)
agent_app = typer.Typer(help="Los agentes: quienes atienden.", no_args_is_help=True)
app.add_typer(tenant_app, name="tenant")
app.add_typer(agent_app, name="agent")

Host = Annotated[str, typer.Option(help="Dirección en la que escuchar.")]
Port = Annotated[int, typer.Option(help="Puerto.", min=1, max=65535)]


@app.command()
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(help="Procesos que atienden.", min=1, max=64)] = 1,
    settings: Annotated[
        str | None, typer.Option(help="Ajustes de un proyecto Django que lleva Ventanilla dentro: se sirve ese.")
    ] = None,
) -> None:
    """Arranca el servidor."""
    from .commands import serve as command

    if settings is None:
        command.run(host, port, workers=workers)
    else:
        command.run_host(settings, host, port, workers=workers)


@app.command()
def demo(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Arranca todo en esta máquina, con tenants, clientes y agentes de ejemplo."""
    from .commands.demo import run

    run(host, port)


@app.command()
def migrate(
    plan: Annotated[bool, typer.Option("--plan", help="Dice lo que haría, y no lo hace.")] = False,
    jobs: Annotated[int, typer.Option(help="Tenants a la vez.", min=1, max=32)] = 4,
) -> None:
    """Pone al día la base de datos: el esquema público y el de cada tenant. Si se corta, sigue por donde iba."""
    from .commands import migrate as command

    if plan:
        command.show_plan()
    else:
        command.run(jobs=jobs)


@app.command()
def token(
    tenant: Annotated[str | None, typer.Option(help="Tenant del cliente («public»: la plataforma).")] = None,
    cliente: Annotated[str | None, typer.Option(help="cliente_id.")] = None,
    nombre: Annotated[str, typer.Option(help="Nombre del cliente.")] = "",
    agente: Annotated[str | None, typer.Option(help="Usuario de un agente, en lugar de un cliente.")] = None,
    ttl: Annotated[int | None, typer.Option(help="Segundos de vida (cliente: 3600 si no se dice).", min=1)] = None,
) -> None:
    """Imprime un token, y nada más: de un cliente (--tenant y --cliente) o de un agente (--agente)."""
    from .commands import tokens

    if agente is not None and tenant is None and cliente is None and not nombre:
        tokens.of_agente(agente, ttl_s=ttl)
    elif agente is None and tenant and cliente:
        tokens.of_cliente(tenant, cliente, nombre=nombre, ttl_s=ttl or 3600)
    else:
        raise typer.BadParameter("hacen falta --tenant y --cliente, o bien --agente a solas")


@app.command()
def doctor(
    url: Annotated[
        str | None, typer.Option(help="Dirección de un servidor en marcha, para probar sus sockets.")
    ] = None,
) -> None:
    """Dice qué le pasa a esta instalación y qué hacer. Termina con 1 si algo está mal."""
    from .commands.doctor import run

    run(url)


@app.command()
def cleanup(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Solo dice lo que quitaría.")] = False,
) -> None:
    """Quita los archivos que nadie llegó a enviar. El servidor ya lo hace solo, cada hora."""
    from .commands.cleanup import run

    run(dry_run=dry_run)


app.command()(upkeep.backup)
app.command()(upkeep.restore)


@tenant_app.command("create")
def tenant_create(
    slug: Annotated[str, typer.Argument(help="Nombre corto: minúsculas, cifras y guiones.")],
    name: Annotated[str, typer.Option(help="Nombre de la empresa.")],
    domain: Annotated[list[str] | None, typer.Option(help="Dominio (se puede repetir).")] = None,
    color: Annotated[str | None, typer.Option(help="Color de la marca, como #0f7a5a.")] = None,
) -> None:
    """Crea un tenant: su esquema, su secreto y sus dominios."""
    from .commands.admin import create_tenant

    create_tenant(slug, nombre=name, domains=domain or [], color=color)


@tenant_app.command("list")
def tenant_list() -> None:
    """Lista los tenants con sus dominios."""
    from .commands.admin import list_tenants

    list_tenants()


@tenant_app.command("secret")
def tenant_secret(slug: Annotated[str, typer.Argument(help="Nombre corto del tenant.")]) -> None:
    """Imprime el secreto con el que la aplicación del tenant firma los tokens de sus clientes, y nada más."""
    from .commands.admin import print_secret

    print_secret(slug)


@tenant_app.command("origins")
def tenant_origins(
    slug: Annotated[str, typer.Argument(help="Nombre corto del tenant.")],
    add: Annotated[list[str] | None, typer.Option(help="Origen que se añade, como https://app.acme.example.")] = None,
    remove: Annotated[list[str] | None, typer.Option(help="Origen que se quita.")] = None,
) -> None:
    """Lista los orígenes de otras páginas en las que puede estar el chat del tenant, después de cambiarlos."""
    from .commands.admin import change_origins

    change_origins(slug, add=add or [], remove=remove or [])


tenant_app.command("export")(upkeep.tenant_export)
tenant_app.command("import")(upkeep.tenant_import)
tenant_app.command("suspend")(upkeep.tenant_suspend)
tenant_app.command("resume")(upkeep.tenant_resume)
tenant_app.command("delete")(upkeep.tenant_delete)
tenant_app.command("keep")(upkeep.tenant_keep)
tenant_app.command("erase-due")(upkeep.tenant_erase_due)


@agent_app.command("create")
def agent_create(
    user: Annotated[str, typer.Argument(help="Usuario con el que entra.")],
    nombre: Annotated[str, typer.Option(help="Nombre que ven los clientes.")] = "",
    role: Annotated[str | None, typer.Option(help="Rol: agente, supervisor, administrador u otro que exista.")] = None,
    tenants: Annotated[
        str | None, typer.Option(help="Los tenants que puede ver, separados por comas; si no se dice, todos.")
    ] = None,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Lee la contraseña de la entrada.")] = False,
) -> None:
    """Crea un agente. El primero es administrador, si no se dice otro rol; los demás, agentes."""
    from .commands.admin import create_agente

    slugs = None if tenants is None else [slug.strip() for slug in tenants.split(",") if slug.strip()]
    create_agente(user, nombre=nombre, password=_password(password_stdin), rol=role, tenants=slugs)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise typer.BadParameter("sin terminal en la que preguntar, la contraseña se da con --password-stdin")
    chosen: str = typer.prompt("Contraseña", hide_input=True, confirmation_prompt="Otra vez", err=True)
    return chosen


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _hang_up)
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        return int(app(args=arguments, standalone_mode=False, prog_name="ventanilla") or 0)
    except KeyboardInterrupt:
        return _say("interrumpido", 130)
    except BrokenPipeError:
        # Whoever read our output has gone: nothing to say, and nowhere to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except Exception as error:  # the one place where anything becomes a line
        if wrong := usage_line(error):
            return _say(wrong, 2)
        if os.environ.get("VENTANILLA_TRACEBACK"):
            traceback.print_exc()
        failure = as_failure(error)
        return _say(str(failure), failure.code)


def _say(line: str, code: int) -> int:
    print("ventanilla:", " ".join(line.split()), file=sys.stderr)
    return code


def _leave(number: int, frame: FrameType | None) -> None:
    """A signal ends a command as an exit does: what it started is stopped."""
    raise SystemExit(128 + number)


def _hang_up(number: int, frame: FrameType | None) -> None:
    """A terminal that is closed ends a command in the way that it has now of being ended."""
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
