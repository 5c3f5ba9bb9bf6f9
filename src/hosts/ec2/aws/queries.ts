import type { Filter } from "@aws-sdk/client-ec2";

/** The most values that a filter of EC2 takes. */
const MOST_VALUES = 200;

/** Splits values into parts that a filter takes. */
export const inParts = (values: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(values.length / MOST_VALUES) }, (_, at) =>
    values.slice(at * MOST_VALUES, (at + 1) * MOST_VALUES),
  );

/** A filter of EC2. */
export const having = (name: string, values: string[]): Filter[] => [{ Name: name, Values: values }];

/** The items of all pages. */
export async function all<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const found: Item[] = [];
  for await (const page of pages) found.push(...(items(page) ?? []));
  return found;
}
