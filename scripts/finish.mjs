// The build hook of trunk: cuts the program into its parts and, in release builds, writes the security policy. In
// development the server injects a script of its own, which the policy would block.
import { parts } from "./parts.mjs";
import { seal } from "./seal.mjs";

const release = process.env.TRUNK_PROFILE === "release";
parts(process.env.TRUNK_STAGING_DIR, release);
if (release) seal(process.env.TRUNK_STAGING_DIR);
