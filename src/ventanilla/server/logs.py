"""One way of logging for everything: readable lines, or JSON with VENTANILLA_LOG=json.

What people write and what lets them in never reaches a line, whoever logs it.
"""

from __future__ import annotations

import logging
import logging.config
import os
import re
import sys
from datetime import date
from pathlib import PurePath
from typing import Any
from uuid import UUID

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from ventanilla import tracing

FORBIDDEN = frozenset({
    "token", "texto", "password", "contrasena", "ticket", "authorization", "cookie", "secreto", "secret_key",
    "mensaje_cierre", "comentario",
})  # fmt: skip
IN_TEXT = re.compile(
    r"(?i)\b(token|ticket|password|sessionid|csrftoken)(=|%3d)[^\s&\"'<>;]+"  # in URLs, forms and cookies
    r"|\b(bearer\s+)[\w.~+/=-]+"
    r"|\b(token\.)?eyJ[\w-]+\.[\w-]+\.[\w-]*"  # a JWT wherever it stands
    r"|(postgres(?:ql)?|redis)(://[^:@\s/]*:)[^@\s]+@"
    r"|\b(vta_)[\w-]+"  # an agent's API token
    r"|(DETAIL:)[^\n]*"  # PostgreSQL repeats the row that it refuses
)
HIDDEN = "***"


def configure(settings: dict[str, Any] | None = None) -> None:
    """Everything that logs in this process does so in our form. (Django calls this with its LOGGING.)"""
    as_json = os.environ.get("VENTANILLA_LOG", "").lower() == "json"
    level = os.environ.get("VENTANILLA_LOG_LEVEL", "INFO").upper()
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        _with_trace,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso" if as_json else "%H:%M:%S", utc=as_json),
        structlog.processors.StackInfoRenderer(),
    ]
    logging.config.dictConfig({
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"ventanilla": {"()": _formatter, "as_json": as_json, "shared": shared}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "ventanilla"}
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": _levels(),
    })  # fmt: skip
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *(processor for processor in shared if not isinstance(processor, structlog.stdlib.ExtraAdder)),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _with_trace(logger: WrappedLogger | None, method: str, event: EventDict) -> EventDict:
    event.update(tracing.ids())
    return event


def hide_secrets(logger: WrappedLogger | None, method: str, event: EventDict) -> EventDict:
    """A processor: forbidden keys are gone, tokens inside of texts are masked."""
    return {name: masked(value) for name, value in event.items() if not _is_forbidden(name)}


def _levels() -> dict[str, dict[str, Any]]:
    return {
        # uvicorn names the URL of each socket, query and all, at INFO.
        "uvicorn": {"level": "WARNING"},
        "uvicorn.error": {"level": "WARNING"},
        "uvicorn.access": {"level": "CRITICAL", "propagate": False},
        "websockets": {"level": "WARNING"},
        "asyncio": {"level": "WARNING"},
        "psycopg.pool": {"level": "ERROR"},
        "django": {"level": "INFO"},
        # Each 404 would be a line with its path.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    }


def _formatter(*, as_json: bool, shared: list[Processor]) -> logging.Formatter:
    render: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            pad_event_to=0,
            exception_formatter=structlog.dev.plain_traceback,
        )
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _drop_color_twin,
            # Plain, and before the masking: local variables hold what people wrote, and messages may.
            structlog.processors.format_exc_info,
            hide_secrets,
            render,
        ],
    )


def _drop_color_twin(logger: WrappedLogger | None, method: str, event: EventDict) -> EventDict:
    """uvicorn sends its text twice, once with colours."""
    event.pop("color_message", None)
    return event


def _is_forbidden(name: str) -> bool:
    return name.lower() in FORBIDDEN


def masked(value: Any) -> Any:
    """The same without what lets in. What is no plain value is told by its repr, which may name a URL."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return IN_TEXT.sub(_mask, value)
        case bytes():
            return masked(value.decode(errors="replace"))
        case dict():
            return {name: masked(inner) for name, inner in value.items() if not _is_forbidden(str(name))}
        case list() | tuple() | set() | frozenset():
            return [masked(inner) for inner in value]
        case UUID() | date() | PurePath():
            return masked(str(value))
        case _:
            return masked(repr(value))


def _mask(found: re.Match[str]) -> str:
    name, equals, bearer, subprotocol, scheme, user, api, detail = found.groups()
    if name:
        return f"{name}{equals}{HIDDEN}"
    if scheme:
        return f"{scheme}{user}{HIDDEN}@"
    return f"{bearer or subprotocol or api or detail or ''}{HIDDEN}"
