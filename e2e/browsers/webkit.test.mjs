import { cases } from "./cases.mjs";
import { webkit } from "./webkit.mjs";
// In a sandboxed frame WebKit lets 'self' in the page's security policy match nothing (docs/browsers.md).

cases("WebKit", webkit, { opaque: false });
