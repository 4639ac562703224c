"""The page and its calls, for whoever is logged in on this company's domain."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe
from ventanilla.identity import mint_cliente_token

from .models import Order

View = Callable[..., HttpResponse]


def for_people(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"detail": "Inicia sesión."}, status=401)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@login_required
@ensure_csrf_cookie
def application(request: HttpRequest) -> HttpResponse:
    return render(request, "application.html")


@require_safe
@for_people
def me(request: HttpRequest) -> HttpResponse:
    user = request.user
    return JsonResponse(
        {
            "id": user.pk,
            "name": user.get_full_name(),
            "company": request.tenant.name,
            "support": "token" if getattr(settings, "SUPPORT_TOKENS", False) else "session",
        }
    )


@require_safe
@for_people
def orders(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"results": list(Order.objects.values("number", "customer", "packages", "delivered"))})


@require_POST
@for_people
def deliver(request: HttpRequest, number: int) -> HttpResponse:
    order = get_object_or_404(Order, number=number)
    order.delivered = True
    order.save(update_fields=["delivered"])
    return JsonResponse({"delivered": True})


@require_POST
@for_people
def support_token(request: HttpRequest) -> HttpResponse:
    """For a page that does not go by the session: on another domain, or in an app."""
    user = request.user
    token = mint_cliente_token(request.tenant.schema_name, user.pk, nombre=user.get_full_name(), ttl_s=600)
    return JsonResponse({"token": token})
