// The build hook: cuts the program in two and seals the page. Release builds only: in development the program stays
// whole, and the server injects a script of its own.
import { seal } from "./seal.mjs";
import { split } from "./split.mjs";

if (process.env.TRUNK_PROFILE === "release") {
  split(process.env.TRUNK_STAGING_DIR);
  seal(process.env.TRUNK_STAGING_DIR);
}
