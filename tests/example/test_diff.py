"""What a project changes to have Ventanilla in it: few lines, and those that the page shows."""

from __future__ import annotations

from .saas import BACKEND, ROOT

MARK = "# ventanilla"
MOST = 10


def marked() -> list[str]:
    files = sorted(path for path in BACKEND.rglob("*.py") if path.name != "settings_public_users.py")
    lines = [line for path in files for line in path.read_text().splitlines()]
    return [line.partition("  # noqa")[0].partition(f"  {MARK}")[0].strip() for line in lines if line.endswith(MARK)]


def test_it_is_ten_lines_at_most() -> None:
    assert 5 < len(marked()) <= MOST


def test_the_page_shows_every_one_of_them() -> None:
    page = (ROOT / "docs" / "install-app.md").read_text()
    assert [line for line in marked() if f"+{line}" not in page.replace("+    ", "+").replace("+  ", "+")] == []
