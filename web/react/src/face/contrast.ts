// The ink that can be read on a tenant's colour: white where it reaches 4.5 to 1, else black, which
// then always does.

export function inkOn(color: string): "#fff" | "#000" {
  const rgb = parse(color);
  return !rgb || 1.05 / (luminance(rgb) + 0.05) >= 4.5 ? "#fff" : "#000";
}

type Rgb = [number, number, number];

/** What browsers compute a colour to: rgb(…), or color(srgb …). Channels from 0 to 1. */
export function parse(color: string): Rgb | null {
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
