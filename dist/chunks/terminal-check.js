import { t as renderCheck } from "./terminal-check2.js";

export { renderCheck };