// The build hook of trunk: splits the program into its parts and, in release builds, writes the security policy. The
// policy would block the script that trunk's development server injects.
import { parts } from "./parts.mjs";
import { seal } from "./seal.mjs";

const release = process.env.TRUNK_PROFILE === "release";
parts(process.env.TRUNK_STAGING_DIR, release);
if (release) seal(process.env.TRUNK_STAGING_DIR);
