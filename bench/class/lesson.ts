/** Sections of the note, and steps of each: in all as many steps as the chapter has. Nobody comes beyond the first one here. */
const [SECTIONS, STEPS] = [6, 20];
/** Commands print as much as the chapter's on average: 3.5 KB. */
const LINES = 890;

/** What a student types as the command with that number, from 0 on. */
export const lessonCommand = (count: number): string => `echo ${count + 1}; seq ${LINES}`;

/** The first section's folder, as a note's reader makes it. */
export const ENTER_FOLDER = "mkdir -p ~/1 && cd ~/1";

/** Fills a terminal as a student's is filled who has worked for a while. */
export const FILL =
  "seq --format='%g, and a line as long as those are that programs print to people who read them' 1500";

const step = (count: number): string => `
\`\`\`console
$ ${lessonCommand(count)}
${count + 1}
...
${LINES}
\`\`\`
`;

/** The note of a class that is measured. */
export const CLASS_NOTE = `# A lesson
${Array.from(
  { length: SECTIONS },
  (_, section) => `
## ${section + 1} Much to do
${Array.from({ length: STEPS }, (_, at) => step(section * STEPS + at)).join("")}`,
).join("")}`;
