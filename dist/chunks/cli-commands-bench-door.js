const require_core = require("./core.js");
const require_duration = require("./cli-commands-duration.js");

// src/cli/commands/bench-door.ts
/** Flags of every command that measures what changed in a repository. */
const benchFlags = {
	bench: {
		type: "boolean",
		help: "measure latency where no budget asks for it, too"
	},
	"no-bench": {
		type: "boolean",
		help: "don't measure latency"
	},
	"bench-time": {
		type: "string",
		value: "60s",
		help: "time for measuring; default: the policy's bench.time"
	},
	"runtime-path": {
		type: "string",
		value: "DIR",
		help: "folder of an installed onnxruntime-node"
	}
};
/**
* What measures, as the flags say; nothing with --no-bench. The bench itself is loaded when there is something to measure.
* @throws Fault `usage`
*/
function benchOf(args, host, progress) {
	if (args.has("no-bench") && args.has("bench")) throw new require_core.Fault("usage", "--bench and --no-bench contradict each other", "give one of them");
	if (args.has("no-bench")) return {};
	const [runtimePath, time] = [args.text("runtime-path"), args.text("bench-time")];
	const timeMs = time === void 0 ? null : require_duration.durationOf(time, "bench-time");
	return { async bench(pairs, rule) {
		const { createBench } = await Promise.resolve().then(() => require("./gate-measure-measure.js"));
		return createBench({
			open: async (file) => host.open(file),
			list: async (tree, wanted) => host.list(tree, wanted),
			mode: args.has("bench") ? "on" : "auto",
			cwd: process.cwd(),
			say: (line) => require_core.say(require_core.term`flopgate: ${require_core.terminalText(line)}`),
			progress: progress.show,
			...runtimePath === void 0 ? {} : { runtimePath },
			...timeMs === null ? {} : { timeMs }
		})(pairs, rule);
	} };
}

Object.defineProperty(exports, "benchFlags", {
  enumerable: true,
  get: function () {
    return benchFlags;
  }
});
Object.defineProperty(exports, "benchOf", {
  enumerable: true,
  get: function () {
    return benchOf;
  }
});