"""What a call is: its entry in the table, what a handler gets, and what it answers. No framework in here."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal
from uuid import UUID

from ..chat.engine import Engine
from ..chat.errors import Invalid
from ..chat.people import AgenteCaller, Caller, ClienteCaller, Permiso
from ..tenancy import Tenant
from ..wire import SAFE_INTEGER
from .uploads import ReadUpload

LAST_SEQ = 2**31 - 1
PARTS = {
    "id": "[0-9]{1,16}",
    "otro": "[0-9]{1,16}",
    "adjunto": "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "slug": "[a-z][a-z0-9-]{0,39}",
    "nombre": "[^/]{1,200}",
}
"""What may stand in a path, and how it is called: numbers for `id` and `otro`."""
Who = Literal["cliente", "agente", "any"]


@dataclass(frozen=True, slots=True)
class Call:
    """One request that may proceed: the caller is known and is of the right kind, the body has its shape."""

    engine: Engine
    tenant: Tenant
    caller: Caller
    body: Any
    path: dict[str, Any]
    query: dict[str, str]
    method: str
    headers: Mapping[str, str]
    upload: ReadUpload
    """Reads the file that comes with it; of calls that take one. Raises TooLarge, Invalid."""

    @property
    def cliente(self) -> ClienteCaller:
        assert isinstance(self.caller, ClienteCaller)
        return self.caller

    @property
    def agente(self) -> AgenteCaller:
        assert isinstance(self.caller, AgenteCaller)
        return self.caller

    @property
    def chat_id(self) -> int:
        chat_id: int = self.path["id"]
        return chat_id

    @property
    def slug(self) -> str:
        slug: str = self.path["slug"]
        return slug

    @property
    def nombre(self) -> str:
        nombre: str = self.path["nombre"]
        return nombre

    @property
    def adjunto_id(self) -> UUID:
        adjunto_id: UUID = self.path["adjunto"]
        return adjunto_id

    def seq(self, name: str) -> int | None:
        """A seq of the query: one past every log is merely past the end."""
        value = self.number(name, high=SAFE_INTEGER - 1)
        return None if value is None else min(value, LAST_SEQ)

    def number(self, name: str, *, low: int = 0, high: int = LAST_SEQ) -> int | None:
        """A whole number of the query, None where it is left out. Raises Invalid."""
        text = self.query.get(name)
        if text is None or text == "":
            return None
        if not re.fullmatch(r"\d{1,18}", text, re.ASCII) or not low <= int(text) <= high:
            raise Invalid(name, f"Un entero de {low} a {high}.")
        return int(text)

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = self.query.get(name) or default
        if value not in choices:
            raise Invalid(name, f"Uno de: {', '.join(choices)}.")
        return value


@dataclass(frozen=True, slots=True)
class Answer:
    body: Any
    status: int = 200


Handler = Callable[[Call], Awaitable[Any]]


@dataclass(frozen=True, eq=False)
class Endpoint:
    """A row of the table. The router, the OpenAPI document and its page are made from it."""

    method: str
    path: str
    handler: Handler
    who: Who
    reply: Any
    summary: str
    needs: Permiso | None = None
    """What an agente's role must allow."""
    always: bool = False
    """Also for an agente who has to choose a password, or set up a second step, before anything else."""
    body: Any = None
    uploads: bool = False
    """Its body is a file (multipart, field `archivo`)."""
    query: dict[str, str] = field(default_factory=dict)
    """Name and what it means."""
    also: dict[int, str] = field(default_factory=dict)
    """Other statuses than 200 and the common errors."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\{(\w+)\}", lambda part: f"(?P<{part[1]}>{PARTS[part[1]]})", self.path))
