"""Who is calling: a JWT, in the socket's subprotocol or in the Authorization header."""

import jwt
from django.conf import settings
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed

SOPORTE = "soporte"


def read(token, audience):
    """The claims, or None where the token is not good for that tenant (or for soporte)."""
    try:
        return jwt.decode(
            token,
            settings.TOKEN_SECRET,
            algorithms=["HS256"],
            audience=audience,
            options={"require": ["exp", "sub", "aud"]},
        )
    except jwt.PyJWTError:
        return None


def of_subprotocols(subprotocols):
    return next((name.removeprefix("token.") for name in subprotocols if name.startswith("token.")), "")


class Cliente:
    is_authenticated = True

    def __init__(self, cliente_id):
        self.cliente_id = cliente_id


class BearerAuthentication(BaseAuthentication):
    def authenticate(self, request):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        claims = read(token, request.tenant.slug) if scheme == "Bearer" else None
        if claims is None:
            raise AuthenticationFailed
        return Cliente(claims["sub"]), token

    def authenticate_header(self, request):
        return "Bearer"
