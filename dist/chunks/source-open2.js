import { n as openModelBytes, r as openModelFile, t as openModelBlob } from "./source-open.js";

export { openModelFile };