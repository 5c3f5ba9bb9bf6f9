import { type Binding, Bindings } from "../../note/compare/bindings.ts";

/** Bindings from a list of them. Those that contradict the ones before are left out. */
export const bindingsOf = (all: readonly Binding[], before = Bindings.none): Bindings =>
  all.reduce((now, { sample, value, line, abbreviated }) => {
    const next = now.bind(sample, value, line, abbreviated);
    return next instanceof Bindings ? next : now;
  }, before);

/** What the note's words stood for above a line. */
export const bindingsAbove = (bindings: Bindings, line: number): Bindings =>
  bindingsOf(bindings.all().filter((binding) => binding.line < line));
