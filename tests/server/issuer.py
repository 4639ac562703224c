"""A small OpenID provider: discovery, log-in, tokens and keys, and the lies that a test has it tell."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "ventanilla", "el-secreto-de-ventanilla"


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Issuer:
    port: int
    key: rsa.RSAPrivateKey = field(default_factory=_new_key)
    # What the next token says, besides what it must; what signs it, where it is another's key.
    claims: dict[str, Any] = field(default_factory=dict)
    forger: rsa.RSAPrivateKey | None = None
    exchanged: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def says(self, **claims: Any) -> None:
        self.claims, self.forger = claims, None

    def is_forged(self) -> None:
        self.forger = _new_key()

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def jwks(self) -> dict[str, Any]:
        jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**jwk, "kid": "una", "use": "sig", "alg": "RS256"}]}

    def token(self) -> dict[str, Any]:
        now = int(time.time())
        must = {"iss": self.url, "aud": CLIENT_ID, "sub": "persona-1", "iat": now, "exp": now + 60}
        signed = jwt.encode({**must, **self.claims}, self.forger or self.key, "RS256", headers={"kid": "una"})
        return {"access_token": "acceso", "token_type": "Bearer", "id_token": signed}


@contextlib.contextmanager
def issuing() -> Iterator[Issuer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    issuer = Issuer(server.server_address[1])
    server.RequestHandlerClass = _answering(issuer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answering(issuer: Issuer) -> type[BaseHTTPRequestHandler]:
    pages = {"/.well-known/openid-configuration": issuer.discovery, "/jwks": issuer.jwks}

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(pages[urlsplit(self.path).path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            issuer.exchanged.append({name: values[0] for name, values in parse_qs(body).items()})
            self._answer(issuer.token())

        def _answer(self, what: dict[str, Any]) -> None:
            data = json.dumps(what).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """The tests' output is no log of it."""

    return Answering
