const require_workspace = require("./bench-workspace.js");
const require_runtime = require("./bench-runtime-runtime.js");
const require_core = require("./core.js");
const require_duration = require("./cli-commands-duration.js");
const require_progress = require("./cli-progress.js");

// src/bench/probe-model.ts
/** Layers and width of the probe: about a millisecond on one core. */
const LAYERS = 12;
const WIDTH = 192;
const BATCH = 48;
const PROBE_INPUT = "x";
const probeShape = [BATCH, WIDTH];
/** TensorProto.FLOAT. */
const FLOAT = 1;
/**
* A small network of matrix products and ReLU with random weights, as an ONNX file: what a runner's fitness is tried
* on if there is no model.
*/
function probeModel() {
	const random = require_workspace.seeded(1);
	const parts = [];
	let flow = "x";
	for (let i = 0; i < LAYERS; i += 1) {
		const weight = Float32Array.from({ length: 36864 }, () => random.normal() * Math.sqrt(2 / WIDTH));
		const bytes = new Uint8Array(weight.buffer);
		const dims = [varintField(1, WIDTH), varintField(1, WIDTH)];
		parts.push(field(5, join([
			...dims,
			varintField(2, FLOAT),
			text(8, `w${i}`),
			field(9, bytes)
		])));
		parts.push(node("MatMul", [flow, `w${i}`], `h${i}`), node("Relu", [`h${i}`], `r${i}`));
		flow = `r${i}`;
	}
	parts.push(text(2, "probe"), field(11, tensorInfo("x")), field(12, tensorInfo(flow)));
	const opset = varintField(2, 17);
	return join([
		varintField(1, 8),
		field(7, join(parts)),
		field(8, opset)
	]);
}
function node(op, inputs, output) {
	return field(1, join([
		...inputs.map((name) => text(1, name)),
		text(2, output),
		text(4, op)
	]));
}
function tensorInfo(name) {
	const dims = probeShape.map((size) => field(1, varintField(1, size)));
	return join([text(1, name), field(2, field(1, join([varintField(1, FLOAT), field(2, join(dims))])))]);
}
function varint(value) {
	const bytes = [];
	for (let rest = value;; rest = Math.floor(rest / 128)) {
		if (rest < 128) return [...bytes, rest];
		bytes.push(rest % 128 + 128);
	}
}
const varintField = (number, value) => Uint8Array.from([...varint(number * 8), ...varint(value)]);
const field = (number, bytes) => join([Uint8Array.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);
const text = (number, value) => field(number, new TextEncoder().encode(value));
function join(parts) {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

// src/gate/setup/fitness.ts
/** Up to which smallest visible increase a runner can hold a budget of 5 %, and of 10 %. */
const FINE = .025;
const COARSE = .05;
const ROUNDS = 24;
/**
* Measures a small network against itself: whatever differs is the runner's doing.
* @throws Fault if there is no runtime
*/
async function tryFitness({ runtime: question, timeMs, progress }) {
	const runtime = await require_runtime.findRuntime(question);
	const workspace = require_workspace.openWorkspace();
	try {
		const arm = {
			file: require_workspace.writeFileInto(workspace, "probe.onnx", probeModel()),
			...require_workspace.writeInputs(workspace, "probe", [{
				name: "x",
				dtype: "f32",
				shape: probeShape,
				fill: { kind: "normal" }
			}], /* @__PURE__ */ new Map(), 1)
		};
		const { estimate, rounds, seconds, unfit, problem } = await require_workspace.benchPair({
			arms: {
				base: arm,
				head: arm
			},
			settings: {
				provider: "cpu",
				threads: 1,
				seed: 1,
				runtime: runtime.root
			},
			allowance: { ratio: 0 },
			warn: null,
			models: 1,
			deadline: performance.now() + timeMs,
			folder: workspace.folder,
			rounds: ROUNDS,
			...progress === void 0 ? {} : { progress }
		});
		const detectable = problem === null ? estimate?.detectable ?? null : null;
		return {
			...judged(detectable, unfit, problem?.message ?? null),
			detectable,
			ratio: estimate?.ratio ?? null,
			interval: estimate?.interval ?? null,
			rounds: rounds.filter(({ kind }) => kind !== "pilot").length,
			seconds,
			unfit,
			environment: require_workspace.readEnvironment({
				provider: "cpu",
				threads: 1,
				runtimeVersion: runtime.version
			})
		};
	} finally {
		workspace[Symbol.dispose]();
	}
}
function judged(detectable, unfit, problem) {
	if (detectable === null) return {
		level: "bad",
		text: `nothing could be measured here${problem === null ? " in the time given" : `: ${problem}`}`,
		hint: "try again when the machine is idle, with more --time"
	};
	const seen = `a model measured against itself: an increase of ${require_core.percentText(detectable)} over what is allowed would have been seen`;
	if (unfit.length > 0) return {
		level: "bad",
		text: `${seen}, but the runner is unfit: ${unfit.join(", ")}`,
		hint: "use a quieter runner"
	};
	if (detectable <= FINE) return {
		level: "good",
		text: seen,
		hint: null
	};
	if (detectable <= COARSE) return {
		level: "warn",
		text: seen,
		hint: "allow latency +10% here, or use a quieter runner for less"
	};
	return {
		level: "bad",
		text: seen,
		hint: `this runner is too noisy for a latency budget below ${require_core.percentText(2 * detectable)}: use a quieter one, or bench: on with on_inconclusive: warn`
	};
}

// src/cli/commands/doctor-fitness.ts
/** `doctor --fitness`: how small a change of latency this machine can show. @returns the exit code */
async function runFitness(args) {
	const progress = require_progress.openProgress();
	const path = args.text("runtime-path");
	const fitness = await tryFitness({
		runtime: {
			cwd: process.cwd(),
			say: (line) => require_core.say(require_core.term`flopgate: ${require_core.terminalText(line)}`),
			...path === void 0 ? {} : { path }
		},
		timeMs: require_duration.durationOf(args.text("time") ?? "60s"),
		progress: (done, of) => progress.show({
			stage: "bench",
			done,
			of,
			what: ""
		})
	}).finally(progress.done);
	const { level, text, hint, rounds, seconds, environment } = fitness;
	if (args.has("json")) require_core.printJson(require_core.jsonDocument({
		schema: "flopgate/fitness/1",
		...fitness
	}, 2));
	else {
		require_core.print(require_core.term`${level}${require_core.spaces(4 - level.length)}  ${require_core.terminalText(text)}\n`);
		if (hint !== null) require_core.print(require_core.term`      hint: ${require_core.terminalText(hint)}\n`);
		require_core.print(require_core.term`      ${rounds} rounds in ${require_core.fixed(seconds, 1)} s on ${require_core.terminalText(environment["cpu"] ?? "")}\n`);
	}
	return level === "bad" ? 2 : 0;
}

exports.runFitness = runFitness;