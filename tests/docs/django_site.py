"""A Django project with the view and the template of docs/embed.md: one page, one person logged in, no database."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from .page import snippet

PAGE = "<!doctype html><html lang=es><meta charset=utf-8><title>Acme</title><h1>Acme</h1>"
APPS = ["django.contrib.contenttypes", "django.contrib.auth"]

_, PORT, SERVIDOR, SECRETO, CLIENTE_ID, NOMBRE = sys.argv


def logged_in(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """In place of a session: this person, always."""

    def middleware(request: HttpRequest) -> HttpResponse:
        from django.contrib.auth.models import User

        request.user = User(username=CLIENTE_ID, first_name=NOMBRE, email="de-casa@acme.example")
        request.user.pk = CLIENTE_ID  # type: ignore[assignment]
        return get_response(request)

    return middleware


def soporte(_request: HttpRequest) -> dict[str, str]:
    return {"SOPORTE_URL": SERVIDOR}


PROCESSORS = [
    "django.template.context_processors.i18n",
    "django.contrib.auth.context_processors.auth",
    "tests.docs.django_site.soporte",
]
TEMPLATES = {"base.html": PAGE + snippet("Django", "django")}


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""


def serve() -> None:
    # The middleware and the processor are named by this module, which runs as the program.
    sys.modules["tests.docs.django_site"] = sys.modules[__name__]
    loaders = [("django.template.loaders.locmem.Loader", TEMPLATES)]
    settings.configure(
        DEBUG=False,
        SECRET_KEY="only-for-tests",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        LANGUAGE_CODE="es",
        INSTALLED_APPS=APPS,
        MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware", "tests.docs.django_site.logged_in"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": loaders, "context_processors": PROCESSORS},
            }
        ],
        SOPORTE_SECRETO=SECRETO,
    )
    django.setup()
    page: dict[str, Any] = {"__name__": __name__}
    exec(snippet("Django", "python"), page)
    urlpatterns.extend(
        [
            path("", lambda request: render(request, "base.html")),
            path("mi/token-de-soporte/", page["token_de_soporte"], name="token-de-soporte"),
            path("favicon.ico", lambda _request: HttpResponse(status=204)),
        ]
    )
    with make_server("127.0.0.1", int(PORT), get_wsgi_application(), handler_class=Quiet) as server:
        server.serve_forever()


urlpatterns: list[Any] = []

if __name__ == "__main__":
    serve()
