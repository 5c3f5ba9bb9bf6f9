import { expect, test } from "@jest/globals";
import { warnedInSections } from "../pages.ts";

const carried = (line: number, from = "1"): string =>
  `${line}: 172.17.0.2 is typed as it stands: section ${from} has shown it, and this one has not, so it is another run's address`;

const shows = ["$ hostname -I", "172.17.0.2"];
const types = ["$ ping -c 1 172.17.0.2"];

test("the reader warns of an address that only an earlier section has shown: it would be typed as it stands, and may be another host's", () => {
  expect(warnedInSections(shows, types)).toEqual([carried(13)]);
});

test.each([
  ["this section has shown it", [[...shows, ...types]]],
  ["this section has shown it, too", [shows, [...shows, ...types]]],
  ["it is shown in a later section alone", [types, shows]],
  ["the author has chosen it", [["$ docker run -d --ip 172.17.0.2 nginx"], shows, types]],
  ["it is the same everywhere", [["$ getent hosts dns.google", "8.8.8.8 dns.google"], ["$ ping -c 1 8.8.8.8"]]],
])("the reader does not warn of an address where %s", (_, sections) => {
  expect(warnedInSections(...sections)).toEqual([]);
});

test("the reader warns of it once in a section", () => {
  expect(warnedInSections(shows, [...types, "$ curl -s 172.17.0.2"])).toEqual([carried(13)]);
});
