import { n as VERSION, r as retry } from "./lib-github.js";

export { VERSION, retry };