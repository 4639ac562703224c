"""What a file is, by its content. A name or a browser's word can only lower it: to `application/octet-stream`."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO

import puremagic

UNKNOWN = "application/octet-stream"
EXECUTABLE = "application/x-msdownload"
IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
"""Made anew (`images`), and the only ones that a browser may show in place."""
HEAD = 8 * 1024

# What puremagic says, and what we serve it as, always as a download. What does not stand here is UNKNOWN.
SERVED = {
    "application/pdf": "application/pdf",
    "application/rtf": "application/rtf",
    "application/x-gzip": "application/gzip",
    "application/gzip": "application/gzip",
    "application/x-7z-compressed": "application/x-7z-compressed",
    "application/ogg": "application/ogg",
    "audio/ogg": "audio/ogg",
    "video/ogg": "video/ogg",
    "audio/flac": "audio/flac",
    "audio/mp4": "audio/mp4",
    "audio/mpeg": "audio/mpeg",
    "audio/wave": "audio/wav",
    "audio/x-wav": "audio/wav",
    "image/heif": "image/heif",
    "image/heic": "image/heic",
    "image/tiff": "image/tiff",
    "video/mp4": "video/mp4",
    "video/quicktime": "video/quicktime",
    "video/webm": "video/webm",
    **{image: image for image in IMAGES},
}
_OFFICE = "application/vnd.openxmlformats-officedocument."
IN_ZIP = {
    "word/": _OFFICE + "wordprocessingml.document",
    "xl/": _OFFICE + "spreadsheetml.sheet",
    "ppt/": _OFFICE + "presentationml.presentation",
}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
IN_OLE = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}
# A page, a drawing or a feed runs scripts where a browser is talked into showing it.
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<iframe", b"<math", b"<!entity")
# fmt: off
LOWERING = {
    "html", "htm", "xhtml", "shtml", "svg", "svgz", "xml", "xsl", "xslt", "js", "mjs", "cjs", "css", "mht", "mhtml",
}
# fmt: on
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""But tab, line feed, form feed and the colours of a terminal."""
MAX_COMPARED_LINES = 20


def kind(file: BinaryIO, extension: str) -> str:
    """One of what we serve, or UNKNOWN. The file is at its start again afterwards."""
    file.seek(0)
    head = file.read(HEAD)
    found = _by_content(file, head)
    file.seek(0)
    if found in IMAGES:
        return found
    return UNKNOWN if extension in LOWERING or _is_markup(head) else found


def _by_content(file: BinaryIO, head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(file)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _in_ole(file)
    if head.startswith(b"MZ") and b"\x00" in head:
        return EXECUTABLE
    return _by_magic(head) or _as_text(file) or UNKNOWN


def _by_magic(head: bytes) -> str | None:
    try:
        # The head alone: what stands at the end of a file does not say what it is.
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return None
    return next((SERVED[match.mime_type] for match in found if match.mime_type in SERVED), None)


def _in_zip(file: BinaryIO) -> str:
    """By the list of its entries: nothing is unpacked but a line that says what it is, which is short."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                for folder, what in IN_ZIP.items():
                    if any(name.startswith(folder) for name in names):
                        return what
            if names and names[0] == "mimetype" and archive.getinfo("mimetype").file_size < 100:
                said = archive.read("mimetype").decode("ascii", "replace")
                if said in {OPEN_DOCUMENT + part for part in ("text", "spreadsheet", "presentation")}:
                    return said
    except Exception:  # whatever a broken or hostile archive makes of the library
        return UNKNOWN
    return "application/zip"


def _in_ole(file: BinaryIO) -> str:
    file.seek(0)
    content = file.read()
    return next((what for name, what in IN_OLE.items() if name.encode("utf-16-le") in content), UNKNOWN)


def _as_text(file: BinaryIO) -> str | None:
    """Text, or a table of commas, semicolons or tabs, where all of it is UTF-8 without control characters."""
    file.seek(0)
    content = file.read()
    if CONTROLS.search(content):
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    lines = [line for line in text[:HEAD].splitlines()[:MAX_COMPARED_LINES] if line]
    for separator in ",;\t":
        columns = {line.count(separator) for line in lines}
        if len(lines) > 1 and len(columns) == 1 and columns != {0}:
            return "text/csv"
    return "text/plain"


def _is_markup(head: bytes) -> bool:
    if b"\x00" in head[:64] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    lowered = head.lower().replace(b"\x00", b"")
    start = lowered.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\f")
    return start.startswith(b"<") or (_is_texty(head) and any(tag in lowered for tag in MARKUP))


def _is_texty(head: bytes) -> bool:
    return not any(byte < 9 for byte in head)
