"""A tenant's own public keys (JWKS, RFC 7517): looked at before they are kept."""

from __future__ import annotations

from typing import Any

import jwt

from ventanilla.identity import ASYMMETRIC

MOST = 20
SECRET_PARTS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
"""Of RFC 7518: with any of these a key is not a public one."""


class KeysError(ValueError):
    """That is no set of public keys; the text says why."""


def checked(jwks: dict[str, Any]) -> dict[str, Any]:
    """The set, with nothing in it that identity could not use. Raises KeysError."""
    keys = jwks.get("keys")
    if not isinstance(keys, list) or not keys or set(jwks) - {"keys"}:
        raise KeysError('Se escribe {"keys": [...]}, con una clave al menos.')
    if len(keys) > MOST:
        raise KeysError(f"Como mucho {MOST} claves.")
    kids = [_checked(key) for key in keys]
    if len(keys) > 1 and (None in kids or len(set(kids)) < len(kids)):
        raise KeysError("Donde hay varias, cada una lleva un `kid` distinto.")
    return jwks


def _checked(key: Any) -> str | None:
    """Its `kid`."""
    if not isinstance(key, dict) or key.get("kty") not in ("RSA", "EC", "OKP"):
        raise KeysError("Cada clave es RSA, EC u OKP.")
    if SECRET_PARTS & set(key):
        raise KeysError("Hay una clave privada: aquí va solo la pública, y esa ya no es secreta.")
    try:
        parsed = jwt.PyJWK.from_dict(key)
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError):
        raise KeysError("Una de las claves no se puede leer.") from None
    if parsed.algorithm_name not in ASYMMETRIC:
        raise KeysError(f"Firman con {', '.join(ASYMMETRIC)}.")
    kid = key.get("kid")
    if kid is not None and not isinstance(kid, str):
        raise KeysError("El `kid` de una clave es un texto.")
    return kid
