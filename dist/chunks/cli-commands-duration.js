const require_core = require("./core.js");

// src/cli/commands/duration.ts
/** `90s`, `2m`, `500ms` of a flag in milliseconds. @throws Fault `usage` */
function durationOf(text, flag = "time") {
	const [, digits, unit] = /^(\d{1,6}(?:\.\d{1,3})?)\s*(ms|s|m)$/.exec(text) ?? [];
	if (digits === void 0) throw new require_core.Fault("usage", `--${flag} ${text} is no time`, `write --${flag} 60s, or 2m`);
	return Number(digits) * (unit === "ms" ? 1 : unit === "s" ? 1e3 : 6e4);
}

Object.defineProperty(exports, "durationOf", {
  enumerable: true,
  get: function () {
    return durationOf;
  }
});