import { BACKGROUND, FOREGROUND, paletteColour } from "./picture-colours.ts";

/** What the player's theme is called that has the colours of pictures. */
export const PLAYER_THEME = "labnote";

/** Its styles: a recording and a picture of the same terminal look alike. */
export const playerTheme = (): string => {
  const colours = [
    `foreground:${FOREGROUND}`,
    `background:${BACKGROUND}`,
    ...Array.from({ length: 16 }, (_, index) => `${index}:${paletteColour(index)}`),
  ];
  return `.asciinema-player-theme-${PLAYER_THEME}{${colours.map((colour) => `--term-color-${colour}`).join(";")}}`;
};
