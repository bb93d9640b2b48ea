import { a as getOctokit, i as context } from "./lib-github.js";

export { context, getOctokit };