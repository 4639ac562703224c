"""The mount of a host project: path("", include("ventanilla.urls"))."""

from __future__ import annotations

from django.urls import path, re_path

from . import pages
from .api.views import api

app_name = "ventanilla"

urlpatterns = [
    path("api/openapi.json", pages.openapi, name="openapi"),
    path("api/docs/", pages.api_docs, name="api-docs"),
    re_path(r"^api/(?:chat|soporte)/", api, name="api"),
    path("widget.js", pages.widget, name="widget"),
    # A part that did not arrive is asked for again under another address, with all that it imports.
    re_path(r"^widget/(?:~\d+/)?(?P<name>[\w-]+)\.js$", pages.widget_part, name="widget-part"),
    path("soporte/avisos.js", pages.service_worker, name="service-worker"),
    re_path(r"^soporte/(?P<rest>.*)$", pages.console, name="console"),
]
