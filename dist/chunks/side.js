import { n as readFile, t as createCounter } from "./side2.js";

export { createCounter, readFile };