import { i as renderSummary, n as maxSummary, r as renderComment, t as markerLine } from "./markdown.js";

export { renderSummary };