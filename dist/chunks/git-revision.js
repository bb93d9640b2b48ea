import { a as isShallow, c as resolveCommit, i as isDirty, n as fetchCommit, o as parentsOf, r as findCommit, s as remoteOf, t as defaultBase } from "./git-revision2.js";

export { findCommit, resolveCommit };