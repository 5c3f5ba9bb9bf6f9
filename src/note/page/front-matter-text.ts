import { stringify } from "yaml";
import type { FrontMatter } from "../note.ts";

/** Keys of front matter as they are written: `sessions: [bash, ""]`. Lists without entries are left out. */
export function frontMatterText({
  sessions,
  prompts = [],
  unprompted,
  varies,
}: Partial<Pick<FrontMatter, "sessions" | "prompts" | "unprompted" | "varies">>): string {
  const prompt = prompts.length === 1 ? prompts[0] : prompts;
  return Object.entries({ sessions, prompt, unprompted, varies })
    .filter(([, value]) => value !== undefined && value.length > 0)
    .map(([key, value]) =>
      stringify({ [key]: value }, { collectionStyle: "flow", flowCollectionPadding: false, lineWidth: 0 }).trim(),
    )
    .map((line) => line.replace(/^\{(.*)\}$/s, "$1"))
    .join("\n");
}
