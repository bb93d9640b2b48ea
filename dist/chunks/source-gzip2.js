import { t as openGzip } from "./source-gzip.js";

export { openGzip };