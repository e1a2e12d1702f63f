import { cases } from "./cases.mjs";
import { webkit } from "./webkit.mjs";

cases("WebKit", webkit, { formats: ["webm", "gif"] });
