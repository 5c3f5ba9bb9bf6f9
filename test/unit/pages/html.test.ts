import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { html } from "../../../src/pages/html.ts";

test("what is put into a template is text, in an element and in an attribute", () => {
  expect(html`<b title="${`"><i x='`}">${"</b>&"}</b>`.text).toBe(
    '<b title="&quot;&gt;&lt;i x=&#39;">&lt;/b&gt;&amp;</b>',
  );
});

test("pieces of HTML stay what they are, lists are joined, and what is not there is nothing", () => {
  expect(html`${[html`<i>1</i>`, 2]}${false}${undefined}${""}`.text).toBe("<i>1</i>2");
});

test("signs that control a terminal or turn the writing are shown as what they are", () => {
  expect(html`${"a\u202eb\x1b[31mc\x00\x9b\u2066"}`.text).toBe("a⟨U+202E⟩b⟨U+001B⟩[31mc⟨U+0000⟩⟨U+009B⟩⟨U+2066⟩");
  expect(html`${"tab\tline\nnext\r\nlast"}`.text).toBe("tab\tline\nnext\nlast");
});

test("no text makes a tag or leaves an attribute", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(html`${text}`.text).not.toMatch(/[<>"']/);
    }),
  );
});
