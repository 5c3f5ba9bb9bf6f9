import { expect, test } from "@jest/globals";
import { nameOfUrn, studentOf, typeOfUrn } from "../../../src/hosts/urns.ts";

const urn = (types: string, name: string) => `urn:pulumi:class-a::labnote::${types}::${name}`;

test("a URN tells a resource's name and its own type, without its parents'", () => {
  const key = urn("labnote:host:Ec2Host$aws:ec2/keyPair:KeyPair", "mina-login-key");
  expect([nameOfUrn(key), typeOfUrn(key)]).toEqual(["mina-login-key", "aws:ec2/keyPair:KeyPair"]);
});

test("a name may hold the sign that parts a URN", () => {
  expect(nameOfUrn(urn("a:b:C", "one::two"))).toBe("one::two");
});

test.each([
  ["labnote:host:Container$labnote:index:KeyPair", "mina-host-key", "mina"],
  ["labnote:host:Container$labnote:index:KeyPair", "mina-login-host-key", "mina-login"],
  ["labnote:host:Container$labnote:index:ContainerHost", "mina-host-key", "mina-host-key"],
  ["command:local:Command", "mina", "mina"],
  ["labnote:host:Container$labnote:index:ContainerHost", "sora", undefined],
  ["labnote:host:Network$aws:ec2/vpc:Vpc", "network", undefined],
  ["pulumi:providers:aws", "aws", undefined],
  ["labnote:index:Lab", "lab", undefined],
])("the resource %s called %s belongs to the student %s", (types, name, student) => {
  const students = ["mina", "mina-login", "mina-host-key", "lab", "network", "aws"];
  expect(studentOf(urn(types, name), students)).toBe(student);
});
