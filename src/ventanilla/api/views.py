"""The same calls inside Django: where the caller is known by a session, with CSRF protection."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

from ..chat.errors import Forbidden
from ..chat.people import Caller
from ..chat.problem import problem
from ..identity import agente_of_session
from ..tenancy import Tenant
from .answer import Request, answer


class _Csrf(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return _django(problem(Forbidden(f"Falta el token CSRF (X-CSRFToken). {reason}")))


@csrf_exempt  # checked below, where a session is what tells who is calling
async def api(request: HttpRequest, **_: Any) -> HttpResponse:
    """Any call of the table. A bearer token needs no CSRF token: no page can make a browser send it."""
    if not request.headers.get("Authorization"):
        check = _Csrf(lambda _request: HttpResponse())
        check.process_request(request)
        refused = check.process_view(request, _guarded, (), {})
        if refused is not None:
            return refused
    session_key = request.COOKIES.get(_session_cookie())

    async def session(tenant: Tenant) -> Caller | None:
        return await agente_of_session(session_key) if tenant.is_public and session_key else None

    return _django(
        await answer(
            Request(
                method=request.method or "GET",
                path=request.path,
                query=request.META.get("QUERY_STRING", ""),
                headers={name.lower(): value for name, value in request.headers.items()},
                body=request.body,
                session=session,
            )
        )
    )


def _guarded(request: HttpRequest) -> HttpResponse:
    """Stands for the view in the CSRF check: not exempt."""
    return HttpResponse()


def _session_cookie() -> str:
    from django.conf import settings

    return str(settings.SESSION_COOKIE_NAME)


def _django(response: Any) -> HttpResponse:
    made = HttpResponse(response.body, status=response.status, headers=response.headers)
    made["Cache-Control"] = "no-store"
    return made
