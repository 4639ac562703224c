// Pictures are decoded here and drawn on canvases: a page's policy may forbid images of any address.

/** As large as the canvas is shown, on this screen; the whole picture, or what fills the canvas. */
export function paint(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap,
  { width, height, fills = false }: { width: number; height: number; fills?: boolean },
): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d");
  if (!context) return;
  const scales = [canvas.width / bitmap.width, canvas.height / bitmap.height];
  const scale = fills ? Math.max(...scales) : Math.min(...scales);
  const [w, h] = [bitmap.width * scale, bitmap.height * scale];
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h);
}

/** A canvas keeps its pixels for as long as it has a size. */
export function clear(canvas: HTMLCanvasElement): void {
  canvas.width = canvas.height = 0;
}
