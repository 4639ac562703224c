"""Images made anew: only the picture survives. What a camera wrote into them (place, time, device) does not, nor does
anything that hides behind or inside them."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any, BinaryIO

from PIL import Image, ImageCms, ImageOps

from ..conf import conf
from .refusal import Refused

IN_MEMORY = 1024 * 1024
MAX_FRAMES = 1_000
TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
UNREADABLE = "La imagen no se puede leer: está dañada o no es lo que parece."


@dataclass(frozen=True, slots=True)
class Picture:
    content: IO[bytes]
    tipo: str
    ancho: int
    alto: int


def made_anew(file: BinaryIO) -> Picture:
    """The same picture, upright, in sRGB and without metadata, with all of its frames. Raises Refused."""
    try:
        with Image.open(file, formats=("PNG", "JPEG", "GIF", "WEBP")) as image:
            _check_size(image)
            return _written(image)
    except Refused:
        raise
    except Image.DecompressionBombError:  # Pillow's own limit, where ours was set above it
        raise Refused(_too_many_pixels()) from None
    except Exception:  # a hostile file makes a decoder raise anything
        raise Refused(UNREADABLE) from None


def _check_size(image: Image.Image) -> None:
    """Before anything is decoded: a few kilobytes may claim to be gigabytes."""
    limit = conf().adjunto_max_pixels
    frames = _frames_of(image)
    if image.width * image.height * frames > limit or frames > MAX_FRAMES:
        raise Refused(_too_many_pixels())


def _too_many_pixels() -> str:
    limit = conf().adjunto_max_pixels
    return f"La imagen es demasiado grande: el límite son {limit} píxeles, contando todos sus fotogramas."


def _frames_of(image: Image.Image) -> int:
    return 1 if image.format in ("JPEG", "MPO") else int(getattr(image, "n_frames", 1))


def _written(image: Image.Image) -> Picture:
    tipo = TYPES[image.format or ""]
    frames, durations = [], []
    for number in range(_frames_of(image)):
        image.seek(number)
        image.load()
        durations.append(int(image.info.get("duration") or 100))
        frames.append(_picture_alone(image, opaque=tipo == "image/jpeg"))
    first = frames[0]
    content: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 whoever keeps it closes it
    first.save(content, **_options(tipo, frames, durations, loop=image.info.get("loop")))
    content.seek(0)
    return Picture(content, tipo, first.width, first.height)


def _options(tipo: str, frames: Sequence[Image.Image], durations: Sequence[int], *, loop: int | None) -> dict[str, Any]:
    name = tipo.removeprefix("image/").upper()
    options: dict[str, Any] = {"format": name}
    if name in ("JPEG", "WEBP"):
        options["quality"] = 90
    if len(frames) == 1:
        return options
    options |= {"save_all": True, "append_images": frames[1:], "duration": list(durations)}
    if name == "GIF":
        options["disposal"] = 2
    # A GIF that says nothing plays once.
    if name != "GIF" or loop is not None:
        options["loop"] = loop or 0
    return options


def _picture_alone(image: Image.Image, *, opaque: bool) -> Image.Image:
    """Pixels in a mode that every format takes: what else the file said is left behind."""
    upright = ImageOps.exif_transpose(image)  # always a copy: the file's own is not touched
    has_alpha = not opaque and (upright.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in upright.info)
    profile = upright.info.get("icc_profile")
    if upright.mode in ("P", "PA", "La", "RGBa"):
        upright = upright.convert("RGBA" if has_alpha else "RGB")
    mode = "RGBA" if has_alpha else "L" if upright.mode in ("1", "L") else "RGB"
    alone = (_in_srgb(upright, profile, mode) if profile else None) or _converted(upright, mode)
    alone.info = {}
    return alone


def _converted(image: Image.Image, mode: str) -> Image.Image:
    if image.mode.startswith("I"):
        # Sixteen bits a channel: the upper eight are what a screen shows.
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert(mode) if image.mode != mode else image


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image | None:
    """None where the profile is of no use: the colours are then taken as they are."""
    try:
        return ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
