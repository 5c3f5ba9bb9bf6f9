import { expect, test } from "@jest/globals";
import { registryReference } from "../../../src/hosts/image-check.ts";

test.each([
  ["nginx", undefined, "library/nginx", "latest"],
  ["ubuntu:18.04", undefined, "library/ubuntu", "18.04"],
  ["docker/whalesay", undefined, "docker/whalesay", "latest"],
  ["docker.io/library/nginx:1", undefined, "library/nginx", "1"],
  ["docker.io/nginx", undefined, "library/nginx", "latest"],
  ["ghcr.io/owner/image:v1.2", "ghcr.io", "owner/image", "v1.2"],
  ["localhost:6000/my/image", "localhost:6000", "my/image", "latest"],
  ["localhost/image", "localhost", "image", "latest"],
  ["nginx@sha256:abc", undefined, "library/nginx", "sha256:abc"],
  ["quay.io/a/b:1@sha256:abc", "quay.io", "a/b", "sha256:abc"],
])("%s is looked for where docker pull would", (name, registry, repository, reference) => {
  expect(registryReference(name)).toEqual({ registry, repository, reference });
});
