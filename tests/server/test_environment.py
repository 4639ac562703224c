"""What the environment may say, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ventanilla.server.environment import S3, Environment, MisconfiguredError, connection_settings
from ventanilla.server.secret import ensure_key, read_key


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "SECRET_KEY", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("DATA_DIR", "PUBLIC_DOMAIN", "RATE_LIMIT", "METRICS_TOKEN", "TRUST_FORWARDED", "DEMO"):
        monkeypatch.delenv(f"VENTANILLA_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_need_be_said(tmp_path: Path) -> None:
    found = Environment.read()
    assert found.database_url is None
    assert found.data_dir == tmp_path / ".ventanilla"
    assert found.public_domain == "localhost"
    assert found.rate_limit == 10
    assert not found.demo
    assert not found.trust_forwarded


def test_an_empty_variable_is_as_if_it_were_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("DATABASE_URL", "SECRET_KEY", "VENTANILLA_DATA_DIR", "VENTANILLA_PUBLIC_DOMAIN")
    for name in (*texts, "VENTANILLA_RATE_LIMIT", "VENTANILLA_TRUST_FORWARDED"):
        monkeypatch.setenv(name, " ")
    found = Environment.read()
    assert (found.rate_limit, found.trust_forwarded) == (10.0, False)
    assert found.database_url is None
    assert found.public_domain == "localhost"


def test_files_go_to_s3_where_a_bucket_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VENTANILLA_S3_BUCKET", raising=False)
    monkeypatch.setenv("VENTANILLA_S3_REGION", "eu-south-2")
    assert Environment.read().s3 is None
    monkeypatch.setenv("VENTANILLA_S3_BUCKET", "archivos")
    monkeypatch.setenv("VENTANILLA_S3_PREFIX", "/ventanilla/")
    assert Environment.read().s3 == S3("archivos", None, "eu-south-2", "ventanilla")


def test_a_database_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ana@db/x")
    with pytest.raises(MisconfiguredError, match="SECRET_KEY"):
        Environment.read()
    monkeypatch.setenv("SECRET_KEY", "x" * 50)
    assert Environment.read().database_url == "postgresql://ana@db/x"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("VENTANILLA_RATE_LIMIT", "diez", "VENTANILLA_RATE_LIMIT es un número, como 10"),
        ("VENTANILLA_TENANT_RATE_LIMIT", "nan", "VENTANILLA_TENANT_RATE_LIMIT es un número, como 1000"),
        ("VENTANILLA_TRUST_FORWARDED", "quizá", "VENTANILLA_TRUST_FORWARDED es 1 o 0"),
    ],
)
def test_what_is_no_number_and_neither_yes_nor_no_is_told_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(MisconfiguredError, match=says):
        Environment.read()


def test_a_negative_rate_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENTANILLA_RATE_LIMIT", "-1")
    with pytest.raises(MisconfiguredError, match="VENTANILLA_RATE_LIMIT"):
        Environment.read()


@pytest.mark.parametrize(
    ("url", "host", "port", "options"),
    [
        ("postgresql://ana:cl%40ve@db.example:5433/chat?sslmode=require", "db.example", "5433", {"sslmode": "require"}),
        ("postgres://ana:cl%40ve@db.example/chat", "db.example", "", {}),
        ("postgresql://ana:cl%40ve@/chat?host=%2Fvar%2Frun%2Fpostgresql", "/var/run/postgresql", "", {}),
    ],
)
def test_a_url_in_djangos_words(url: str, host: str, port: str, options: dict[str, str]) -> None:
    found = connection_settings(url)
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("chat", "ana", "cl@ve")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == (host, port, options)


@pytest.mark.parametrize("url", ["sqlite:///x", "postgresql://ana:clave@db", "host=db dbname=x", "postgresql://[", "x"])
def test_what_is_no_url_of_postgresql_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(MisconfiguredError) as refusal:
        connection_settings(url)
    assert "clave@" not in str(refusal.value).replace("usuario:clave@servidor", "")


def test_the_key_is_made_once(tmp_path: Path) -> None:
    assert read_key(tmp_path) is None
    first = ensure_key(tmp_path)
    assert ensure_key(tmp_path) == read_key(tmp_path) == first
    assert [entry.name for entry in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", ("smtp", "mail.example", 25, "", "", False, False)),
        ("smtp+tls://ana:cla%40ve@mail.example", ("smtp", "mail.example", 587, "ana", "cla@ve", True, False)),
        ("smtps://ana:clave@mail.example:4650", ("smtp", "mail.example", 4650, "ana", "clave", False, True)),
    ],
)
def test_a_mail_server_is_read_from_its_url(
    monkeypatch: pytest.MonkeyPatch, url: str, expected: tuple[object, ...]
) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", "soporte@plataforma.example")
    mail = Environment.read().mail
    assert mail is not None
    kind = mail.backend.split(".")[-2]
    assert (kind, mail.host, mail.port, mail.user, mail.password, mail.tls, mail.ssl) == expected
    assert "clave" not in repr(mail)


@pytest.mark.parametrize("url", ["mail.example:25", "http://ana:clave@mail.example", "smtp://", "smtp://host:puerto"])
def test_what_is_no_mail_server_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", "soporte@plataforma.example")
    with pytest.raises(MisconfiguredError, match="EMAIL_URL") as refused:
        Environment.read()
    assert "clave@" not in str(refused.value).replace("usuario:clave@servidor", "")


def test_a_mail_server_needs_to_know_who_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp://mail.example")
    with pytest.raises(MisconfiguredError, match="DEFAULT_FROM_EMAIL"):
        Environment.read()


OIDC = {"ISSUER": "https://cuentas.example", "CLIENT_ID": "ventanilla", "CLIENT_SECRET": "secreto"}


@pytest.mark.parametrize("missing", sorted(OIDC))
def test_a_log_in_elsewhere_that_is_set_by_half_is_told_by_name(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    for part, value in OIDC.items():
        monkeypatch.setenv(f"VENTANILLA_OIDC_{part}", "" if part == missing else value)
    with pytest.raises(MisconfiguredError, match=f"VENTANILLA_OIDC_{missing}"):
        Environment.read()


def test_a_log_in_elsewhere_has_a_name_and_keeps_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Environment.read().oidc is None
    for part, value in OIDC.items():
        monkeypatch.setenv(f"VENTANILLA_OIDC_{part}", value)
    found = Environment.read().oidc
    assert found is not None
    assert found.name == "cuentas.example"
    assert "secreto" not in repr(found)
