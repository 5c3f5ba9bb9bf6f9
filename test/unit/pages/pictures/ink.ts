import { Resvg } from "@resvg/resvg-js";

/** A PNG as pixels. */
export interface Pixels {
  width: number;
  height: number;
  /** The brightness of a pixel, 0 to 255. */
  at(x: number, y: number): number;
  /** The brightness of all pixels of a part together: how much is drawn there on a dark background. */
  ink(left: number, top: number, width: number, height: number): number;
}

/** Reads a PNG by drawing it again in an SVG of the same size. */
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
