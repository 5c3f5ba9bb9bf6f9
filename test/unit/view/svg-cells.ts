import { FONT_SIZE } from "../../../src/view/picture-svg.ts";

/** A cell as a picture shows it. */
export interface Seen {
  text: string;
  colour: string;
  background: string;
  marks: string;
}

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
const entities: { [name: string]: string } = { amp: "&", lt: "<", gt: ">", quot: '"' };
const unescaped = (text: string) => text.replace(/&(\w+);/g, (_, name) => entities[name] as string);

/**
 * What stands where in a picture of a terminal, read from its SVG alone: places by row and column, from the top left. Characters of one
 * piece share its length: a wide one has two parts of it.
 */
export function cellsOfSvg(svg: string, wide: (character: string) => boolean): Map<string, Seen> {
  const [cell, line, margin] = [FONT_SIZE / 2, 20, 16];
  const at = (x: number, y: number) => `${y}:${x}`;
  const backgrounds = new Map<string, string>();
  for (const [tag] of svg.matchAll(/<rect x=[^>]*>/g)) {
    const number = (name: string) => Number(attribute(tag, name));
    for (let x = 0; x < number("width") / cell; x += 1)
      backgrounds.set(
        at((number("x") - margin) / cell + x, (number("y") - margin) / line),
        attribute(tag, "fill") as string,
      );
  }
  const ground = /<rect width[^>]*fill="([^"]*)"/.exec(svg)?.[1] as string;
  const usual = /<g [^>]*fill="([^"]*)"/.exec(svg)?.[1] as string;
  const seen = new Map<string, Seen>();
  for (const [, rowTag = "", row = ""] of svg.matchAll(/<text( y="[^>]*)>(.*?)<\/text>/gs)) {
    const y = Math.floor((Number(attribute(rowTag, "y")) - margin) / line);
    for (const [, tag = "", escaped = ""] of row.matchAll(/<tspan([^>]*)>(.*?)<\/tspan>/gs)) {
      let x = (Number(attribute(tag, "x")) - margin) / cell;
      const end = x + Number(attribute(tag, "textLength")) / cell;
      const marks = ["font-weight", "font-style", "text-decoration"]
        .map((name) => attribute(tag, name) ?? "")
        .join(" ");
      for (const { segment } of new Intl.Segmenter().segment(unescaped(escaped))) {
        seen.set(at(x, y), {
          text: segment,
          colour: attribute(tag, "fill") ?? usual,
          background: backgrounds.get(at(x, y)) ?? ground,
          marks,
        });
        x += wide(segment) ? 2 : 1;
      }
      if (Math.abs(x - end) > 1e-6) throw new Error(`${JSON.stringify(unescaped(escaped))} ends at ${x}, not ${end}`);
    }
  }
  return seen;
}
