"""Coming in by the company's own log-in (OpenID Connect): who it says is there, and which agente that is.

allauth carries the flow (state, PKCE, exchange of the code). Here is what it leaves open: the ID token's signature is
checked, the issuer is the one that was set, and only an agente who exists comes in, found by verified e-mail each time.
Nothing about the other side is kept.
"""

from __future__ import annotations

import logging
from typing import Any

import jwt
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from ventanilla.desk.models import Agente

PROVIDER = "oidc"
# The console sees by this where the agente comes from; an `error` beside it says that nobody came in.
BACK = "/soporte/?desde=oidc"
# Public keys alone: with HS256 whoever knows the published key could sign.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]

log = logging.getLogger(__name__)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """`{url}` of the other side's log-in. A redirect would need each host on the way in `form-action`."""
    provider = _provider(request)
    try:
        away = provider.redirect(request, process="login", next_url=BACK, headless=True)
    except (OAuth2Error, OSError, ValueError):
        log.exception("oidc unreachable")
        return JsonResponse({"codigo": "no_disponible"}, status=503)
    return JsonResponse({"url": away["Location"]})


@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """The agente is in, or at the second step, or back at the log-in with an `error`."""
    if provider_id != PROVIDER:
        raise Http404
    _provider(request)
    answer: HttpResponseBase = OAuth2CallbackView.adapter_view(CheckedAdapter(request, PROVIDER))(request)
    return answer


def not_offered(request: HttpRequest) -> HttpResponse:
    """What allauth would let through here: a token handed in, perhaps stolen elsewhere, without state and PKCE; an
    address that an agente gives themselves, unproven, to which its true owner would then log in."""
    raise Http404


def _provider(request: HttpRequest) -> Any:
    from allauth.socialaccount.models import SocialApp

    try:
        return get_adapter(request).get_provider(request, PROVIDER)
    except SocialApp.DoesNotExist:
        raise Http404 from None


class CheckedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Believes an ID token only by its signature, issuer, audience and time."""

    @property
    def openid_config(self) -> dict[str, Any]:
        found: dict[str, Any] = super().openid_config
        issuer = self.get_provider().app.settings["server_url"]
        if str(found.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
            raise OAuth2Error("the issuer is another one")
        return found

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        claims = self._claims(kwargs["response"].get("id_token") or "", app.client_id)
        if "email" not in claims and "userinfo_endpoint" in self.openid_config:
            more = self._fetch_user_info(token.token)
            if more.get("sub") != claims["sub"]:
                raise OAuth2Error("userinfo tells of somebody else")
            claims = {**more, **claims}
        # Some write "false", which is true to Python.
        claims["email_verified"] = claims.get("email_verified") in (True, "true")
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _claims(self, id_token: str, client_id: str) -> dict[str, Any]:
        config = self.openid_config
        try:
            kid = jwt.get_unverified_header(id_token).get("kid")
            known = jwt.PyJWKSet.from_dict(self._published(config["jwks_uri"])).keys
            [key] = [each for each in known if each.key_id == kid] or known
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key,
                algorithms=ALGORITHMS,
                audience=client_id,
                issuer=config["issuer"],
                leeway=60,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except (jwt.PyJWTError, ValueError) as error:
            raise OAuth2Error("the ID token is not good") from error
        return claims

    def _published(self, url: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(url)
            answer.raise_for_status()
            found: dict[str, Any] = answer.json()
        return found


class AgentsByEmail(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Nobody signs up, nothing is linked: an agente with that verified e-mail, or nobody."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Raises PermissionDenied."""
        verified = [found.email for found in sociallogin.email_addresses if found.verified and found.email]
        agente = _agente_at(verified[0]) if verified else None
        if agente is None or sociallogin.state.get("process") != "login":
            log.warning("oidc refused", extra={"verified": bool(verified)})
            raise PermissionDenied
        sociallogin.user = agente.user

    def on_authentication_error(self, request: HttpRequest, provider: Any, **found: Any) -> None:
        log.warning("oidc failed: %s", found.get("exception") or found.get("error"))


def _agente_at(email: str) -> Agente | None:
    """An address that two agents share names neither."""
    found = list(
        Agente.objects.select_related("user").filter(user__email__iexact=email, activo=True, user__is_active=True)[:2]
    )
    return found[0] if len(found) == 1 else None
