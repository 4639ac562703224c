// The ink that can be read on a tenant's colour: white where it reaches 4.5 to 1, else black, which
// then always does.

export function inkOn(color: string): "#ffffff" | "#000000" {
  const rgb = parse(color);
  return !rgb || 1.05 / (luminance(rgb) + 0.05) >= 4.5 ? "#ffffff" : "#000000";
}

type Rgb = [number, number, number];

/** #rgb, #rrggbb, rgb(…) as browsers compute it, and color(srgb …). Channels from 0 to 1. */
export function parse(color: string): Rgb | null {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(color.trim())?.[1];
  if (hex) {
    const full = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
    return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255) as Rgb;
  }
  const numbers = color.match(/[\d.]+/g)?.map(Number);
  if (!numbers || numbers.length < 3) return null;
  const scale = color.startsWith("color(") ? 1 : 255;
  return numbers.slice(0, 3).map((part) => part / scale) as Rgb;
}

export function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
