"""What axe-core says of a page, its shadow roots included."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.async_api import Page

from .watch import picture

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
CONTRAST = ["color-contrast"]
RUN = """async (rules) => {
  const { violations, passes } = await axe.run(document, {
    runOnly: rules, resultTypes: ['violations'], elementRef: false,
  });
  return {
    checked: passes.length,
    found: violations
      .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
        `${id}: ${JSON.stringify(target)} ${failureSummary.replace(/\\s+/g, ' ')}`)),
  };
}"""


@cache
def axe() -> str:
    assert AXE.exists(), "axe-core is not installed: make setup"
    return AXE.read_text()


async def is_clean(page: Page, name: str, *, rules: list[str] = RULES) -> None:
    """The page breaks none of the rules; its picture is kept."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(f"() => {{ {axe()} }}")
    result = await page.evaluate(RUN, rules)
    await picture(page, name)
    assert result["checked"] >= min(len(rules), 6), "axe looked at nothing"
    assert not result["found"], "\n".join(result["found"])
