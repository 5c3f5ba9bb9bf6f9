import { readFileSync } from "node:fs";
import { encode } from "uqr";
import { policyOf } from "../../pages/document.ts";
import { CODE, type Content, Html, html } from "../../pages/html.ts";
import { wordsFor } from "../../pages/translations.ts";

/** What the cards of a class say. */
export interface CardsInput {
  /** The note's language. */
  language: string;
  title: string;
  /** Where a student types the code: the page's address without anything secret in it. */
  address: string;
  /** The SHA-256 fingerprint of the class's own certificate; `undefined` where a browser asks nothing. */
  fingerprint?: string | undefined;
  seats: readonly CardSeat[];
  /** The nonce of the response's policy, where the cards are served: the file to print has a policy of its own. */
  nonce?: string;
}

/** A seat of the class. Its link and its code are secrets of who sits there. */
export interface CardSeat {
  name: string;
  link: string;
  code: string;
}

/** So many cards are on a sheet. */
const ON_SHEET = 8;

interface CardWords {
  cards: string;
  hint: string;
  address: string;
  code: string;
  scan: string;
  fingerprint: string;
}

const allWords: Readonly<Record<string, CardWords>> = {
  en: {
    cards: "Cards",
    hint: "Print this on A4, at 100 %, without the browser's own header and footer. Each card opens the terminal of one seat: give it to that person alone, and shred what is left over.",
    address: "Address",
    code: "Code",
    scan: "Scan the square, or open the address and type the code.",
    fingerprint: "Certificate (SHA-256). The browser warns once; the same digits must stand there.",
  },
  ko: {
    cards: "자리 카드",
    hint: "A4 용지에 100% 크기로, 브라우저의 머리글과 바닥글 없이 인쇄하십시오. 카드 한 장으로 자리 하나의 터미널이 열립니다. 그 자리에 앉을 사람에게만 주고, 남은 카드는 파기하십시오.",
    address: "주소",
    code: "코드",
    scan: "QR 코드를 찍거나, 주소를 열고 코드를 입력하십시오.",
    fingerprint: "인증서 지문(SHA-256). 브라우저가 한 번 경고합니다. 경고에 나온 지문이 이와 같아야 합니다.",
  },
};

const style = readFileSync(new URL("cards.css", import.meta.url), "utf8");

/** The policy of the file of cards: it has no scripts, and loads nothing. */
const POLICY = policyOf({ scripts: [], styles: [style] });

/** The cards of a class as one HTML file to print: nothing runs in it, and it needs no network. Pure. */
export function renderCards({ language, title, address, fingerprint, seats, nonce }: CardsInput): string {
  const { language: own } = wordsFor(language);
  const words = allWords[own] ?? (allWords.en as CardWords);
  const sheets = Array.from({ length: Math.ceil(seats.length / ON_SHEET) }, (_, at) =>
    seats.slice(at * ON_SHEET, (at + 1) * ON_SHEET),
  );
  const card = ({ name, link, code }: CardSeat): Content => html`<article class="card">
<h2><span>${name}</span><span class="title">${title}</span></h2>
${qrCode(link)}
<dl>
<dt>${words.address}</dt><dd class="mono"${CODE}>${inParts(address)}</dd>
<dt>${words.code}</dt><dd class="mono code"${CODE}>${code}</dd>
<dd>${words.scan}</dd>
</dl>
${fingerprint !== undefined && html`<p class="print">${words.fingerprint}<br><span class="mono"${CODE}>${inHalves(fingerprint)}</span></p>`}
</article>
`;
  return html`<!doctype html>
<html lang="${own}">
<head>
<meta charset="utf-8">
${
  nonce === undefined &&
  html`<meta http-equiv="Content-Security-Policy" content="${POLICY}">
`
}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${words.cards} · ${title}</title>
<style${nonce !== undefined && html` nonce="${nonce}"`}>${new Html(style)}</style>
</head>
<body>
<p class="hint">${words.hint}</p>
<main>
${sheets.map(
  (sheet) => html`<section class="sheet">
${sheet.map(card)}</section>
`,
)}</main>
</body>
</html>
`.text;
}

/** An address that is best broken before its port. */
const inParts = (address: string): Content => address.split(/(?=:\d)/).map((part, at) => [at > 0 && html`<wbr>`, part]);

/** A fingerprint in two lines, which are easier to compare. */
const inHalves = (fingerprint: string): Content => {
  const half = fingerprint.indexOf(":", Math.floor(fingerprint.length / 2)) + 1;
  return [fingerprint.slice(0, half), html`<br>`, fingerprint.slice(half)];
};

/** A link as a QR code: one path of squares, with the margin of four that readers need. */
function qrCode(link: string): Html {
  const { data, size } = encode(link, { ecc: "M", border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="QR" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${squares.join("")}"/></svg>`;
}
