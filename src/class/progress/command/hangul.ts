/** The keys of a Korean keyboard of two sets, as letters of the keyboard without Hangul. Source: KS X 5002. */
const initials = "r R s e E f a q Q t T d w W c z x v g".split(" ");
const vowels = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split(" ");
const finals = " r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split(" ");
/** Letters that stand alone, from U+3131 on. */
const alone =
  "r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g k o i O j p u P h hk ho hl y n nj np nl b m ml l".split(
    " ",
  );

/** What the same keys type where the keyboard is not set to Hangul; the text itself where it has no Hangul. */
export const withoutHangul = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[가-힣]/g, (syllable) => {
      const at = syllable.charCodeAt(0) - 0xac00;
      return `${initials[Math.floor(at / 588)]}${vowels[Math.floor((at % 588) / 28)]}${finals[at % 28]}`;
    })
    .replace(/[\u3131-\u3163]/g, (letter) => alone[letter.charCodeAt(0) - 0x3131] as string);
