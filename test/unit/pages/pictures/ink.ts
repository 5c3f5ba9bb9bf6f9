import { Resvg } from "@resvg/resvg-js";
import { painter } from "../../../../src/pages/pictures/png.ts";
import type { Drawing } from "../../../../src/pages/pictures/svg.ts";

/** A drawing as PNG. */
export async function pngOf(drawing: Drawing): Promise<Buffer> {
  await using own = await painter();
  return await own.png(drawing);
}

/** A PNG as pixels. */
export interface Pixels {
  width: number;
  height: number;
  /** How light a pixel is, 0 to 255. */
  at(x: number, y: number): number;
  /** How light a part is, all of its pixels together: how much is drawn in it, on a dark ground. */
  ink(left: number, top: number, width: number, height: number): number;
}

/** Reads a PNG: it is put into an SVG of its own size, and drawn again. */
export function pixelsOf(png: Buffer): Pixels {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const href = `data:image/png;base64,${png.toString("base64")}`;
  const image = `<image width="${width}" height="${height}" href="${href}"/>`;
  const { pixels } = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`,
  ).render();
  const at = (x: number, y: number) => {
    const start = 4 * (y * width + x);
    return Math.max(pixels[start] as number, pixels[start + 1] as number, pixels[start + 2] as number);
  };
  const ink = (left: number, top: number, across: number, down: number) => {
    let sum = 0;
    for (let y = top; y < top + down; y += 1) for (let x = left; x < left + across; x += 1) sum += at(x, y);
    return sum;
  };
  return { width, height, at, ink };
}
