import { n as structureOf, t as similarity } from "./structure2.js";

export { structureOf };