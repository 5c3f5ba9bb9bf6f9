/**
 * Pulumi's official releases of the CLI: the SHA-256 of the archive of each platform, as published in Pulumi's own
 * Homebrew formula of the same version. The version must be the SDK's.
 */
export const RELEASE = {
  version: "3.259.0",
  sha256: {
    "linux-x64": "94ba357acac23d01474084c4b00098dc0f7bc70ce13f34c777459254a5f718e5",
    "linux-arm64": "edc8327463a72160bb36cf82cf5062da9c8a244290a706d9980988e7bf486853",
    "darwin-x64": "eaca4c3b8277bfa3ab061fa3b270d1c66358a0b2e613da8c5587a04b7226c534",
    "darwin-arm64": "57c27f179e527e2cf9f62b841a448af72a020e44b2fb4ee0d9bd85556c00c864",
  } as { readonly [platform: string]: string },
  url: (platform: string): string =>
    `https://github.com/pulumi/pulumi/releases/download/v${RELEASE.version}/pulumi-v${RELEASE.version}-${platform}.tar.gz`,
};

/** What there is to download for this machine, or why there is nothing. */
export function releaseHere(): { url: string; sha256: string } | { refused: string } {
  const platform = `${process.platform}-${process.arch}`;
  const sha256 = RELEASE.sha256[platform];
  if (sha256 === undefined) return { refused: `no official download is known for ${platform}` };
  return { url: RELEASE.url(platform), sha256 };
}
