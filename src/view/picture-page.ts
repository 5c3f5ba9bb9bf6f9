import { PLAIN } from "./picture-cells.ts";
import type { Drawing } from "./picture-svg.ts";
import { cellsOfWords, LINE, lineOf } from "./picture-text.ts";
import { type ServedPage, SHARPNESS } from "./screenshot.ts";

/** The bar with the address above a page, in pixels. */
const BAR = 40;

const addressStyle = { ...PLAIN, colour: "#22262e" };

/** A browser's picture of a page, under the address that it was asked for at. */
export function drawPage(title: string, { address, content }: ServedPage, screenshot: Buffer): Drawing {
  const [width, shown] = sizeOf(screenshot).map((pixels) => pixels / SHARPNESS) as [number, number];
  const height = shown + BAR;
  return {
    title,
    description: `${address}\n${content}`,
    width,
    height,
    shapes: [
      `<rect width="${width}" height="${height}" rx="8" fill="#d5d8de"/>`,
      `<rect x="12" y="8" width="${width - 24}" height="24" rx="12" fill="#ffffff"/>`,
      `<image x="0" y="${BAR}" width="${width}" height="${shown}" href="data:image/png;base64,${screenshot.toString("base64")}"/>`,
    ],
    lines: [lineOf(cellsOfWords(address, addressStyle), 28, (BAR - LINE) / 2, "address")],
  };
}

/** Of a PNG, in pixels: they stand at the beginning of its first chunk (https://www.w3.org/TR/png-3/#11IHDR). */
const sizeOf = (png: Buffer): [width: number, height: number] => [png.readUInt32BE(16), png.readUInt32BE(20)];
