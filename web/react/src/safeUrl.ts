// Which addresses one may be sent to.

/** An address that a page may be sent to; anything but the web is refused. */
export function safeUrl(url: unknown): string | null {
  if (typeof url !== "string") return null;
  try {
    const { protocol, href } = new URL(url, "https://invalid.invalid");
    return /^https?:$/.test(protocol) && !href.includes("//invalid.invalid") ? href : null;
  } catch {
    return null;
  }
}
