// How the glue and the loader of the parts instantiate a program: while it arrives if the host sends the type of
// WebAssembly, after it has arrived if the host sends another one. scripts/parts.mjs bundles this into the glue.
export async function instantiateProgram(source, imports) {
  const response = await source;
  if (!response.ok) throw new Error(`${response.url} was answered with ${response.status}`);
  const program = globalThis.WebAssembly;
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  return typed
    ? program.instantiateStreaming(response, imports)
    : program.instantiate(await response.arrayBuffer(), imports);
}
