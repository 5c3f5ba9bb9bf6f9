import { expect, test } from "@jest/globals";
import { page, warningsOf } from "../pages.ts";

/** What the reader warns of in a page of these sections, each with the lines of one block. The sections have the ids 1, 2, … */
const warned = (...sections: (readonly string[])[]): string[] =>
  warningsOf(page(...sections.flatMap((lines, at) => [`## ${at + 1} Part`, "", "```console", ...lines, "```", ""])));

const carried = (line: number, from = "1"): string =>
  `${line}: 172.17.0.2 is typed as it stands: section ${from} has shown it, and this one has not, so it is another run's address`;

const shows = ["$ hostname -I", "172.17.0.2"];
const types = ["$ ping -c 1 172.17.0.2"];

test("the reader warns of an address that only an earlier section has shown: it would be typed as it stands, and may be another host's", () => {
  expect(warned(shows, types)).toEqual([carried(13)]);
});

test.each([
  ["this section has shown it", [[...shows, ...types]]],
  ["this section has shown it, too", [shows, [...shows, ...types]]],
  ["it is shown in a later section alone", [types, shows]],
  ["the author has chosen it", [["$ docker run -d --ip 172.17.0.2 nginx"], shows, types]],
  ["it is the same everywhere", [["$ getent hosts dns.google", "8.8.8.8 dns.google"], ["$ ping -c 1 8.8.8.8"]]],
])("the reader does not warn of an address where %s", (_, sections) => {
  expect(warned(...sections)).toEqual([]);
});

test("the reader warns of it once in a section", () => {
  expect(warned(shows, [...types, "$ curl -s 172.17.0.2"])).toEqual([carried(13)]);
});
