"""What a file may be called."""

from __future__ import annotations

import pytest

from ventanilla.files import names


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("informe final.pdf", "informe final.pdf"),
        ("Año nuevo 😀.png", "Año nuevo 😀.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\eva\\foto.jpg", "foto.jpg"),
        ("/", "archivo"),
        ("", "archivo"),
        ("..", "archivo"),
        (".bashrc", "bashrc"),
        ("a\x00b\r\nSet-Cookie: x.txt", "ab Set-Cookie_ x.txt"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("foto\u2066\u200b.png", "foto.png"),
        ("medio\ud800.txt", "medio.txt"),
        ("nota.txt:oculto", "nota.txt_oculto"),
        ("  con   espacios  .txt", "con espacios .txt"),
        ("factura.exe. . ", "factura.exe"),
        ("an\u0303o.txt", "año.txt"),
    ],
)
def test_a_name_is_one_that_everyone_can_be_shown(sent: str, kept: str) -> None:
    assert names.clean(sent) == kept


def test_a_long_name_keeps_its_ending() -> None:
    kept = names.clean("x" * 400 + ".pdf")
    assert (len(kept), kept[-5:]) == (150, "x.pdf")
    assert len(names.clean("." + "y" * 400)) == 150
