"""Which tenant a request is for, and the headers that every answer carries."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin
from django_tenants.middleware.main import TenantMainMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

from ventanilla.tenancy import normal_host

from .models import Domain, Tenant

# No page of ours asks for any of these: a script that got in can't either.
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class TenantMiddleware(TenantMainMiddleware):  # type: ignore[misc]
    """Reads the Host as sockets do. A suspended tenant is as if it did not exist."""

    @staticmethod
    def hostname_from_request(request: HttpRequest) -> str:
        name = normal_host(request.get_host())
        if name is None:
            raise Http404("malformed host")
        return name

    def get_tenant(self, domain_model: type[Domain], hostname: str) -> Tenant:
        domain = domain_model.objects.select_related("tenant").get(domain=hostname, tenant__suspendido=False)
        tenant: Tenant = domain.tenant
        return tenant


class HardeningMiddleware(MiddlewareMixin):
    """Cookies that came over HTTPS never leave over HTTP, without a setting that one has to remember."""

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        answer: HttpResponseBase = response
        return answer


class StaticMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """The built front ends. Sent whole: under ASGI a file that streams is read into memory all the same."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        found = static_file.get_response(request.method, request.META)
        body = found.file.read() if found.file else b""
        if found.file:
            found.file.close()
        response = HttpResponse(body, status=int(found.status))
        del response["Content-Type"]
        for name, value in found.headers:
            response[name] = value
        return response
