import { _ as reportJson, g as diffJson, h as countJson } from "./base.js";

export { diffJson, reportJson };