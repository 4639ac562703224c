"""What a command says when it can't do its work: one line that tells what is wrong and what to do."""

from __future__ import annotations

import re

import typer

# typer brings click along under a name of its own.
_USAGE_ERROR = typer.BadParameter.__mro__[1]
_CLICK_ERROR = typer.BadParameter.__mro__[2]

WRONG_USAGE = (
    (r"Missing option '([^']+)'.*", r"falta la opción \1"),
    (r"Missing argument '([^']+)'.*", r"falta \1"),
    (r"Missing command\.?", "falta la orden"),
    (r"No such option: (\S+).*", r"no existe la opción \1"),
    (r"No such command '([^']+)'.*", r"no existe la orden «\1»"),
    (r"Got unexpected extra arguments? \((.*)\)", r"sobra: \1"),
    (r"Option '([^']+)' requires an argument\.?", r"la opción \1 necesita un valor"),
    (r"Invalid value for '([^']+)': Input should be a valid integer.*", r"\1 es un número entero"),
    (r"Invalid value for '([^']+)': Input should be less than or equal to (\d+)", r"\1 es como mucho \2"),
    (r"Invalid value for '([^']+)': Input should be greater than or equal to (\d+)", r"\1 es al menos \2"),
    (r"Invalid value: (.*)", r"\1"),
)


class CommandError(Exception):
    """Why a command failed, written for who typed it."""

    def __init__(self, text: str, *, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


def usage_line(error: Exception) -> str | None:
    """What was wrong in the way the command was written; None where that was not the problem."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return _in_spanish("Missing command.") + _see_help(error)
    if not isinstance(error, _USAGE_ERROR):
        return None
    return _in_spanish(error.format_message()) + _see_help(error)  # type: ignore[attr-defined]


def as_failure(error: Exception) -> CommandError:
    """Any exception as something one can read."""
    if isinstance(error, CommandError):
        return error
    if isinstance(error, typer.Exit):
        return CommandError("", code=error.exit_code)
    if isinstance(error, typer.Abort):
        return CommandError("interrumpido", code=130)
    if isinstance(error, _CLICK_ERROR):
        return CommandError(error.format_message())  # type: ignore[attr-defined]
    return CommandError(_told(error))


def _told(error: Exception) -> str:
    from django.db import DatabaseError

    from .environment import MisconfiguredError
    from .installation import NotMigratedError
    from .postgres import PostgresError
    from .serving import PortError

    if isinstance(error, (MisconfiguredError, NotMigratedError, PostgresError, PortError)):
        return str(error)
    if isinstance(error, DatabaseError) or type(error).__module__.startswith("psycopg"):
        return f"la base de datos no responde: {_without_secrets(_first_line(error))}"
    if isinstance(error, (ValueError, LookupError)) and type(error).__module__.startswith("ventanilla"):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    what = _without_secrets(_first_line(error))
    return f"fallo inesperado ({type(error).__name__}: {what}); con VENTANILLA_TRACEBACK=1 se ve dónde"


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


def _without_secrets(text: str) -> str:
    from .logs import masked

    return str(masked(text))


def _in_spanish(message: str) -> str:
    flat = " ".join(message.split())
    for english, spanish in WRONG_USAGE:
        if re.fullmatch(english, flat):
            return re.sub(english, spanish, flat)
    return flat


def _see_help(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return f" (mira «{context.command_path if context else 'ventanilla'} --help»)"
