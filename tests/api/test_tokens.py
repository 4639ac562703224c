"""A cliente's token: signed by the tenant of that domain, for that tenant, not expired. Nothing else lets anyone in."""

from __future__ import annotations

import json
import math
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.installation import Server
from tests.people import Agente, Cliente, Person, agente_token, in_public, new_id

from .doors import assert_refused
from .forged import claims_for, secret_of, sign

HOSTS = {"acme": "acme.localhost", "globex": "globex.localhost", "public": "localhost"}


async def lets_in(server: Server, tenant: str, token: str) -> bool:
    """At HTTP and at the handshake alike."""
    person = Person(server, HOSTS.get(tenant, f"{tenant}.localhost"), token)
    answer = await person.http.post("/api/chat/soporte/", json={})
    handshake = await person.handshake_status("/ws/chat/soporte/")
    if answer.status_code == 200:
        assert handshake == 101
        return True
    assert_refused(answer, 401)
    assert handshake == 401
    return False


@pytest.mark.parametrize("tenant", HOSTS)
async def test_a_token_that_the_tenant_signed_lets_in(server: Server, tenant: str) -> None:
    assert await lets_in(server, tenant, sign(claims_for(tenant, new_id()), secret_of(tenant)))


@pytest.mark.parametrize("sub", ["texto", 7_000_001, "7000001"])
async def test_sub_is_an_integer_or_a_text(server: Server, sub: object) -> None:
    assert await lets_in(server, "acme", sign(claims_for("acme", sub), secret_of("acme")))


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": None},
        {"exp": int(time.time()) - 1},
        {"exp": "mañana"},
        {"exp": -1},
        {"exp": math.nan},
        {"exp": math.inf},
        {"exp": 10**30},
        {"exp": []},
        {"nbf": int(time.time()) + 86_400},
        {"aud": None},
        {"aud": "globex"},
        {"aud": "ACME"},
        {"aud": ["globex", "public"]},
        {"aud": {}},
        {"sub": None},
        {"sub": ""},
        {"sub": True},
        {"sub": 1.5},
        {"sub": ["5"]},
        {"sub": {"id": 5}},
        {"sub": "x" * 65},
        {"sub": "a\x00b"},
        {"sub": "\ud83d"},
    ],
    ids=str,
)
async def test_claims_that_do_not_hold_are_refused(server: Server, claims: dict[str, Any]) -> None:
    made = {k: v for k, v in {**claims_for("acme", new_id()), **claims}.items() if v is not None}
    assert not await lets_in(server, "acme", sign(made, secret_of("acme")))


async def test_a_token_signed_by_others_is_refused(server: Server) -> None:
    claims, secret = claims_for("acme", new_id()), secret_of("acme")
    good = sign(claims, secret)
    assert await lets_in(server, "acme", good)
    head, body, signature = good.split(".")
    elses = sign(claims_for("acme", "otra"), secret).split(".")
    for bad in (
        sign(claims, secret_of("globex")),
        sign(claims, ""),
        sign(claims, "secret"),
        sign(claims, secret + " "),
        sign(claims, secret, alg="none"),
        sign(claims, secret, alg="None"),
        sign(claims, secret, alg="nOnE"),
        sign(claims, secret, alg="HS512"),
        sign(claims, secret, alg="RS256"),
        sign(claims, secret, alg="HS256", crit=["exp"]),
        f"{head}.{body}.",
        f"{head}.{body}.{signature[:-4]}",
        f"{head}.{body}.{signature}{signature}",
        f"{head}.{elses[1]}.{signature}",
        f"{head}.{body}",
        f"{head}.{body}.{signature}.{signature}",
        good.swapcase(),
        "x",
        "..",
        sign([], secret),
        sign("eva", secret),
    ):
        assert not await lets_in(server, "acme", bad), bad


@pytest.mark.parametrize(("own", "other"), [("acme", "globex"), ("acme", "public"), ("public", "acme")])
async def test_a_token_of_one_tenant_is_refused_by_another(server: Server, own: str, other: str) -> None:
    cliente_id = new_id()
    token = sign(claims_for(own, cliente_id), secret_of(own))
    assert await lets_in(server, own, token)
    assert not await lets_in(server, other, token)
    assert not await lets_in(server, other, sign(claims_for(other, cliente_id), secret_of(own)))
    assert not await lets_in(server, other, sign(claims_for(own, cliente_id), secret_of(other)))


async def test_a_hosts_clock_a_little_ahead_locks_nobody_out(server: Server) -> None:
    """`iat` is when the host says that it signed; the contract judges a token by `exp`."""
    claims = claims_for("acme", new_id(), iat=int(time.time()) + 5)
    assert await lets_in(server, "acme", sign(claims, secret_of("acme")))


async def test_a_profile_that_cannot_be_kept_does_not_lock_out(server: Server) -> None:
    claims = claims_for(
        "acme", new_id(), nombre="x" * 5000, email=["a"], avatar=7, atributos={"a": "\x00"}, otro={"b": 1}
    )
    assert await lets_in(server, "acme", sign(claims, secret_of("acme")))


