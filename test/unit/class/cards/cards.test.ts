import { describe, expect, test } from "@jest/globals";
import { type CardSeat, renderCards } from "../../../../src/class/cards/cards.ts";
import { hostile } from "../../../browser/pages.ts";

const seats = (count: number): CardSeat[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `host-${at + 1}`,
    link: `https://192.168.7.20:8443/#${"a".repeat(20)}${at}`,
    code: `ABCD-EFG${at}`,
  }));
const input = {
  language: "en",
  title: "Ch01",
  address: "https://192.168.7.20:8443/",
  fingerprint: "AB:CD",
  seats: seats(3),
};
const count = (text: string, part: string): number => text.split(part).length - 1;

describe("the cards of a class", () => {
  test.each([
    [1, 1],
    [8, 1],
    [9, 2],
    [30, 4],
  ])("for %i seats stand on %i sheets, eight on each", (number, sheets) => {
    const page = renderCards({ ...input, seats: seats(number) });
    expect(count(page, '<section class="sheet">')).toBe(sheets);
    expect(count(page, "<svg")).toBe(number);
  });

  test("have the seat's name, the address, the code and the fingerprint, and the link in no text", () => {
    const page = renderCards(input);
    const text = page.replaceAll(/<wbr>|<br>/g, "");
    for (const part of ["host-2", "ABCD-EFG1", input.address, "AB:CD", "Ch01"]) expect(text).toContain(part);
    expect(page).not.toContain("aaaaaaaa");
  });

  test("say nothing of a certificate where there is none", () => {
    expect(renderCards({ ...input, fingerprint: undefined })).not.toContain("SHA-256");
  });

  test("are Korean for a Korean note, and English for a note of a language that labnote has no words for", () => {
    expect(renderCards({ ...input, language: "ko-KR" })).toMatch(/<html lang="ko">.*인증서 지문/s);
    expect(renderCards({ ...input, language: "fr" })).toMatch(/<html lang="en">.*Certificate/s);
  });

  test("have the response's policy where they are served, and one of their own in a file", () => {
    expect(renderCards({ ...input, nonce: "n0nce" })).toMatch(/^(?!.*Content-Security-Policy).*<style nonce="n0nce">/s);
    expect(renderCards(input)).toMatch(/Content-Security-Policy.*<style>/s);
  });

  test("run and load nothing, whatever the names are", () => {
    const page = renderCards({ ...input, seats: hostile.map((name) => ({ name, link: name, code: name })) });
    expect(page).not.toMatch(/<(?:script|img|link|iframe|base|form)\b/);
    expect(page).toContain("default-src &#39;none&#39;");
  });
});
