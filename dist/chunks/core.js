import { _ as setSecret, d as ExitCode, f as error, g as setOutput, h as notice, m as info, p as getInput, v as warning, y as summary } from "./lib-github.js";

export { error, getInput, info, notice, setOutput, setSecret, summary, warning };