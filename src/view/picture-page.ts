import { FONT_FAMILY } from "./font.ts";
import { type Drawing, escapeXml } from "./picture-svg.ts";
import { type ServedPage, WINDOW } from "./screenshot.ts";

/** The bar with the address above a page, in pixels. */
const BAR = 40;

/** A browser's picture of a page, under the address that it was asked for at. */
export function drawPage(title: string, { address, content }: ServedPage, screenshot: Buffer): Drawing {
  const [width, height] = [WINDOW.width, WINDOW.height + BAR];
  return {
    title,
    description: `${address}\n${content}`,
    width,
    height,
    body: [
      `<rect width="${width}" height="${height}" rx="8" fill="#d5d8de"/>`,
      `<rect x="12" y="8" width="${width - 24}" height="24" rx="12" fill="#ffffff"/>`,
      `<text x="28" y="25" font-family="${FONT_FAMILY}, monospace" fill="#22262e">${escapeXml(address)}</text>`,
      `<image x="0" y="${BAR}" width="${WINDOW.width}" height="${WINDOW.height}" href="data:image/png;base64,${screenshot.toString("base64")}"/>`,
    ],
    letters: [{ text: address, bold: false }],
  };
}
