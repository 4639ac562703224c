"""What is kept of a file: its type by content, images made anew, and what is refused."""

from __future__ import annotations

import hashlib
import io

import pytest
from django.conf import settings
from django.test import override_settings

from ventanilla.files.intake import TakenIn, take_in
from ventanilla.files.refusal import Refused, TooBig

from . import samples


def taken(content: bytes, name: str = "algo") -> TakenIn:
    return take_in(io.BytesIO(content), name)


def kept(content: bytes, name: str = "algo") -> bytes:
    return taken(content, name).content.read()


def limited(**limits: object) -> override_settings:
    return override_settings(VENTANILLA={**settings.VENTANILLA, **limits})


# --- images -------------------------------------------------------------------------------------------------


def test_a_photo_loses_its_place_and_stands_upright() -> None:
    content = samples.photo()
    assert samples.SECRET_PLACE in content, "so there is something to lose"
    assert samples.opened(content).getexif().get_ifd(0x8825), "its place among it"
    found = taken(content, "foto.jpg")
    made = found.content.read()
    assert (found.tipo, found.ancho, found.alto) == ("image/jpeg", 20, 40)
    assert samples.SECRET_PLACE not in made
    picture = samples.opened(made)
    assert picture.size == (20, 40)
    assert dict(picture.getexif()) == {}
    assert not {"exif", "icc_profile", "comment", "xmp", "photoshop"} & set(picture.info)
    top, bottom = picture.getpixel((10, 5)), picture.getpixel((10, 35))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 > bottom[0], "turned the right way"
    assert (found.bytes, found.sha256) == (len(made), hashlib.sha256(made).hexdigest())


def test_a_png_loses_its_texts() -> None:
    content = samples.png_with_text()
    assert samples.SECRET_PLACE in content
    made = kept(content)
    assert samples.SECRET_PLACE not in made
    assert samples.opened(made).getpixel((1, 1)) == (200, 30, 30)


def test_a_png_that_is_a_page_too_is_only_a_png_afterwards() -> None:
    assert samples.HTML in samples.polyglot()
    found = taken(samples.polyglot(), "foto.png")
    assert found.tipo == "image/png"
    made = found.content.read()
    assert b"script" not in made
    assert samples.opened(made).size == (40, 20)


@pytest.mark.parametrize(("kind", "tipo"), [("GIF", "image/gif"), ("PNG", "image/png"), ("WEBP", "image/webp")])
def test_an_animation_stays_one(kind: str, tipo: str) -> None:
    found = taken(samples.animation(kind))
    assert (found.tipo, found.ancho, found.alto) == (tipo, 30, 30)
    made = samples.opened(found.content.read())
    assert getattr(made, "n_frames", 1) == 3
    assert made.info.get("loop") == 0
    durations = []
    for number in range(3):
        made.seek(number)
        made.load()
        durations.append(made.info["duration"])
    assert durations == [100, 200, 300]


@pytest.mark.parametrize(
    ("mode", "color"), [("RGBA", (1, 2, 3, 0)), ("LA", (9, 0)), ("L", 9), ("1", 1), ("P", 3), ("I;16", 40_000)]
)
def test_every_kind_of_png_is_readable_afterwards(mode: str, color: object) -> None:
    made = samples.opened(kept(samples.image("PNG", mode=mode, color=color)))
    assert made.size == (40, 20)
    if "A" in mode:
        pixel = made.convert("RGBA").getpixel((1, 1))
        assert isinstance(pixel, tuple)
        assert pixel[3] == 0, "what was seen through stays so"
    if mode == "I;16":
        assert made.convert("L").getpixel((1, 1)) == 40_000 // 256


def test_a_jpeg_for_print_becomes_one_for_screens() -> None:
    made = samples.opened(kept(samples.image("JPEG", mode="CMYK", color=(0, 200, 200, 0))))
    assert (made.format, made.mode) == ("JPEG", "RGB")


def test_an_image_that_claims_to_be_gigantic_is_refused_before_it_is_decoded() -> None:
    assert len(samples.bomb()) < 1000
    with pytest.raises(Refused, match="píxeles"):
        taken(samples.bomb(), "foto.png")


