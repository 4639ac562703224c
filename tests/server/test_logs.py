"""Log lines tell what happened, never what somebody wrote or what lets them in."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.test import RequestFactory

from ventanilla import tracing
from ventanilla.server import logs

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1In0.c2lnbmF0dXJl"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the process logs, in the console form."""
    yield from _captured(monkeypatch, "")


@pytest.fixture
def json_lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    yield from _captured(monkeypatch, "json")


def _captured(monkeypatch: pytest.MonkeyPatch, form: str) -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    monkeypatch.setenv("VENTANILLA_LOG", form)
    # Whoever starts uvicorn in this process sets how much it says.
    monkeypatch.setattr(logging.getLogger("uvicorn.error"), "level", logging.NOTSET)
    logs.configure()
    out = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(out)
    yield out
    root.handlers[:], root.level = before[0], before[1]
    monkeypatch.undo()
    logs.configure()


@pytest.mark.parametrize("key", ["token", "texto", "password", "ticket", "authorization", "Authorization", "cookie"])
def test_forbidden_keys_are_dropped(lines: io.StringIO, key: str) -> None:
    structlog.get_logger("t").info("algo pasó", chat_id=124, **{key: "secreto-123"})
    assert "algo pasó" in lines.getvalue()
    assert "124" in lines.getvalue()
    assert "secreto-123" not in lines.getvalue()


def test_forbidden_keys_are_dropped_inside_of_others(lines: io.StringIO) -> None:
    structlog.get_logger("t").info(
        "frame", frame={"type": "chat_message", "texto": "secreto-123"}, all=[{"token": "s-9"}]
    )
    assert "chat_message" in lines.getvalue()
    assert "secreto-123" not in lines.getvalue()
    assert "s-9" not in lines.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "GET /ws/chat/1/?token=secreto-123&despues=4",
        "GET /ws/chat/1/?despues=4&ticket=secreto-123",
        "Authorization: Bearer secreto-123",
        f"token.{JWT.replace('c2lnbmF0dXJl', 'secreto-123')}",
        "postgresql://ventanilla:secreto-123@db/ventanilla",
        "redis://:secreto-123@cache:6379/0",
        "Cookie: sessionid=secreto-123; a=b",
        "vta_secreto-123",
    ],
)
def test_what_lets_in_is_masked_wherever_it_stands(lines: io.StringIO, text: str) -> None:
    structlog.get_logger("t").info(text, also=text, of=[text], raw=text.encode())
    logging.getLogger("uvicorn.error").error("%s refused", text)
    said = lines.getvalue()
    assert said.count("***") == 5
    assert "secreto-123" not in said


def test_a_request_is_told_without_its_token(lines: io.StringIO) -> None:
    request = RequestFactory().get("/ws/chat/1/?token=secreto-123")
    assert "secreto-123" in repr(request)
    logging.getLogger("django.security.csrf").warning("Forbidden", extra={"request": request, "status_code": 403})
    assert "status_code=403" in lines.getvalue()
    assert "secreto-123" not in lines.getvalue()


def test_a_line_names_the_trace_that_it_belongs_to(json_lines: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "ids", lambda: {"trace_id": "4bf92f35", "span_id": "00f067aa"})
    structlog.get_logger("t").info("algo pasó", tenant="acme", chat_id=124)
    logging.getLogger("django").error("algo falló")
    ours, theirs = map(json.loads, json_lines.getvalue().splitlines())
    assert (ours["tenant"], ours["chat_id"], ours["trace_id"]) == ("acme", 124, "4bf92f35")
    assert (theirs["trace_id"], theirs["span_id"]) == ("4bf92f35", "00f067aa")


def test_the_rest_of_a_url_stays_readable(lines: io.StringIO) -> None:
    logging.getLogger("t").warning("closed %s", "/ws/chat/7/?token=abc&despues=4")
    assert "/ws/chat/7/?token=***&despues=4" in lines.getvalue()


def test_a_traceback_tells_where_without_the_row_that_was_refused(lines: io.StringIO) -> None:
    texto = "secreto-123"
    try:
        raise ValueError(f"bad row\nDETAIL:  Failing row contains (1, {texto}).")
    except ValueError:
        structlog.get_logger("t").exception("journal failed")
    said = lines.getvalue()
    assert "ValueError" in said
    assert "test_logs.py" in said
    assert "secreto-123" not in said


def test_lines_can_be_json(json_lines: io.StringIO) -> None:
    structlog.get_logger("chat").info("Chat creado en tenant acme: chat_id=124", tenant="acme", token="no")
    logging.getLogger("django").warning("algo %s", "más")
    ours, django = map(json.loads, json_lines.getvalue().splitlines())
    assert ours["event"] == "Chat creado en tenant acme: chat_id=124"
    assert (ours["tenant"], ours["level"], ours["logger"]) == ("acme", "info", "chat")
    assert "token" not in ours
    assert django["event"] == "algo más"


def test_uvicorn_names_no_url(lines: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").info('127.0.0.1 - "WebSocket /ws/chat/1/?token=x" [accepted]')
    logging.getLogger("uvicorn.access").info("GET /")
    assert lines.getvalue() == ""
