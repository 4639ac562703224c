"""OpenTelemetry spans of what takes time: calls, verbs, commits, reads, jobs. Without the library (extra `otel`), or
where nobody collects them, none is made.

A span tells the route, the tenant and what came of it: never a URL with its query, a header, or what was written.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

try:
    from opentelemetry import context, propagate, trace
    from opentelemetry.trace import Link, SpanKind, Status, StatusCode
except ImportError:  # pragma: no cover - the otel extra brings it
    trace = None  # type: ignore[assignment]

_NS = 1_000_000_000


class Verb(Protocol):
    """What the journal has carried out."""

    arrived: float
    """By `time.perf_counter`."""
    came_from: Any
    key: tuple[str, str]
    """Schema and cliente_id."""

    @property
    def name(self) -> str: ...


def is_on() -> bool:
    """Somebody collects spans: this server, or the host whose project this is in."""
    return trace is not None and not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider)


@contextmanager
def span(name: str, **attributes: Any) -> Iterator[None]:
    """What happens meanwhile is in a span of that name; what is raised is told by its type alone."""
    if not is_on():
        yield
        return
    with _entered(name, SpanKind.INTERNAL, None, attributes):
        yield


@contextmanager
def call(method: str, headers: Mapping[str, str]) -> Iterator[None]:
    """The same for a call from outside, which may belong to a trace of the caller's (`traceparent`)."""
    if not is_on():
        yield
        return
    is_inner = trace.get_current_span().get_span_context().is_valid
    kind, parent = (SpanKind.INTERNAL, None) if is_inner else (SpanKind.SERVER, propagate.extract(headers))
    with _entered(method, kind, parent, {"http.request.method": method}):
        yield


def route(name: str, path: str) -> None:
    """The call that this is."""
    if is_on():
        here = trace.get_current_span()
        here.update_name(name)
        here.set_attribute("http.route", path)


def tell(**attributes: Any) -> None:
    """Of the span that one is in."""
    if is_on():
        trace.get_current_span().set_attributes(_named(attributes))


def answered(status: int, codigo: str | None) -> None:
    if is_on():
        here = trace.get_current_span()
        here.set_attribute("http.response.status_code", status)
        if codigo:
            here.set_attribute("error.type", codigo)
        if status >= 500:
            here.set_status(Status(StatusCode.ERROR))


def origin() -> Any:
    """What one is in, for what is done later and elsewhere because of it. None where nobody collects."""
    return context.get_current() if is_on() else None


@contextmanager
def commit(operations: int) -> Iterator[Any]:
    """A transaction of the journal's, which is nobody's alone: its verbs link to it. Yields what `verbs` wants."""
    if not is_on():
        yield None
        return
    nobody = trace.set_span_in_context(trace.INVALID_SPAN)
    with _entered("journal commit", SpanKind.INTERNAL, nobody, {"operations": operations}):
        yield trace.get_current_span().get_span_context()


def verbs(done: Sequence[Verb], results: Sequence[Any], committed: Any) -> None:
    """From the arrival of each until now, with what it was refused for."""
    if committed is None:
        return
    tracer, now, wall, links = _tracer(), time.perf_counter(), time.time_ns(), [Link(committed)]
    for verb, result in zip(done, results, strict=True):
        told = tracer.start_span(
            f"journal {verb.name}",
            context=verb.came_from,
            links=links,
            attributes=_named({"tenant": verb.key[0]}),
            start_time=wall - int((now - verb.arrived) * _NS),
        )
        if isinstance(result, Exception):
            told.set_attribute("error.type", getattr(result, "codigo", type(result).__name__))
        told.end(wall)


def ids() -> dict[str, str]:
    """What a line of the log names, to be found from its trace and the other way round."""
    if not is_on():
        return {}
    here = trace.get_current_span().get_span_context()
    if not here.is_valid:
        return {}
    return {"trace_id": trace.format_trace_id(here.trace_id), "span_id": trace.format_span_id(here.span_id)}


@contextmanager
def _entered(name: str, kind: Any, parent: Any, attributes: Mapping[str, Any]) -> Iterator[None]:
    with _tracer().start_as_current_span(
        name,
        context=parent,
        kind=kind,
        attributes=_named(attributes),
        # Its message may repeat what somebody wrote.
        record_exception=False,
        set_status_on_exception=False,
    ) as here:
        try:
            yield
        except Exception as error:
            here.set_attribute("error.type", type(error).__name__)
            here.set_status(Status(StatusCode.ERROR))
            raise


def _tracer() -> Any:
    return trace.get_tracer("ventanilla")


def _named(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {name if "." in name else f"ventanilla.{name}": value for name, value in attributes.items()}
