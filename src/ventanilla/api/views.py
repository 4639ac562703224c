"""The same calls inside Django: where the caller is known by a session, with CSRF protection."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

from ..chat.errors import Forbidden, TooLarge
from ..chat.people import Caller
from ..chat.problem import problem
from ..identity import agente_of_session
from ..tenancy import Tenant
from .answer import MAX_BODY, Request, answer


class _Csrf(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        raise Forbidden(f"Falta el token CSRF (X-CSRFToken). {reason}")


@csrf_exempt  # checked where a session is what tells who is calling
async def api(request: HttpRequest, **_: Any) -> HttpResponse:
    """Any call of the table. A bearer token needs no CSRF token: no page can make a browser send it."""
    try:
        body = request.body
    except RequestDataTooBig:
        return _django(problem(TooLarge(f"El cuerpo: el límite son {MAX_BODY} bytes.")))
    session_key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)

    async def session(tenant: Tenant) -> Caller | None:
        """Only where a session is what tells who calls does a page's word need a CSRF token."""
        if not session_key or not tenant.is_public:
            return None
        caller = await agente_of_session(session_key)
        _check_csrf(request)
        return caller

    return _django(
        await answer(
            Request(
                method=request.method or "GET",
                path=request.path,
                query=request.META.get("QUERY_STRING", ""),
                headers={name.lower(): value for name, value in request.headers.items()},
                body=body,
                session=session,
            )
        )
    )


def _check_csrf(request: HttpRequest) -> None:
    """Raises Forbidden."""
    check = _Csrf(lambda _request: HttpResponse())
    check.process_request(request)
    check.process_view(request, _guarded, (), {})


def _guarded(request: HttpRequest) -> HttpResponse:
    """Stands for the view in the CSRF check: not exempt."""
    return HttpResponse()


def _django(response: Any) -> HttpResponse:
    made = HttpResponse(response.body, status=response.status, headers=response.headers)
    made["Cache-Control"] = "no-store"
    return made
