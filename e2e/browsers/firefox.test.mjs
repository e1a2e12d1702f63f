import { cases } from "./cases.mjs";
import { firefox } from "./puppeteer.mjs";

cases("Firefox", firefox, { opaque: true });
