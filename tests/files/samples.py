"""Files as people send them, and as nobody should: made here, so that nothing of it is in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

HTML = b"<html><script>alert(document.domain)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 60 + b"PE\x00\x00"
SECRET_PLACE = b"40.4168N 3.7038W"


def image(kind: str = "PNG", size: tuple[int, int] = (40, 20), *, color: Any = (200, 30, 30), **options: Any) -> bytes:
    return _saved(Image.new(options.pop("mode", "RGB"), size, color), kind, **options)


def photo(scale: int = 1) -> bytes:
    """As from a phone: lying on its side, with the place where it was taken and a comment."""
    picture = Image.new("RGB", (40 * scale, 20 * scale), (10, 10, 200))
    picture.paste((250, 250, 10), (0, 0, 20 * scale, 20 * scale))
    exif = Image.Exif()
    exif[0x0112] = 6  # Turn it by 90 degrees to see it upright.
    exif[0x010F] = "Fotos y Cía"
    exif[0x8825] = {1: "N", 2: (40.0, 25.0, 0.48), 3: "W", 4: (3.0, 42.0, 13.7)}
    exif[0x9286] = SECRET_PLACE
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRET_PLACE + b"</x:xmpmeta>"
    return _saved(picture, "JPEG", exif=exif, icc_profile=profile, comment=SECRET_PLACE, xmp=xmp, quality=95)


def png_with_text() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET_PLACE.decode())
    notes.add_itxt("XML:com.adobe.xmp", SECRET_PLACE.decode())
    exif = Image.Exif()
    exif[0x010E] = SECRET_PLACE.decode()
    return image("PNG", pnginfo=notes, exif=exif)


def animation(kind: str = "GIF", frames: int = 3) -> bytes:
    pictures = [Image.new("RGB", (30, 30), (80 * number, 0, 0)) for number in range(frames)]
    return _saved(
        pictures[0], kind, save_all=True, append_images=pictures[1:], duration=[100, 200, 300][:frames], loop=0
    )


def polyglot() -> bytes:
    """A good PNG for whoever sees images, a page for whoever looks for pages."""
    good = image("PNG")
    return good[:-12] + _chunk(b"tEXt", b"c\x00" + HTML) + good[-12:] + HTML


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 60,000 by 60,000."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def archive(*names: str, **contents: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        for name in names:
            into.writestr(name, b"x")
        for name, content in contents.items():
            into.writestr(name, content)
    return made.getvalue()


def opened(content: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(content))
    found.load()
    return found


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    into = io.BytesIO()
    picture.save(into, kind, **options)
    return into.getvalue()
