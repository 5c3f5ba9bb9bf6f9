const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
/** The first one is none. */
const FINALS = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
/** U+AC00, the first syllable; Unicode has them by initial, vowel and final. Source: The Unicode Standard, 3.12. */
const FIRST = 0xac00;

/** A syllable as an input method of two sets makes it: what it shows one after the other, and what it hands over. */
export interface Composition {
  shown: readonly string[];
  text: string;
}

/** How a text of syllables is composed, key by key. The initial of the next syllable is first taken for the final of the one before. */
export function compositions(text: string): Composition[] {
  let taken = false;
  return Array.from(text, (syllable, at) => {
    const final = (syllable.charCodeAt(0) - FIRST) % FINALS.length;
    const open = String.fromCharCode(syllable.charCodeAt(0) - final);
    const shown = [...(taken ? [] : [initialOf(syllable)]), open, ...(final > 0 ? [syllable] : [])];
    const next = final > 0 || at + 1 === text.length ? -1 : FINALS.indexOf(initialOf(text.charAt(at + 1)));
    taken = next > 0;
    if (taken) shown.push(String.fromCharCode(open.charCodeAt(0) + next));
    return { shown, text: syllable };
  });
}

const initialOf = (syllable: string): string =>
  INITIALS[Math.floor((syllable.charCodeAt(0) - FIRST) / FINALS.length / VOWELS)] as string;
const VOWELS = 21;
