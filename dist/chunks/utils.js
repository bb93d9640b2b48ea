import { c as defaults, l as getOctokitOptions, o as GitHub, s as context, u as getUserAgentWithOrchestrationId } from "./lib-github.js";

export { GitHub, context, defaults, getOctokitOptions, getUserAgentWithOrchestrationId };