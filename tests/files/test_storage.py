"""Where files are kept: a folder that nobody else can enter, or S3; and the checks of both."""

from __future__ import annotations

import io
import stat
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.test import override_settings

from ventanilla.files import storage
from ventanilla.files.checks import check_files


def on_disk(place: Path) -> override_settings:
    options = {"location": place / "adjuntos"}
    kept = {"BACKEND": "ventanilla.files.storage.PrivateFiles", "OPTIONS": options}
    return override_settings(STORAGES={**settings.STORAGES, "adjuntos": kept})


def ids(**limits: object) -> list[str]:
    with override_settings(VENTANILLA={**settings.VENTANILLA, **limits}):
        return [str(issue.id) for issue in check_files()]


async def test_a_file_is_its_owners_alone_and_its_name_says_nothing(tmp_path: Path) -> None:
    with on_disk(tmp_path):
        name = storage.keep("acme", io.BytesIO(b"hola"))
        other = storage.keep("acme", io.BytesIO(b"hola"))
        file = await storage.opened(name)
        assert file is not None
        assert b"".join([block async for block in storage.blocks(file)]) == b"hola"
        assert list(storage.names_in("acme")) == sorted([name, other])
        assert list(storage.names_in("globex")) == []
        storage.remove(name)
        storage.remove(name)
        assert await storage.opened(name) is None
        assert storage.changed_at(name) is None
    assert name.startswith("acme/")
    assert name != other
    path = tmp_path / "adjuntos" / other
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    while path != tmp_path:
        path = path.parent
        assert path == tmp_path or stat.S_IMODE(path.stat().st_mode) == 0o700


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    with on_disk(tmp_path), pytest.raises(SuspiciousFileOperation):
        storage.keep("../fuera", io.BytesIO(b"hola"))
    assert not (tmp_path / "fuera").exists()


def test_a_file_has_no_address(tmp_path: Path) -> None:
    with on_disk(tmp_path), pytest.raises(ValueError, match="no address"):
        storage.storage().url("acme/aa/bb")


def test_s3_takes_the_same_names_by_the_settings_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The class itself, with its client in our hands: a bucket of its own is not here."""
    from ventanilla.server import settings as server_settings
    from ventanilla.server.environment import S3

    environment = type("E", (), {"s3": S3("archivos", "https://s3.example", "eu-south-2", "ventanilla")})
    monkeypatch.setattr(server_settings, "_env", environment)
    with override_settings(STORAGES={**settings.STORAGES, "adjuntos": server_settings._files()}):
        kept: Any = storages["adjuntos"]
        assert (kept.bucket_name, kept.location, kept.file_overwrite) == ("archivos", "ventanilla", False)
        with patch.object(type(kept), "bucket") as bucket, patch.object(type(kept), "exists", return_value=False):
            name = storage.keep("acme", io.BytesIO(b"hola"))
            storage.remove(name)
        asked = [call.args[0] for call in bucket.Object.call_args_list]
        assert set(asked) == {f"ventanilla/{name}"}


def test_the_checks_find_what_would_lose_or_show_files(tmp_path: Path) -> None:
    assert ids() == []
    assert ids(ADJUNTO_MAX_BYTES=0) == ["ventanilla.E001"]
    assert ids(ADJUNTO_HUERFANO_S=60) == ["ventanilla.E002"]
    assert ids(ADJUNTO_EXTENSIONES_RECHAZADAS=(".exe",)) == ["ventanilla.E003"]
    with on_disk(tmp_path), override_settings(MEDIA_ROOT=str(tmp_path)):
        assert ids() == ["ventanilla.E006"]
    broken = {"BACKEND": "ventanilla.files.storage.Nothing"}
    with override_settings(STORAGES={**settings.STORAGES, "adjuntos": broken}):
        assert ids() == ["ventanilla.E005"]
