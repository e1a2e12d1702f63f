// The glue and the loader of the parts instantiate programs with this function. It streams if the host sends the
// content type of WebAssembly, else it downloads the program first. scripts/parts.mjs bundles it into the glue.
export async function instantiateProgram(source, imports) {
  const response = await source;
  if (!response.ok) throw new Error(`${response.url} was answered with ${response.status}`);
  const program = globalThis.WebAssembly;
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  return typed
    ? program.instantiateStreaming(response, imports)
    : program.instantiate(await response.arrayBuffer(), imports);
}