def test_the_frames_of_an_animation_count_together() -> None:
    assert taken(samples.animation()).tipo == "image/gif"
    with limited(ADJUNTO_MAX_PIXELS=30 * 30 * 3 - 1), pytest.raises(Refused, match="fotogramas"):
        taken(samples.animation())


@pytest.mark.parametrize(
    "content", [samples.image()[:60], samples.image("JPEG")[:200], b"\x89PNG\r\n\x1a\n" + b"x" * 99]
)
def test_a_broken_image_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="no se puede leer"):
        taken(content, "foto.png")


# --- what it is ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "tipo"),
    [
        (samples.PDF, "informe.pdf", "application/pdf"),
        (samples.PDF, "informe.html", "application/octet-stream"),
        ("Hola, ¿qué tal?".encode(), "nota.txt", "text/plain"),
        (b"pedido;total\n1;2\n3;4\n", "pedidos.csv", "text/csv"),
        ("\ufeffpedido,total\n1,2\n".encode(), "pedidos", "text/csv"),
        (samples.archive("a.txt"), "cosas.zip", "application/zip"),
        (
            samples.archive("[Content_Types].xml", "word/document.xml"),
            "x",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            samples.archive("[Content_Types].xml", "xl/workbook.xml"),
            "x.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (
            samples.archive(mimetype=b"application/vnd.oasis.opendocument.text"),
            "x.odt",
            "application/vnd.oasis.opendocument.text",
        ),
        (samples.archive(mimetype=b"text/html"), "x.odt", "application/zip"),
        (b"PK\x03\x04 and then nothing", "x.zip", "application/octet-stream"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + b"\x00" * 50, "v.mp4", "video/mp4"),
        (b"ID3\x03\x00\x00\x00\x00\x00\x21" + b"\x00" * 30, "voz.mp3", "audio/mpeg"),
        (b"OggS\x00\x02" + b"\x00" * 22 + b"\x01\x1e\x01vorbis" + b"\x00" * 10, "voz.ogg", "application/ogg"),
        (bytes(range(7, 200)), "datos.png", "application/octet-stream"),
        # Whatever runs in a browser is no more than bytes, however it is dressed.
        (samples.SVG, "logo.svg", "application/octet-stream"),
        (samples.SVG, "logo.png", "application/octet-stream"),
        (samples.SVG[21:], "logo.txt", "application/octet-stream"),
        (samples.HTML, "pagina.html", "application/octet-stream"),
        (samples.HTML, "foto.png", "application/octet-stream"),
        (b"hola\n\n" + samples.HTML, "nota.txt", "application/octet-stream"),
        (b"\xef\xbb\xbf  \n" + samples.HTML, "nota.txt", "application/octet-stream"),
        (samples.HTML.decode().encode("utf-16"), "nota.txt", "application/octet-stream"),
        (b"<?xml version='1.0'?><a/>", "a.xml", "application/octet-stream"),
        (b"GIF89a=1;alert(1)//", "a.js", None),
        (b"alert(1)", "a.js", "application/octet-stream"),
        (b"%PDF-1.4\n" + samples.HTML, "a.pdf", "application/octet-stream"),
    ],
)
def test_the_type_is_what_the_content_is(content: bytes, name: str, tipo: str | None) -> None:
    if tipo is None:
        with pytest.raises(Refused):
            taken(content, name)
        return
    found = taken(content, name)
    assert found.tipo == tipo
    assert found.content.read() == content, "what is no image is kept as it came"
    assert (found.ancho, found.alto) == (None, None)


# --- what is refused --------------------------------------------------------------------------------------------


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refused, match="vacío"):
        taken(b"")


def test_a_file_over_the_limit_is_refused_and_the_limit_is_named() -> None:
    with limited(ADJUNTO_MAX_BYTES=10):
        assert taken(b"x" * 10).bytes == 10
        with pytest.raises(TooBig, match="10 bytes"):
            taken(b"x" * 11)


@pytest.mark.parametrize("name", ["factura.exe", "factura.pdf.EXE", "factura.exe ", "factura.exe.", "x.scr"])
def test_what_runs_when_it_is_opened_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(Refused, match="no se admite"):
        taken(b"inocente", name)


def test_a_program_is_refused_whatever_it_is_called() -> None:
    with pytest.raises(Refused, match="no se admite"):
        taken(samples.PROGRAM, "foto.jpg")
