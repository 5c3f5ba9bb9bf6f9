import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { html } from "../../../src/pages/html.ts";

test("a value in a template is escaped, in an element and in an attribute", () => {
  expect(html`<b title="${`"><i x='`}">${"</b>&"}</b>`.text).toBe(
    '<b title="&quot;&gt;&lt;i x=&#39;">&lt;/b&gt;&amp;</b>',
  );
});

test("a template keeps pieces of HTML, joins lists, and writes nothing for false and undefined", () => {
  expect(html`${[html`<i>1</i>`, 2]}${false}${undefined}${""}`.text).toBe("<i>1</i>2");
});

test("control characters and those that change the direction of text are shown as code points", () => {
  expect(html`${"a\u202eb\x1b[31mc\x00\x9b\u2066"}`.text).toBe("a⟨U+202E⟩b⟨U+001B⟩[31mc⟨U+0000⟩⟨U+009B⟩⟨U+2066⟩");
  expect(html`${"tab\tline\nnext\r\nlast"}`.text).toBe("tab\tline\nnext\nlast");
});

test("no text makes a tag or ends an attribute", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(html`${text}`.text).not.toMatch(/[<>"']/);
    }),
  );
});
