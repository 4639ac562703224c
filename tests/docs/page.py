"""What docs/embed.md shows to be copied, found by the heading that it stands under."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
EMBED = ROOT / "docs" / "embed.md"


def snippet(heading: str, language: str, place: int = 0) -> str:
    """The block of that language under that heading, above the next one."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", _sections()[heading], re.MULTILINE | re.DOTALL)
    return str(found[place])


@cache
def _sections() -> dict[str, str]:
    parts = re.split(r"^#+ (.+)$", EMBED.read_text(), flags=re.MULTILINE)
    # What comes before the first heading, then headings and their texts in turns.
    return dict(zip(parts[1::2], parts[2::2], strict=True))
