"""What a push service is sent, pure: the message as only the browser can read it (RFC 8291), and the word of this
installation that it comes from here (RFC 8292). Knows no network and no database."""

from __future__ import annotations

import base64
import os
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import jwt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
SALT, KEY, NONCE, POINT, SECRET = 16, 16, 12, 65, 16
"""Lengths in bytes."""
RECORD = 4096
"""Of which the service may refuse more; one record is all there is."""
LONGEST = RECORD - 17 - 86
"""Bytes of a message, with its tag, its mark of the end and its head."""
VALID = timedelta(hours=12)
"""Of a word of ours; the RFC allows 24 hours."""


class UnusableKeys(ValueError):
    """These are no keys of a browser."""


def new_key() -> str:
    """A private key for an installation, as `public_key` and `authorization` take it."""
    secret = ec.generate_private_key(CURVE).private_numbers().private_value
    return encoded(secret.to_bytes(32, "big"))


def public_key(key: str) -> str:
    """What browsers are given as `applicationServerKey`."""
    return encoded(_point(_private(key).public_key()))


def authorization(endpoint: str, *, key: str, subject: str, now: datetime | None = None) -> str:
    """The header that says, to this push service alone, who sends. `subject`: where its people find ours."""
    service = urlsplit(endpoint)
    until = (now or datetime.now(UTC)) + VALID
    claims = {"aud": f"{service.scheme}://{service.netloc}", "exp": int(until.timestamp()), "sub": subject}
    token = jwt.encode(claims, _private(key), algorithm="ES256")
    return f"vapid t={token}, k={public_key(key)}"


def check_keys(p256dh: str, auth: str) -> None:
    """Raises UnusableKeys."""
    _browser(p256dh, auth)


def encrypt(message: bytes, *, p256dh: str, auth: str, key: str | None = None, salt: bytes | None = None) -> bytes:
    """One record of `aes128gcm`. `key` and `salt` are chance, given by tests only. Raises UnusableKeys."""
    if len(message) > LONGEST:
        raise ValueError(f"a push has {LONGEST} bytes at most")
    browser, secret = _browser(p256dh, auth)
    ours = _private(key) if key else ec.generate_private_key(CURVE)
    salt = salt or os.urandom(SALT)
    point = _point(ours.public_key())
    content_key, nonce = _keys(ours.exchange(ec.ECDH(), browser), secret, salt, _point(browser), point)
    head = salt + RECORD.to_bytes(4, "big") + len(point).to_bytes(1, "big") + point
    return head + AESGCM(content_key).encrypt(nonce, message + b"\x02", None)


def decrypt(body: bytes, *, key: str, auth: str) -> bytes:
    """What the browser with that private key reads. Raises ValueError."""
    ours = _private(key)
    salt, size, rest = body[:SALT], body[SALT + 4], body[SALT + 5 :]
    point, sealed = rest[:size], rest[size:]
    sender = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
    content_key, nonce = _keys(ours.exchange(ec.ECDH(), sender), decoded(auth), salt, _point(ours.public_key()), point)
    try:
        return AESGCM(content_key).decrypt(nonce, sealed, None).rstrip(b"\x00")[:-1]
    except InvalidTag:
        raise ValueError("not for this browser") from None


def _keys(shared: bytes, secret: bytes, salt: bytes, browser: bytes, ours: bytes) -> tuple[bytes, bytes]:
    material = _derive(shared, salt=secret, info=b"WebPush: info\x00" + browser + ours, length=32)
    content_key = _derive(material, salt=salt, info=b"Content-Encoding: aes128gcm\x00", length=KEY)
    return content_key, _derive(material, salt=salt, info=b"Content-Encoding: nonce\x00", length=NONCE)


def _derive(material: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(material)


def _browser(p256dh: str, auth: str) -> tuple[ec.EllipticCurvePublicKey, bytes]:
    try:
        point, secret = decoded(p256dh), decoded(auth)
        if len(point) != POINT or len(secret) != SECRET:
            raise UnusableKeys("the keys have another length")
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point), secret
    except ValueError as error:
        raise UnusableKeys(str(error)) from error


def _private(key: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(decoded(key), "big"), CURVE)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encoded(content: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """Raises ValueError."""
    return base64.b64decode(text.encode() + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
