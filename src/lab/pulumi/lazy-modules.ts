import { createRequire } from "node:module";

/**
 * Has a CommonJS module loaded when something of it is first used, in place of when it is required. For what a library requires at its start,
 * and needs for few of its uses. Does nothing where the module is loaded already.
 *
 * @param from the file that requires it, as {@link createRequire} takes it
 */
export function loadLazily(name: string, from: string): void {
  const require = createRequire(from);
  const path = require.resolve(name);
  if (require.cache[path] !== undefined) return;
  let loaded: object | undefined;
  const load = (): object => {
    if (loaded === undefined) {
      delete require.cache[path];
      loaded = require(name) as object;
    }
    return loaded;
  };
  const exports = new Proxy(
    {},
    {
      // With this mark, importers take the module as it is. Without it, they copy all that it exports, at once.
      get: (_, key) => (key === "__esModule" ? true : Reflect.get(load(), key)),
      has: (_, key) => Reflect.has(load(), key),
    },
  );
  const module: Partial<NodeJS.Module> = {
    id: path,
    path,
    filename: path,
    loaded: true,
    exports,
    children: [],
    paths: [],
  };
  require.cache[path] = module as NodeJS.Module;
}
