// Style sheets for shadow roots. Constructed sheets pass the strictest Content-Security-Policy, and one
// of each is shared by all roots.

const made = new Map<string, CSSStyleSheet>();

/** The root wears these rules too, once, however often it is asked. */
export function adopt(root: ShadowRoot, css: string): void {
  if (!("adoptedStyleSheets" in root)) {
    adoptAsElement(root, css);
    return;
  }
  const sheet = made.get(css) ?? new CSSStyleSheet();
  if (!made.has(css)) sheet.replaceSync(css);
  made.set(css, sheet);
  if (!root.adoptedStyleSheets.includes(sheet)) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}

/** For browsers of before 2023. */
function adoptAsElement(root: Node & ParentNode, css: string): void {
  const style = document.createElement("style");
  style.textContent = css;
  const isWorn = [...root.querySelectorAll("style")].some((worn) => worn.isEqualNode(style));
  if (!isWorn) root.append(style);
}
