import { createRequire } from "node:module";

/**
 * Has a CommonJS module loaded when something of it is first used, in place of when it is required. For what a library requires at its start,
 * and needs for few of its uses. Does nothing where the module is loaded already, or is not there.
 *
 * @param from the file that requires it, as {@link createRequire} takes it
 */
export function loadLazily(name: string, from: string): void {
  const require = createRequire(from);
  const path = found(name, require);
  if (path === undefined || require.cache[path] !== undefined) return;
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

function found(name: string, require: NodeJS.Require): string | undefined {
  try {
    return require.resolve(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
