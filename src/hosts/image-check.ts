/** Where a registry has an image, in the terms of the registries' API. */
export interface RegistryReference {
  /** `undefined` for Docker Hub, before which the engine asks its mirrors. */
  registry: string | undefined;
  repository: string;
  /** A tag or a digest. */
  reference: string;
}

/** Reads an image's name as `docker pull` does: https://pkg.go.dev/github.com/distribution/reference. */
export function registryReference(name: string): RegistryReference {
  const [first = "", ...rest] = name.split("/");
  const named = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const registry = named && !/^(index\.)?docker\.io$/.test(first) ? first : undefined;
  const path = named ? rest.join("/") : name;
  const [, repository = path, tag, digest] = /^(.*?)(?::([^:@/]+))?(?:@(.+))?$/.exec(path) ?? [];
  const official = registry === undefined && !repository.includes("/");
  return {
    registry,
    repository: official ? `library/${repository}` : repository,
    reference: digest ?? tag ?? "latest",
  };
}

/** All types of manifest that a registry may have, the old schema 1 included. Whether an engine accepts the image is another question. */
const MANIFESTS = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.v1+prettyjws",
].join(", ");

/**
 * A bash script that ends with 0 when all of these images are available to the host. Else it names each image that is not, and why. It asks
 * the engine's mirrors and the registry for the manifest alone, which does not count as a pull. One curl asks a mirror for all images, since
 * programs start slowly on an emulated machine; each image that no mirror has is then looked for by itself, all of them at once.
 */
export function imagesScript(names: readonly string[]): string {
  const wanted = names.map((name) => {
    const { registry = "-", repository, reference } = registryReference(name);
    return [name, registry, repository, reference].join(" ");
  });
  return `ask() { curl --silent --show-error --location --head --max-time 10 --header 'Accept: ${MANIFESTS}' "$@" 2>&1 | tr -d '\\r'; }
status() { sed -n 's|^HTTP/[0-9.]* \\([0-9]*\\).*|\\1|p' | tail -n 1; }
of() { sed -n "s/^[Ww]ww-[Aa]uthenticate: *Bearer.*$1=\\"\\([^\\"]*\\)\\".*/\\1/p" | tail -n 1; }
answers() {
  local said token
  said=$(ask "$1")
  if [ "$(status <<< "$said")" = 401 ]; then
    token=$(curl --silent --show-error --max-time 10 --get --data-urlencode "service=$(of service <<< "$said")" \\
      --data-urlencode "scope=$(of scope <<< "$said")" "$(of realm <<< "$said")" 2>&1 | sed -n 's/.*"token" *: *"\\([^"]*\\)".*/\\1/p')
    said=$(ask --header "Authorization: Bearer $token" "$1")
  fi
  [ "$(status <<< "$said")" = 200 ] || { printf '%s: %s\\n' "$1" "$(grep -v '^ *$' <<< "$said" | head -n 1)"; return 1; }
}
# Not by \`docker info\`: it starts all plugins of the client, which takes a second on an emulated machine.
info=$(curl --silent --show-error --fail --max-time 10 --unix-socket /var/run/docker.sock http://localhost/info 2>&1) || { printf '%s\\n' "$info"; exit 1; }
mirrors=$(grep -o '"Mirrors":\\[[^]]*]' <<< "$info" | grep -o 'http[^"]*' | sort -u)
available() {
  local said all=
  for from in $([ "$2" = - ] && printf '%s\\n' "$mirrors" https://registry-1.docker.io/ || echo "https://$2/"); do
    said=$(answers "\${from%/}/v2/$3/manifests/$4") && return
    all+="; $said"
  done
  printf '%s is not available%s\\n' "$1" "$all"
  return 1
}
lacking() {
  local name registry repository reference line code asked=() config=
  while read -r name registry repository reference; do
    [ -n "$name" ] || continue
    if [ "$registry" = - ]; then
      asked+=("$name - $repository $reference")
      config+="url = "\${1%/}/v2/$repository/manifests/$reference""$'\noutput = /dev/null\n'
    else echo "$name $registry $repository $reference"; fi
  done
  [ -n "$config" ] || return 0
  for line in "\${asked[@]}"; do
    code=; read -r code; [ "$code" = 200 ] || echo "$line"
  done < <(curl --silent --fail-early --location --head --max-time 10 --header 'Accept: ${MANIFESTS}' --write-out '%{http_code}\n' --config - <<< "$config")
}
images=$(cat <<'IMAGES'
${wanted.join("\n")}
IMAGES
)
for from in $mirrors; do images=$(lacking "$from" <<< "$images"); done
asked=
while read -r name registry repository reference; do
  [ -n "$name" ] || continue
  available "$name" "$registry" "$repository" "$reference" & asked+=" $!"
done <<< "$images"
failed=0
for each in $asked; do wait "$each" || failed=1; done
exit $failed`;
}
