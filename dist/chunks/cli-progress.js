const require_core = require("./core.js");

// src/cli/progress.ts
const stages = {
	policy: "reading the policy",
	build: "building",
	changes: "looking for changed models",
	count: "counting",
	bench: "measuring",
	judge: "judging"
};
/** Most lines that a log gets of one stage. */
const MAX_LINES = 20;
const BAR = 24;
/** Progress on stderr: one line that is written over on a terminal, plain lines elsewhere. */
function openProgress() {
	const { color, width } = require_core.viewOf(2);
	return width === Infinity ? lines() : bar(width, color);
}
function lines() {
	let last = "";
	return {
		show: ({ stage, done, of, what }) => {
			if (done % Math.max(1, Math.ceil((of ?? 1) / MAX_LINES)) !== 0 && done !== of) return;
			const name = what === "" ? "" : ` ${require_core.terminalName(what)}`;
			const line = of === null ? stages[stage] : `${stages[stage]} ${Math.min(done + 1, of)}/${of}${name}`;
			if (line !== last) require_core.say(`flopgate: ${line}`);
			last = line;
		},
		done: () => void 0
	};
}
function bar(width, color) {
	return {
		show: ({ stage, done, of, what }) => {
			const filled = of === null || of === 0 ? 0 : Math.round(BAR * done / of);
			const body = `${"\u2588".repeat(filled)}${"\u2591".repeat(BAR - filled)}`;
			const drawn = color ? `\u001b[36m${body}\u001b[0m` : body;
			const text = `${of === null ? "" : ` ${done}/${of}`} ${stages[stage]} ${require_core.terminalName(what)}`;
			write(drawn + Array.from(text).slice(0, width - BAR - 1).join(""));
		},
		done: () => write("")
	};
}
function write(text) {
	require_core.draw(`\r\u001b[2K${text}`);
}

Object.defineProperty(exports, "openProgress", {
  enumerable: true,
  get: function () {
    return openProgress;
  }
});