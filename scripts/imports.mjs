// The wasm may import only what its own glue provides. An import from "env" is a C symbol that nobody linked; the page
// would fail at its first byte.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const dist = process.argv[2] ?? "dist";
const files = readdirSync(dist).filter((name) => name.endsWith(".wasm"));
if (files.length === 0) throw new Error(`${dist} holds no wasm`);
for (const file of files) {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(join(dist, file))));
  const strays = imports.filter(({ module }) => !/^(glue|first|lent)$/.test(module));
  for (const { module, name } of strays) console.error(`${file} imports ${name} from "${module}"`);
  if (strays.length > 0) process.exitCode = 1;
  else console.log(`${file}: ${imports.length} imports, all from its glue`);
}
