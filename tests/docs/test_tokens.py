"""The snippets that sign a token, as docs/embed.md has them, against a running server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ..installation import Server
from ..people import Person, in_public, new_id
from .page import ROOT, snippet

NOMBRE, EMAIL = "Eva Montes", "eva@acme.example"
VENDORS = (".config/composer/vendor", ".composer/vendor")


@pytest.fixture(scope="module")
def secreto(database: None) -> str:
    """As the page says that one finds it."""
    command = snippet("The token", "sh")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return run(["sh", "-c", command], env={**os.environ, "PATH": path})


def python(usuario: dict[str, str], secreto: str, _: Path) -> str:
    code = f"""{snippet("Python", "python")}
import json, sys, types
usuario, secreto = json.loads(sys.argv[1])
print(token_de_soporte(types.SimpleNamespace(**usuario), secreto))"""
    return run([sys.executable, "-c", code, json.dumps([usuario, secreto])])


def node(usuario: dict[str, str], secreto: str, _: Path) -> str:
    code = f"{snippet('Node', 'js')}\nconsole.log(await tokenDeSoporte(...JSON.parse(process.argv[1])));"
    command = [needed("node"), "--input-type=module", "-e", code, json.dumps([usuario, secreto])]
    return run(command, cwd=ROOT / "web" / "docs")


def php(usuario: dict[str, str], secreto: str, folder: Path) -> str:
    command = needed("php")
    vendor = next((found for found in (Path.home() / each for each in VENDORS) if (found / "firebase").is_dir()), None)
    if vendor is None:
        pytest.skip("composer global require firebase/php-jwt")
    (folder / "vendor").symlink_to(vendor)
    program = folder / "token.php"
    tail = "[$usuario, $secreto] = json_decode($argv[1]);\necho token_de_soporte($usuario, $secreto);"
    program.write_text(f"{snippet('PHP', 'php')}\n{tail}\n")
    return run([command, str(program), json.dumps([usuario, secreto])])


def ruby(usuario: dict[str, str], secreto: str, _: Path) -> str:
    command = needed("ruby")
    if subprocess.run([command, "-e", 'require "jwt"'], capture_output=True, check=False).returncode:
        pytest.skip("gem install jwt")
    code = f"""{snippet("Ruby", "ruby")}
require "json"
require "ostruct"
usuario, secreto = JSON.parse(ARGV[0])
puts token_de_soporte(OpenStruct.new(usuario), secreto)"""
    return run([command, "-e", code, json.dumps([usuario, secreto])])


@pytest.mark.parametrize("sign", [python, node, php, ruby])
async def test_a_token_signed_as_the_page_says_lets_in(
    sign: Callable[[dict[str, str], str, Path], str], server: Server, secreto: str, tmp_path: Path
) -> None:
    cliente_id = new_id()
    token = sign({"id": cliente_id, "nombre": NOMBRE, "email": EMAIL}, secreto, tmp_path)
    claims = jwt.decode(token, options={"verify_signature": False})
    assert {name: claims[name] for name in ("sub", "aud", "nombre", "email")} == {
        "sub": cliente_id,
        "aud": "acme",
        "nombre": NOMBRE,
        "email": EMAIL,
    }
    assert await opened(server, "acme", token) == cliente_id


async def test_a_token_signed_with_a_key_pair_as_the_page_says_lets_in(server: Server) -> None:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    page: dict[str, Any] = {}
    exec(snippet("With a key pair", "python"), page)
    slug = f"docs-{new_id()}"

    def tenant_with_keys() -> None:
        from ventanilla.server import tenants

        tenant = tenants.create(slug, nombre="Con claves")
        tenant.jwks = json.loads(page["jwks_de_soporte"](pem))
        tenant.save(update_fields=["jwks"])

    in_public(tenant_with_keys)
    claims = {"sub": "5", "aud": slug, "exp": 4_000_000_000}
    token = jwt.encode(claims, pem, algorithm="RS256", headers={"kid": "2026-1"})
    assert await opened(server, slug, token) == 5


async def opened(server: Server, tenant: str, token: str) -> str | int:
    """Whose chat the opening call gave, where it gave one."""
    answer = await Person(server, f"{tenant}.localhost", token).http.post("/api/chat/soporte/", json={})
    assert answer.status_code == 200, answer.text
    cliente_id: str | int = answer.json()["cliente_id"]
    return cliente_id


def needed(program: str) -> str:
    return shutil.which(program) or pytest.skip(f"no {program} on this machine")


def run(command: list[str], **options: Any) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
