import { describe, expect, test } from "@jest/globals";
import { shapes } from "../../../../src/note/compare/shapes/table.ts";
import { split } from "../../../../src/note/compare/shapes.ts";

/** A line with each word of a shape as {name word}. */
const marked = (line: string): string =>
  split(line)
    .map(({ text, shape }) => (shape === undefined ? text : `{${shape.name} ${text}}`))
    .join("");

const id64 = "73588180c437".padEnd(64, "ab");

describe("words of a shape", () => {
  test.each([
    ["73588180c437", "{id 73588180c437}"],
    [id64, `{id ${id64}}`],
    [`sha256:${id64}`, `sha256:{digest ${id64}}`],
    ["3a23c669-1f69-c64e-cf85-44e9b07e7a2a", "{uuid 3a23c669-1f69-c64e-cf85-44e9b07e7a2a}"],
    ["06:11:01", "{clock 06:11:01}"],
    ["2026-11-24", "{date 2026-11-24}"],
    ["2026-11-24T06:11:01.123456789Z", "{date 2026-11-24T06:11:01.123456789Z}"],
    ["2026-11-24 06:11:01 +0900 KST", "{date 2026-11-24 06:11:01 +0900 KST}"],
    ["[24/Nov/2026:06:11:01 +0000]", "[{date 24/Nov/2026:06:11:01 +0000}]"],
    ["[24/Nov/2026 06:11:01] 200", "[{date 24/Nov/2026 06:11:01}] 200"],
    ["a.txt 24-Nov-2026 06:11 12", "a.txt {date 24-Nov-2026 06:11} 12"],
    ["24-Nov-2026 06:11:01.123 INFO", "{date 24-Nov-2026 06:11:01.123} INFO"],
    ["2026/11/06 15:58:23 [notice]", "{date 2026/11/06 15:58:23} [notice]"],
    ["Tue 2026-11-24 06:15:46 UTC", "{date Tue 2026-11-24 06:15:46 UTC}"],
    ["Date: Tue, 24 Nov 2026 06:15:46 GMT", "Date: {date Tue, 24 Nov 2026 06:15:46 GMT}"],
    ["Tue Nov 24 06:15:46 UTC 2026", "{date Tue Nov 24 06:15:46 UTC 2026}"],
    ["root 12 Nov 24 06:15 a", "root 12 {date Nov 24 06:15} a"],
    ["root 12 Nov  4  2025 a", "root 12 {date Nov  4  2025} a"],
    ["root 12 2026-11-24 06:15 a", "root 12 {date 2026-11-24 06:15} a"],
    ["Nov  4 06:15:46 lab", "{date Nov  4 06:15:46} lab"],
    ["Sat Nov  4 06:15:46 UTC 2026", "{date Sat Nov  4 06:15:46 UTC 2026}"],
    ["Sat Nov 28 06:15 - 06:20  (00:05)", "{date Sat Nov 28 06:15} - 06:20  (00:05)"],
    ["Sat, 28 Nov 2026 06:15:46 +0900", "{date Sat, 28 Nov 2026 06:15:46 +0900}"],
    ["Sat 28 Nov 2026 06:15:46 AM UTC", "{date Sat 28 Nov 2026 06:15:46 AM UTC}"],
    ["Sat Nov 28 06:15:46 PM KST 2026", "{date Sat Nov 28 06:15:46 PM KST 2026}"],
    ["2026. 11. 28. (토) 06:15:46 KST", "{date 2026. 11. 28. (토) 06:15:46 KST}"],
    ["2026년 11월 28일 토요일 오전 06:15:46 KST", "{date 2026년 11월 28일 토요일 오전 06:15:46 KST}"],
    ["02:42:ac:11:00:02", "{mac 02:42:ac:11:00:02}"],
    ["inet6 fe80::42:acff:fe11:2/64 scope link", "inet6 {address fe80::42:acff:fe11:2}/64 scope link"],
    ["[2001:db8:0:1::2]:80", "[{address 2001:db8:0:1::2}]:80"],
    ["fd00:0:0:1:2:3:4:5, x", "{address fd00:0:0:1:2:3:4:5}, x"],
    ["172.17.0.2:80", "{address 172.17.0.2}:80"],
    ["2 seconds ago", "{age 2 seconds} ago"],
    ["Up About a minute", "Up {age About a minute}"],
    ["Less than a second ago", "{age Less than a second} ago"],
    ["Exited (0) 3 weeks ago", "Exited (0) {age 3 weeks} ago"],
    ["Up 3 minutes (healthy)", "Up {age 3 minutes} (healthy)"],
    ["1.2s 1h0m5s 300ms", "{duration 1.2s} {duration 1h0m5s} {duration 300ms}"],
    ["142MB", "{size 142MB}"],
    ["[9,999 kB]", "[{size 9,999 kB}]"],
    ["1.2MB/s", "{rate 1.2MB/s}"],
    ["1.2MB/state", "{size 1.2MB}/state"],
    ["focused_turing", "{name focused_turing}"],
    ["focused_turing7", "{name focused_turing7}"],
    ["ubuntu pts/0 09:12", "ubuntu {tty pts/0} 09:12"],
    ["/dev/pts/12", "/dev/{tty pts/12}"],
    ["root@73588180c437:/#", "root@{id 73588180c437}:/#"],
    ["73588180c437:/path", "{id 73588180c437}:/path"],
    [`/volumes/${id64}/_data`, `/volumes/{id ${id64}}/_data`],
  ])("the words of a shape are found in this line: %s", (line, expected) => {
    expect(marked(line)).toBe(expected);
  });
});

