import { n as layerLines, r as renderDiff, t as countsText } from "./terminal-diff2.js";

export { renderDiff };