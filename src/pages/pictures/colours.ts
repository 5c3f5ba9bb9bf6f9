/** The colours of a terminal, as `#rrggbb`. */
export const BACKGROUND = "#14171c";
export const FOREGROUND = "#e4e6ea";
/** The colours of its window: the bar, the bar's text, and the frame, which is visible on a white page and on one as dark as the terminal. */
export const BAR = "#2b3038";
export const BAR_TEXT = "#c3c8d1";
export const FRAME = "#6f7784";

/** The sixteen named colours. All but black are readable on the background: the contrast is at least 4.5 to 1 (WCAG 2, 1.4.3). */
const named = [
  "#2b3038",
  "#f2777a",
  "#7fce7a",
  "#e6c15c",
  "#74a8f7",
  "#d191f0",
  "#5fc9cf",
  "#d3d7de",
  "#8d96a5",
  "#ff9da0",
  "#a6e39f",
  "#f7dc8a",
  "#9dc3ff",
  "#e4b5fb",
  "#8fe3e8",
  "#ffffff",
] as const;

/** The colour of a shell's prompt, as Ubuntu's own has it. */
export const PROMPT = named[2];

/** The sixteen on paper, where the background is white: the contrast of all but black is at least 4.5 to 1, too. */
const printed = [
  "#e9ebef",
  "#b3261e",
  "#1a7f37",
  "#8a6100",
  "#0b57d0",
  "#8e24aa",
  "#0b7285",
  "#3c424d",
  "#656d76",
  "#a40e26",
  "#116329",
  "#6b4e00",
  "#0842a0",
  "#6a1b9a",
  "#055160",
  "#000000",
] as const;

/** Each colour of a terminal and of its window beside that on paper. Other colours of the palette are printed as they are. */
export const onPaper: readonly (readonly [screen: string, paper: string])[] = [
  [BACKGROUND, "#ffffff"],
  [FOREGROUND, "#1c2026"],
  [BAR_TEXT, "#3c424d"],
  // The bar has the colour of the terminal's black.
  ...named.map((colour, index) => [colour, printed[index] as string] as const),
];

/** The colours of a terminal and of its window as tokens of a style sheet: on a light ground, which paper is, and on a dark one. */
export const terminalTokens = (): string => {
  const paper = new Map(onPaper);
  const tokens = {
    terminal: BACKGROUND,
    "terminal-text": FOREGROUND,
    "terminal-bar": BAR,
    "terminal-bar-text": BAR_TEXT,
    "terminal-frame": FRAME,
    prompt: PROMPT,
  };
  const lines = Object.entries(tokens).map(
    ([name, screen]) => `  --${name}: light-dark(${paper.get(screen) ?? screen}, ${screen});\n`,
  );
  return `:root {\n${lines.join("")}}\n`;
};

const level = (value: number): number => (value === 0 ? 0 : 55 + 40 * value);

/** A colour of the palette, 0 to 255: the sixteen, then xterm's cube of six levels, then xterm's greys. */
export function paletteColour(index: number): string {
  if (index < 16) return named[index] as string;
  if (index >= 232) return rgbColour((8 + 10 * (index - 232)) * 0x010101);
  const cube = index - 16;
  return hex(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
}

/** A 24-bit colour. */
export const rgbColour = (value: number): string => hex((value >> 16) & 255, (value >> 8) & 255, value & 255);

/** A colour half-way to its background. */
export function dimmed(colour: string, background: string): string {
  const [a, b] = [channels(colour), channels(background)];
  return hex(...(a.map((value, index) => Math.round((value + (b[index] as number)) / 2)) as [number, number, number]));
}

const channels = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
const hex = (...values: [number, number, number]): string =>
  `#${values.map((value) => value.toString(16).padStart(2, "0")).join("")}`;

/** The name of the player's theme with the colours of pictures. */
export const PLAYER_THEME = "labnote";

/** The styles of that theme, so that a recording and a picture of the same terminal look alike. */
export const playerTheme = (): string => {
  const colours = [
    `foreground:${FOREGROUND}`,
    `background:${BACKGROUND}`,
    ...Array.from({ length: 16 }, (_, index) => `${index}:${paletteColour(index)}`),
  ];
  return `.asciinema-player-theme-${PLAYER_THEME}{${colours.map((colour) => `--term-color-${colour}`).join(";")}}`;
};