async def test_a_caller_who_says_nothing_is_nobody(server: Server) -> None:
    nobody = Person(server, "acme.localhost", "")
    for header in ({}, {"Authorization": ""}, {"Authorization": "Bearer"}, {"Authorization": "Bearer x"}):
        answer = await nobody.http.post("/api/chat/soporte/", json={}, headers=header)
        assert_refused(answer, 401)
        assert answer.headers["www-authenticate"].startswith("Bearer")
    good = Cliente(server, "acme").token
    for header in (f"Basic {good}", good, f"Token {good}", f"Bearer {good} {good}"):
        assert_refused(await nobody.http.post("/api/chat/soporte/", json={}, headers={"Authorization": header}), 401)


async def test_a_cookie_that_is_no_session_makes_nobody_known(server: Server) -> None:
    """A page that has cookies of its own and lost its token must learn that it lost it: 401, not 403."""
    for host in ("acme.localhost", "localhost"):
        nobody = Person(server, host, "")
        for cookie in ("tema=oscuro", "sessionid=inventada", "csrftoken=x"):
            headers = {"Cookie": cookie}
            assert_refused(await nobody.http.get("/api/chat/historial/", headers=headers), 401)
            assert_refused(await nobody.http.post("/api/chat/soporte/", json={}, headers=headers), 401)


async def test_an_agents_token_is_good_on_the_public_domain_alone(server: Server) -> None:
    ana = Agente(server)
    assert (await ana.http.get("/api/soporte/bandeja/")).status_code == 200
    for host in ("acme.localhost", "globex.localhost"):
        there = Person(server, host, ana.token)
        assert_refused(await there.http.get("/api/soporte/bandeja/"), 401)
        assert_refused(await there.http.post("/api/chat/soporte/", json={}), 401)
        assert await there.handshake_status("/ws/soporte/") == 401


async def test_an_agents_token_that_is_spent_or_made_up_is_refused(server: Server) -> None:
    for token in (
        agente_token("ana", ttl_s=0),
        "vta_",
        "vta_inventado",
        Agente(server).token + "x",
        Agente(server).token[:-1],
    ):
        person = Person(server, "localhost", token)
        assert_refused(await person.http.get("/api/soporte/bandeja/"), 401)
        assert await person.handshake_status("/ws/soporte/") == 401


# --- a tenant that signs with keys of its own -----------------------------------------------------------------

RSA, EC = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())
ED = ed25519.Ed25519PrivateKey.generate()
KEYS: dict[str, tuple[str, Any]] = {"r": ("RS256", RSA), "e": ("ES256", EC), "d": ("EdDSA", ED)}


@pytest.fixture(scope="module")
def initech(database: None) -> str:
    """A tenant with a JWKS."""

    def make() -> None:
        from ventanilla.server import tenants

        algorithms = {name: jwt.get_algorithm_by_name(name) for name, _ in KEYS.values()}
        jwks = [
            {**json.loads(algorithms[alg].to_jwk(key.public_key())), "kid": kid, "use": "sig", "alg": alg}
            for kid, (alg, key) in KEYS.items()
        ]
        tenant = tenants.create("initech", nombre="Initech")
        tenant.jwks = {"keys": jwks}
        tenant.save(update_fields=["jwks"])

    in_public(make)
    return "initech"


@pytest.mark.parametrize("kid", KEYS)
async def test_a_token_signed_with_a_key_of_the_jwks_lets_in(server: Server, initech: str, kid: str) -> None:
    alg, key = KEYS[kid]
    token = jwt.encode(claims_for(initech, new_id()), key, algorithm=alg, headers={"kid": kid})
    assert await lets_in(server, initech, token)


async def test_a_token_signed_with_any_other_key_is_refused(server: Server, initech: str) -> None:
    claims = claims_for(initech, new_id())
    mallory = rsa.generate_private_key(65537, 2048)
    own_jwk = json.loads(jwt.get_algorithm_by_name("RS256").to_jwk(mallory.public_key()))
    public_pem = RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for bad in (
        jwt.encode(claims, mallory, algorithm="RS256", headers={"kid": "r"}),
        jwt.encode(claims, mallory, algorithm="RS256", headers={"kid": "mallory"}),
        jwt.encode(claims, mallory, algorithm="RS256", headers={"kid": "r", "jwk": own_jwk}),
        jwt.encode(claims, mallory, algorithm="RS256", headers={"jku": "http://127.0.0.1:9/jwks.json"}),
        jwt.encode(claims, RSA, algorithm="RS256", headers={"kid": "e"}),
        jwt.encode(claims, RSA, algorithm="RS256"),
        jwt.encode(claims, RSA, algorithm="RS512", headers={"kid": "r"}),
        # The classic: the public key taken for a shared secret.
        sign(claims, public_pem, kid="r"),
        sign(claims, secret_of(initech)),
        sign(claims, secret_of(initech), kid="r"),
        sign(claims, b"", alg="none", kid="r"),
        jwt.encode(claims_for("acme", "x"), RSA, algorithm="RS256", headers={"kid": "r"}),
    ):
        assert not await lets_in(server, initech, bad), jwt.get_unverified_header(bad)
