/** The data that is packed in an element of the page. */
// biome-ignore lint/correctness/noUnusedVariables: the scripts that follow it in a page use it.
function unpacked(id) {
  const data = document.getElementById(id).textContent;
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}
