// The wasm may import only what its own glue provides. An import from "env" is a C symbol that nobody linked; the page
// would fail at its first byte.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decompress } from "lzma1";

const dist = process.argv[2] ?? "dist";
const files = readdirSync(dist).filter((name) => /\.(wasm|lzma)$/.test(name));
if (files.length !== 2) throw new Error(`${dist} does not hold the program in two parts`);
for (const file of files) {
  const bytes = readFileSync(join(dist, file));
  const program = new WebAssembly.Module(file.endsWith(".lzma") ? decompress(bytes) : bytes);
  const imports = WebAssembly.Module.imports(program);
  const strays = imports.filter(({ module }) => !/^(glue|first|lent)$/.test(module));
  for (const { module, name } of strays) console.error(`${file} imports ${name} from "${module}"`);
  if (strays.length > 0) process.exitCode = 1;
  else console.log(`${file}: ${imports.length} imports, all from its glue`);
}
