"""The same calls inside Django: where the caller is known by a session, with CSRF protection."""

from __future__ import annotations

import asyncio
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

from ..chat import engine as engines
from ..chat.errors import ChatError, Forbidden, TooLarge
from ..chat.people import Caller
from ..chat.problem import Response, problem
from ..identity import caller_of_session
from ..tenancy import Tenant, let_go
from .answer import MAX_BODY, Request, answer, takes_upload
from .uploads import ReadUpload, Upload, of_request


class _Csrf(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        raise Forbidden(f"Falta el token CSRF (X-CSRFToken). {reason}")


@csrf_exempt  # checked where a session is what tells who is calling
async def api(request: HttpRequest, **_: Any) -> HttpResponseBase:
    """Any call of the table. A bearer token needs no CSRF token: no page can make a browser send it."""
    await sync_to_async(let_go)()
    is_upload = takes_upload(request.method or "GET", request.path)
    try:
        if is_upload:
            # Here and not when it is asked for: the check of the CSRF token would read the body on the event loop.
            sent = await asyncio.to_thread(_sent, request)
        body = b"" if is_upload else request.body
    except RequestDataTooBig:
        return _django(problem(TooLarge(f"El cuerpo: el límite son {MAX_BODY} bytes.")))
    session_key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)

    async def session(tenant: Tenant) -> Caller | None:
        """Only where a session is what tells who calls does a page's word need a CSRF token."""
        if not session_key:
            return None
        caller = await caller_of_session(session_key, tenant, await engines.current())
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
                client=request.META.get("REMOTE_ADDR", ""),
                session=session,
                **({"upload": sent} if is_upload else {}),
            )
        )
    )


def _sent(request: HttpRequest) -> ReadUpload:
    """The file that came with it, or why there is none, for when it is asked for."""
    found: Upload | ChatError
    try:
        found = of_request(request)
    except ChatError as error:
        found = error

    async def read() -> Upload:
        if isinstance(found, ChatError):
            raise found
        return found

    return read


def _check_csrf(request: HttpRequest) -> None:
    """Raises Forbidden."""
    check = _Csrf(lambda _request: HttpResponse())
    check.process_request(request)
    check.process_view(request, _guarded, (), {})


def _guarded(request: HttpRequest) -> HttpResponse:
    """Stands for the view in the CSRF check: not exempt."""
    return HttpResponse()


def _django(response: Response) -> HttpResponseBase:
    headers = {"cache-control": "no-store", **response.headers}
    if response.blocks is not None:
        return StreamingHttpResponse(response.blocks, status=response.status, headers=headers)
    return HttpResponse(response.body, status=response.status, headers=headers)
