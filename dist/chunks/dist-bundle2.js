import { t as throttling } from "./lib-github.js";

export { throttling };