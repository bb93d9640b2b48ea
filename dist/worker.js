const require_launch = require("./chunks/bench-launch.js");
const require_core = require("./chunks/core.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_worker_threads = require("node:worker_threads");
let node_module = require("node:module");

// src/bench/runtime/ort.ts
/**
* Loads onnxruntime-node. The synchronous binding below its public door is used, since the door's promise adds 3 % to a
* run of 3 ms and 150 % to one of 20 \u00b5s.
* @param root its package folder
* @throws Fault `runtime-broken`
*/
function loadOrt(root) {
	try {
		const below = (0, node_module.createRequire)((0, node_path.join)(root, "package.json"));
		const { binding, initOrt } = below("./dist/binding.js");
		initOrt?.();
		const { version } = below("./package.json");
		const { Tensor } = below("onnxruntime-common");
		return {
			version,
			providers: binding.listSupportedBackends().map(({ name }) => name),
			native: binding,
			Tensor
		};
	} catch (cause) {
		throw new require_core.Fault("runtime-broken", `onnxruntime-node in ${root} can't be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, "install onnxruntime-node 1.30.0 for this platform, or name another with --runtime-path", { cause });
	}
}
/** Options of a session: the same for both arms, as near as can be to what users run. */
function sessionOptions({ provider, threads }, profile) {
	return {
		executionProviders: [provider],
		intraOpNumThreads: threads,
		interOpNumThreads: 1,
		executionMode: "sequential",
		graphOptimizationLevel: "all",
		logSeverityLevel: 3,
		extra: { session: {
			intra_op: { allow_spinning: "0" },
			inter_op: { allow_spinning: "0" }
		} },
		...profile === void 0 ? {} : {
			enableProfiling: true,
			profileFilePrefix: profile
		}
	};
}

// src/bench/worker.ts
let running;
let runtime;
function answer(request) {
	switch (request.kind) {
		case "open":
			runtime ??= loadOrt(request.runtime);
			return { kind: "opened" };
		case "load": return load(request);
		case "slot": return slot(request.units, request.runs);
		case "warm": return warm(request.milliseconds, request.most);
		case "memory": return {
			kind: "memory",
			peakBytes: peakBytes()
		};
		case "end-profile":
			session().end();
			return { kind: "profile-ended" };
	}
}
function session() {
	if (running === void 0) throw new Error("no model is loaded");
	return running;
}
function load(request) {
	const ort = runtime ??= loadOrt(request.runtime);
	const cpu = process.cpuUsage();
	const wall = process.hrtime.bigint();
	const native = new ort.native.InferenceSession();
	native.loadModel(request.model, sessionOptions(request.settings, request.profile));
	const wallMs = Number(process.hrtime.bigint() - wall) / 1e6;
	const { user, system } = process.cpuUsage(cpu);
	const feeds = readInputs(ort, request.inputsFile, request.inputs);
	const fetches = Object.fromEntries(native.outputMetadata.map(({ name }) => [name, null]));
	const options = {};
	running = {
		run: () => void native.run(feeds, fetches, options),
		end: () => native.endProfiling()
	};
	return {
		kind: "loaded",
		version: ort.version,
		wallMs,
		cpuMs: (user + system) / 1e3,
		providers: ort.providers
	};
}
function readInputs(ort, file, inputs) {
	const descriptor = inputs.some(({ length }) => length > 0) ? (0, node_fs.openSync)(file, "r") : -1;
	return Object.fromEntries(inputs.map(({ name, type, shape, offset, length, strings }) => {
		if (strings !== void 0) return [name, new ort.Tensor(type, strings, shape)];
		const buffer = new ArrayBuffer(length);
		const bytes = new Uint8Array(buffer);
		for (let at = 0; at < length;) {
			const count = (0, node_fs.readSync)(descriptor, bytes, at, length - at, offset + at);
			if (count === 0) throw new Error(`the inputs file ends before ${name} does`);
			at += count;
		}
		return [name, new ort.Tensor(type, viewOf(type, buffer), shape)];
	}));
}
/** The typed array that the runtime takes for a type. */
function viewOf(type, buffer) {
	switch (type) {
		case "float32": return new Float32Array(buffer);
		case "float64": return new Float64Array(buffer);
		case "float16":
		case "uint16": return new Uint16Array(buffer);
		case "int16": return new Int16Array(buffer);
		case "int32": return new Int32Array(buffer);
		case "uint32": return new Uint32Array(buffer);
		case "int64": return new BigInt64Array(buffer);
		case "uint64": return new BigUint64Array(buffer);
		case "int8": return new Int8Array(buffer);
		default: return new Uint8Array(buffer);
	}
}
/** Units are at least a millisecond, so that the clocks' own microseconds don't count; nothing is collected inside. */
function slot(units, runs) {
	const { run } = session();
	const wall = [];
	const cpu = [];
	for (let unit = 0; unit < units; unit += 1) {
		const cpuFrom = process.cpuUsage();
		const from = process.hrtime.bigint();
		for (let i = 0; i < runs; i += 1) run();
		const to = process.hrtime.bigint();
		const cpuTo = process.cpuUsage();
		wall.push(Number(to - from) / 1e6 / runs);
		cpu.push((cpuTo.user - cpuFrom.user + cpuTo.system - cpuFrom.system) / 1e3 / runs);
	}
	globalThis.gc?.({ type: "minor" });
	return {
		kind: "slot",
		wall,
		cpu
	};
}
function warm(milliseconds, most) {
	const wall = [];
	const cpu = [];
	const end = process.hrtime.bigint() + BigInt(Math.round(milliseconds * 1e6));
	do {
		const one = slot(1, 1);
		if (one.kind !== "slot") break;
		wall.push(...one.wall);
		cpu.push(...one.cpu);
	} while (process.hrtime.bigint() < end && wall.length < most);
	return {
		kind: "slot",
		wall,
		cpu
	};
}
/** The most memory that this process has held (VmHWM; without /proc, what the system says). */
function peakBytes() {
	try {
		const [, kilobytes] = /^VmHWM:\s*(\d+)/m.exec((0, node_fs.readFileSync)("/proc/self/status", "utf8")) ?? [];
		if (kilobytes !== void 0) return Number(kilobytes) * 1024;
	} catch {}
	return process.resourceUsage().maxRSS * 1024;
}
/** Where memory runs out, this process is the one to go. */
function volunteer() {
	try {
		(0, node_fs.writeFileSync)("/proc/self/oom_score_adj", "1000");
	} catch {}
}
/** Ends this process when the bench is gone, from a thread of its own: a model that runs hears nothing. */
function guard() {
	const source = `setInterval(() => { try { process.kill(${process.ppid}, 0); } catch { process.kill(${process.pid}, 'SIGKILL'); } }, 500);`;
	new node_worker_threads.Worker(source, { eval: true }).unref();
}
if (process.send !== void 0) {
	volunteer();
	if (process.env["FLOPGATE_WORKER_GUARD"] !== void 0) guard();
	process.on("disconnect", () => process.exit(0));
	process.on("message", (request) => {
		let said;
		try {
			said = answer(request);
		} catch (thrown) {
			said = {
				kind: "error",
				message: thrown instanceof Error ? thrown.message : String(thrown)
			};
		}
		process.send?.(said);
	});
}
