import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { loadNote } from "../../../../../src/note/load.ts";
import { own, type Pupil, pupilAt } from "./pupil.ts";

const note = await loadNote(join(import.meta.dirname, "lessons", "images.md"));

const folder = "~/1";
const processes = own(
  "UID                 PID                 PPID                C                   STIME               TTY                 TIME                CMD\n" +
    "root                4711                4690                0                   05:50               ?                   00:00:00            nginx: master process nginx -g daemon off;",
);
/** What the verdict is on the list of a container's processes, which the note shows of the second container, by its id. */
const shown = (pupil: Pupil, name: string): string[] =>
  pupil.shows({ typed: `docker top ${name}`, output: processes, folder }).map(({ kind }) => kind);

test("the name that a student gave to another container is none of the one that the note's id stands for", () => {
  expect(shown(pupilAt(note, "1", 23), "front")).toEqual(["differs"]);
});

test("a name that went from one container to another is not taken for the first one's", () => {
  const pupil = pupilAt(note, "1", 23);
  pupil.shows({ typed: "docker rename front old", folder });
  pupil.shows({ typed: `docker rename ${own("5e4ab27c90d1")} front`, folder });
  expect(shown(pupil, "front")).toEqual(["done"]);
});

test("a name that is given anew, when the first container is gone, may be the second one's", () => {
  const pupil = pupilAt(note, "1", 21);
  pupil.shows({ typed: "docker rm -f front", output: "front", folder });
  const id = own("5e4ab27c90d13f68e1a2b3c4d5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718");
  pupil.shows({ typed: "docker run -d -p 8091:80 --name front shop:3.0", output: id, folder });
  pupil.shows({ typed: "docker ps -q --filter ancestor=shop:3.0", output: id.slice(0, 12), folder });
  expect(shown(pupil, "front")).toEqual(["done"]);
});

/** What the verdict is on the changes of the first container, which the note shows by its name. */
const changed = (pupil: Pupil, id: string): string[] =>
  pupil
    .shows({
      typed: `docker diff ${id}`,
      output: "C /usr\nC /usr/share/nginx/html\nC /usr/share/nginx/html/index.html\nC /run",
      folder,
    })
    .map(({ kind }) => kind);

test("the id of a container does as well as its name", () => {
  expect(changed(pupilAt(note, "1", 19), own("3c91f0a7d25e"))).toEqual(["done"]);
});

test("the id of a container is not taken for the name that it has given up", () => {
  const pupil = pupilAt(note, "1", 19);
  pupil.shows({ typed: "docker rename front old", folder });
  pupil.shows({
    typed: "docker run -d --name front shop:stable",
    output: own("5e4ab27c90d13f68e1a2b3c4d5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718"),
    folder,
  });
  expect(changed(pupil, own("3c91f0a7d25e"))).not.toEqual(["done"]);
});
