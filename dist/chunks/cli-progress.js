const require_core = require("./core.js");

// src/cli/progress.ts
const stages = {
	policy: require_core.term`reading the policy`,
	build: require_core.term`building`,
	changes: require_core.term`looking for changed models`,
	count: require_core.term`counting`,
	bench: require_core.term`measuring`,
	judge: require_core.term`judging`
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
	let last = null;
	return {
		show: ({ stage, done, of, what }) => {
			if (done % Math.max(1, Math.ceil((of ?? 1) / MAX_LINES)) !== 0 && done !== of) return;
			const name = what === "" ? "" : require_core.term` ${require_core.terminalName(what)}`;
			const line = of === null ? stages[stage] : require_core.term`${stages[stage]} ${Math.min(done + 1, of)}/${of}${name}`;
			if (line !== last) require_core.say(require_core.term`flopgate: ${line}`);
			last = line;
		},
		done: () => void 0
	};
}
function bar(width, color) {
	return {
		show: ({ stage, done, of, what }) => {
			const filled = of === null || of === 0 ? 0 : Math.round(BAR * done / of);
			const body = require_core.term`${require_core.repeated("\u2588", filled)}${require_core.repeated("\u2591", BAR - filled)}`;
			const drawn = color ? require_core.term`\u001b[36m${body}\u001b[0m` : body;
			const text = require_core.term`${of === null ? "" : require_core.term` ${done}/${of}`} ${stages[stage]} ${require_core.terminalName(what)}`;
			write(require_core.term`${drawn}${require_core.cutAt(text, width - BAR - 1)}`);
		},
		done: () => write(require_core.term``)
	};
}
function write(text) {
	require_core.draw(require_core.term`\r\u001b[2K${text}`);
}

Object.defineProperty(exports, "openProgress", {
  enumerable: true,
  get: function () {
    return openProgress;
  }
});