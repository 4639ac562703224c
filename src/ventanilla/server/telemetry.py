"""Where this server's spans go: to an OpenTelemetry collector, by OTLP over HTTP, as OpenTelemetry's own variables say.

A host's project sets up its own: ours go where its go.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec

INSTALL = "pip install 'ventanilla[otel]'"


def is_wanted() -> bool:
    return bool(os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"))


def is_installed() -> bool:
    return find_spec("opentelemetry") is not None and find_spec("opentelemetry.exporter.otlp.proto.http") is not None


def start() -> Callable[[], None]:
    """Spans are collected from now on, where that is wanted. What it returns sends the last of them."""
    if not (is_wanted() and is_installed()):
        return lambda: None
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    # What the environment says (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) goes before these.
    name = os.environ.get("OTEL_SERVICE_NAME") or "ventanilla"
    resource = Resource.create({"service.name": name, "service.version": version("ventanilla")})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    return provider.shutdown


def answers() -> bool:
    """The collector takes spans: it was sent none."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace.export import SpanExportResult

    exporter = OTLPSpanExporter(timeout=3)
    try:
        return exporter.export([]) is SpanExportResult.SUCCESS
    finally:
        exporter.shutdown()  # type: ignore[no-untyped-call]
