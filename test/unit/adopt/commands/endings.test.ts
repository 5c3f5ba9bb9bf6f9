import { expect, test } from "@jest/globals";
import { neededEnd } from "../../../../src/adopt/commands/endings.ts";

const endOf = (typed: string, user?: string): string => {
  const end = neededEnd(typed, user);
  return end?.kind === "shell" ? end.prompt : (end?.kind ?? "none");
};

test.each([
  ["sudo reboot", "reboot"],
  ["docker logs -f web", "interrupt"],
  ["docker logs --tail 5 --follow web", "interrupt"],
  ["docker compose up", "interrupt"],
  ["docker run -p 5000:80 nginx", "interrupt"],
  ["docker stats", "interrupt"],
  ["tail -f log", "interrupt"],
  ["ping 8.8.8.8", "interrupt"],
  ["watch docker ps", "interrupt"],
  ["kubectl get pods -w", "interrupt"],
  ["docker run -it ubuntu", "root@[..]:[..]#"],
  ["docker run --rm -ti debian:12 bash", "root@[..]:[..]#"],
  ["docker run -it alpine", "/ #"],
  ["docker exec -it web sh", "#"],
  ["docker run -it --user mina ubuntu bash", "mina@[..]:[..]$"],
])("%s needs %s", (typed, end) => {
  expect(endOf(typed)).toBe(end);
});

test.each([
  "docker logs web",
  "docker compose up -d",
  "docker run -d nginx",
  "docker run -d -p 5000:80 nginx",
  "docker stats --no-stream",
  "ping -c 3 8.8.8.8",
  "docker run ubuntu ls",
  "docker run -it ubuntu ls",
  "echo reboot",
])("%s ends by itself", (typed) => {
  expect(endOf(typed)).toBe("none");
});

test("the user of the page's own image is in the prompt", () => {
  expect(endOf("docker run -it app bash", "mina")).toBe("mina@[..]:[..]$");
});