describe("words of no shape", () => {
  test.each([
    "123456789012",
    "1".repeat(64),
    "73588180c43",
    "73588180c437a",
    "73588180C437",
    "x73588180c437",
    "73588180c437_data",
    "가73588180c437",
    "5000:80",
    "0.0.0.0:5000->80/tcp",
    "127.0.0.1",
    "255.255.0.0",
    "1.2.3.4.5",
    "::1",
    "ff02::1",
    "fe80::/10",
    "std::vector::at",
    "a::b",
    "dead::beef",
    "50:06:01:60:3b:a0:11:22",
    "2026:11:28",
    "1:2:3:4:5:6:7:8",
    "300.1.1.1",
    "my_ver",
    "focused_ver",
    "focused_turing77",
    "2 secondhand",
    "12MBs",
    "1s2",
    "v1.18.0",
    "Nov 24",
    "November 4 2025",
    "Nov   4 2025",
    "2026-11-24 06:15:4",
    "python2.7",
    "pts/x",
    "tty1",
    "scripts/0",
  ])("this line has no word of a shape: %s", (line) => {
    expect(marked(line)).toBe(line);
  });

  test("a word in capitals after a date is not part of the date", () => {
    expect(marked("2026-11-24 06:15:46 INFO x")).toBe("{date 2026-11-24 06:15:46} INFO x");
  });
});

test("the pieces of a split line make up the line, each at its place", () => {
  const line = "a 73588180c437, 172.17.0.2 and 5s";
  for (const { text, at } of split(line)) expect(line.slice(at, at + text.length)).toBe(text);
  expect(
    split(line)
      .map(({ text }) => text)
      .join(""),
  ).toBe(line);
});

test("ids, digests, addresses and names are bound; times and amounts are not", () => {
  const names = (binds: boolean): string[] => [
    ...new Set(shapes.filter((shape) => shape.binds === binds).map(({ name }) => name)),
  ];
  expect(names(true)).toEqual([
    "fingerprint",
    "digest",
    "id",
    "uuid",
    "address",
    "interface",
    "port",
    "token",
    "pod",
    "name",
    "pid",
    "inode",
    "kernel",
  ]);
  expect(names(false)).toEqual(["age", "date", "clock", "mac", "number", "duration", "rate", "size", "tty", "percent"]);
});
