"""A push can be read by its browser alone, and says truly who sent it: RFC 8291's own example, and RFC 8292."""

from __future__ import annotations

from datetime import UTC, datetime

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from ventanilla.desk import webpush
from ventanilla.desk.webpush import UnusableKeys, decoded, encoded

MESSAGE = b"When I grow up, I want to be a watermelon"
SERVER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SERVER_PUBLIC = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
BROWSER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
BROWSER_PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
    "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
ENDPOINT = "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV"


def test_the_example_of_the_rfc_comes_out_to_the_byte() -> None:
    body = webpush.encrypt(MESSAGE, p256dh=BROWSER_PUBLIC, auth=AUTH, key=SERVER, salt=decoded(SALT))
    assert encoded(body) == BODY
    assert webpush.decrypt(decoded(BODY), key=BROWSER, auth=AUTH) == MESSAGE
    assert webpush.public_key(SERVER) == SERVER_PUBLIC
    assert webpush.public_key(BROWSER) == BROWSER_PUBLIC


def test_a_message_is_sealed_anew_each_time_and_for_one_browser() -> None:
    one, other = (webpush.encrypt(MESSAGE, p256dh=BROWSER_PUBLIC, auth=AUTH) for _ in range(2))
    assert one != other
    with pytest.raises(ValueError, match="not for this browser"):
        webpush.decrypt(one, key=webpush.new_key(), auth=AUTH)
    with pytest.raises(ValueError, match="not for this browser"):
        webpush.decrypt(one[:-1] + bytes([one[-1] ^ 1]), key=BROWSER, auth=AUTH)


def test_the_longest_message_fills_one_record() -> None:
    longest = b"a" * webpush.LONGEST
    body = webpush.encrypt(longest, p256dh=BROWSER_PUBLIC, auth=AUTH)
    assert len(body) == webpush.RECORD
    assert webpush.decrypt(body, key=BROWSER, auth=AUTH) == longest
    with pytest.raises(ValueError, match="at most"):
        webpush.encrypt(longest + b"a", p256dh=BROWSER_PUBLIC, auth=AUTH)


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", AUTH),
        (BROWSER_PUBLIC, ""),
        (BROWSER_PUBLIC, AUTH + "AAAA"),
        (BROWSER_PUBLIC[:-4], AUTH),
        ("¿qué?", AUTH),
        (BROWSER_PUBLIC, "*" * 22),
        (encoded(b"\x04" + b"\x01" * 64), AUTH),
        (encoded(b"\x02" + decoded(BROWSER_PUBLIC)[1:33]), AUTH),
    ],
)
def test_what_is_no_browsers_key_is_refused(p256dh: str, auth: str) -> None:
    with pytest.raises(UnusableKeys):
        webpush.check_keys(p256dh, auth)


def test_the_word_of_the_installation_is_for_that_service_alone_and_for_hours() -> None:
    key, now = webpush.new_key(), datetime.now(UTC)
    header = webpush.authorization(ENDPOINT, key=key, subject="https://soporte.example", now=now)
    scheme, _, rest = header.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert (scheme, parts["k"]) == ("vapid", webpush.public_key(key))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(parts["k"]))
    claims = jwt.decode(parts["t"], public, algorithms=["ES256"], audience="https://push.example.net")
    assert claims["sub"] == "https://soporte.example"
    assert 0 < claims["exp"] - now.timestamp() < 24 * 3600
    assert key not in header
