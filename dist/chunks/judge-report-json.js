const require_core = require("./core.js");
const require_json_bounds = require("./graph-json-bounds.js");
const require_lib_zod = require("./lib-zod.js");

// src/judge/reason-json.ts
const text$1 = require_lib_zod.string().max(2e4);
const short$1 = require_lib_zod.string().max(4e3);
const whole$1 = require_lib_zod.int().min(0);
const some = require_lib_zod.object({
	first: require_lib_zod.array(short$1).max(10),
	count: whole$1
});
const growth = require_lib_zod._enum([
	"constant",
	"linear",
	"quadratic",
	"cubic",
	"polynomial"
]);
const bare = (kind) => require_lib_zod.object({ kind: require_lib_zod.literal(kind) });
/** Where a limit that was tried at usual sizes breaks. */
const trial = require_lib_zod.object({ edge: require_lib_zod.object({
	of: require_lib_zod.array(short$1).max(300),
	side: require_lib_zod._enum(["up-to", "from"]),
	size: whole$1,
	where: require_lib_zod.array(require_lib_zod.object({
		symbol: short$1,
		size: whole$1
	})).max(1e3)
}).nullable() });
const gap = require_lib_zod.discriminatedUnion("kind", [
	bare("base-unreadable"),
	require_lib_zod.object({
		kind: require_lib_zod.literal("unbound"),
		symbols: some,
		tried: trial.optional()
	}),
	bare("no-file-size"),
	bare("formula-too-large"),
	bare("lower-bound"),
	bare("no-formula"),
	bare("no-such-size")
]);
const escape = require_lib_zod.discriminatedUnion("kind", [
	require_lib_zod.object({
		kind: require_lib_zod.literal("submodule"),
		path: short$1
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("replaced"),
		by: some
	}),
	bare("gone"),
	bare("left-alone"),
	require_lib_zod.object({
		kind: require_lib_zod.literal("renamed"),
		to: short$1
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("weights-gone"),
		files: some
	})
]);
/** A reason read back; one that this version doesn't know is refused, and the judgement's sentence stands for it. */
const reason = require_lib_zod.discriminatedUnion("kind", [
	require_lib_zod.object({
		kind: require_lib_zod.literal("words"),
		text: text$1
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("above-max"),
		limit: short$1,
		by: require_lib_zod.number().nullable(),
		tried: trial.optional()
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("above-increase"),
		of: require_lib_zod._enum(["fail", "warn"]),
		limit: short$1.nullable(),
		anySize: require_lib_zod.boolean(),
		tried: trial.optional()
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("kept"),
		of: require_lib_zod._enum([
			"max",
			"fail",
			"warn"
		]),
		limit: short$1,
		tried: trial
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("growth"),
		symbol: short$1,
		growth,
		allowed: growth,
		as: require_lib_zod._enum(["written", "at-base"])
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("open"),
		of: require_lib_zod._enum([
			"max",
			"fail",
			"warn",
			"growth"
		]),
		limit: short$1,
		symbol: short$1.nullable(),
		because: gap
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("fixed-at-base"),
		symbol: short$1
	}),
	bare("no-base"),
	bare("not-measured"),
	bare("noise"),
	bare("removed"),
	bare("new"),
	require_lib_zod.object({
		kind: require_lib_zod.literal("unreadable"),
		message: short$1
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("base-unreadable"),
		message: short$1
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("not-counted"),
		message: short$1
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("unknown-cost"),
		layers: whole$1,
		ops: some
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("declared-shapes"),
		contradictions: whole$1,
		first: short$1
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("above-anchor"),
		name: short$1,
		by: require_lib_zod.number().nullable(),
		allowed: short$1
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("interface-locked"),
		names: some
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("opset"),
		version: require_lib_zod.int(),
		most: require_lib_zod.int().nullable(),
		least: require_lib_zod.int().nullable()
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("wide-numbers"),
		wanted: short$1,
		kept: short$1,
		share: require_lib_zod.number().nullable(),
		layers: some
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("operators"),
		of: require_lib_zod._enum(["deny", "allow"]),
		ops: some
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("layer-share"),
		layer: short$1,
		share: require_lib_zod.number().nullable(),
		allowed: short$1,
		others: whole$1
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("contract-open"),
		of: require_lib_zod._enum(["quantization", "layers"])
	}),
	require_lib_zod.object({
		kind: require_lib_zod.literal("out-of-reach"),
		path: short$1,
		how: escape
	}),
	bare("fork-closed")
]);
const reasons = require_lib_zod.array(reason).max(100);
/** The reasons of a judgement in a report file, which may be hostile; its sentence if any of them isn't known here. */
function readReasons(value, sentence) {
	const parsed = reasons.safeParse(value);
	return parsed.success ? parsed.data : [{
		kind: "words",
		text: sentence
	}];
}

// src/judge/report-json.ts
/** Bytes of JSON up to which a report is read: it comes from a run that anybody may have started. */
const maxReportBytes = 33554432;
const text = require_lib_zod.string().max(2e4);
const short = require_lib_zod.string().max(4e3);
const amount = require_lib_zod.string().regex(/^-?\d{1,400}$/).transform((digits) => BigInt(digits));
const number = require_lib_zod.number().finite();
const whole = require_lib_zod.int().min(0);
/** What an older version doesn't write is null, or an empty list. */
const list = (item, most) => require_lib_zod.array(item).max(most).default([]);
const orNull = (item) => item.nullable().default(null);
/** Items of the list that `item` knows: a newer version may have metrics that this one hasn't. */
const known = (item, most) => list(require_lib_zod.unknown(), most).transform((all) => all.flatMap((one) => {
	const parsed = item.safeParse(one);
	return parsed.success ? [parsed.data] : [];
}));
const verdict = require_lib_zod._enum([
	"pass",
	"warn",
	"fail",
	"undecided",
	"skipped"
]);
const figure = require_lib_zod.object({
	base: orNull(amount),
	head: orNull(amount),
	delta: orNull(amount),
	ratio: orNull(number),
	baseFormula: orNull(require_lib_zod.string().max(4e4)),
	headFormula: orNull(require_lib_zod.string().max(4e4)),
	deltaFormula: require_lib_zod.string().max(4e4).nullish()
});
/** A metric that the writer didn't know has no figure. */
const noFigure = {
	base: null,
	head: null,
	delta: null,
	ratio: null,
	baseFormula: null,
	headFormula: null,
	deltaFormula: null
};
const figures = require_lib_zod.object(Object.fromEntries(require_core.countedMetrics.map((metric) => [metric, figure.default(noFigure)])));
const limits = [
	"max",
	"fail",
	"warn",
	"growth",
	"unsupported-ops",
	"unreadable",
	"interface",
	"opset",
	"quantization",
	"ops",
	"layers"
];
const finding = require_lib_zod.object({
	code: short,
	layer: text.optional(),
	detail: text,
	level: require_lib_zod._enum([
		"lower-bound",
		"warning",
		"info"
	]).catch("warning")
});
const types = list(require_lib_zod.object({
	name: text,
	dtype: short,
	shape: list(require_lib_zod.union([require_lib_zod.int(), text]), 1e3).nullable()
}), 1e4);
const side = require_lib_zod.discriminatedUnion("kind", [require_lib_zod.object({
	kind: require_lib_zod.literal("counted"),
	format: short,
	sizes: require_lib_zod.record(text, require_lib_zod.string().max(400)),
	unbound: list(text, 1e4),
	exact: require_lib_zod.boolean(),
	coverage: require_lib_zod.object({
		exact: whole,
		bounded: whole,
		unknown: whole
	}),
	findings: list(finding, 1e4),
	interface: require_lib_zod.strictObject({
		inputs: types,
		outputs: types,
		opsets: require_lib_zod.record(text, require_lib_zod.int()),
		irVersion: require_lib_zod.int(),
		producer: text
	}).optional()
}), require_lib_zod.object({
	kind: require_lib_zod.literal("failed"),
	failure: require_lib_zod.object({
		code: short,
		message: text,
		hint: text
	})
})]);
const increase = require_lib_zod.object({
	ratio: require_lib_zod.object({
		over: amount,
		under: amount.refine((value) => value > 0n)
	}).nullable(),
	amount: orNull(amount),
	text: short
});
const acceptance = require_lib_zod.object({
	model: short,
	metric: require_lib_zod._enum([...require_core.budgetMetrics, "*"]),
	bound: require_lib_zod.discriminatedUnion("kind", [
		require_lib_zod.object({
			kind: require_lib_zod.literal("increase"),
			limit: increase
		}),
		require_lib_zod.object({
			kind: require_lib_zod.literal("ceiling"),
			limit: require_lib_zod.object({
				value: amount,
				text: short
			})
		}),
		require_lib_zod.object({
			kind: require_lib_zod.literal("growth"),
			limit: require_lib_zod._enum([
				"constant",
				"linear",
				"quadratic",
				"cubic"
			])
		})
	]).nullable(),
	most: orNull(increase),
	passesMax: require_lib_zod.boolean().default(false),
	reason: short,
	via: require_lib_zod._enum(["trailer", "label"]),
	by: short
});
const judgedMetric = require_lib_zod._enum([...require_core.budgetMetrics, "model"]);
/** A metric that this version doesn't know: the sentence is all that can be said of it. */
const judgement = require_lib_zod.object({
	metric: require_lib_zod.unknown().optional(),
	verdict,
	broke: orNull(require_lib_zod._enum(limits)).catch(null),
	limit: orNull(short),
	text,
	reasons: require_lib_zod.unknown().optional(),
	accepted: orNull(acceptance).catch(null),
	undecidedFails: require_lib_zod.boolean(),
	line: require_lib_zod.int().min(1).max(1e6).optional().catch(void 0)
}).transform(({ metric, text: sentence, reasons, ...rest }) => {
	const read = judgedMetric.safeParse(metric);
	return {
		...rest,
		metric: read.success ? read.data : "model",
		reasons: readReasons(read.success ? reasons : null, sentence)
	};
});
const interval = orNull(require_lib_zod.tuple([number, number]).readonly());
const timed = {
	baseMs: orNull(number),
	headMs: orNull(number),
	ratio: orNull(number),
	interval
};
const latency = require_lib_zod.object({
	verdict: require_lib_zod._enum([
		"over",
		"within",
		"warn",
		"improved",
		"undecided",
		"failed",
		"alone"
	]).catch("undecided"),
	...timed,
	confidence: number,
	detectable: orNull(number),
	rounds: whole,
	clock: require_lib_zod._enum(["cpu", "wall"]),
	provider: short,
	threads: whole,
	load: orNull(require_lib_zod.object(timed)),
	peakBytes: orNull(require_lib_zod.object({
		base: orNull(amount),
		head: orNull(amount)
	})),
	reason: orNull(text)
});
const layerChange = require_lib_zod.object({
	kind: require_lib_zod._enum([
		"changed",
		"added",
		"removed"
	]),
	name: text,
	baseName: orNull(text),
	op: text,
	baseOp: orNull(text),
	macs: figure,
	elementwise: figure,
	params: figure,
	moved: figure,
	why: list(text, 20),
	follows: require_lib_zod.boolean()
});
const opCounts = list(require_lib_zod.object({
	op: text,
	count: whole
}), 1e3);
const layers = require_lib_zod.object({
	causes: list(text, 1e3),
	changes: list(layerChange, 2e3),
	omitted: whole,
	addedOps: opCounts,
	removedOps: opCounts,
	counts: require_lib_zod.object({
		changed: whole,
		follows: whole,
		added: whole,
		removed: whole,
		renamed: whole,
		same: whole
	})
});
const model = require_lib_zod.object({
	id: short,
	case: short,
	path: text,
	basePath: orNull(text),
	change: require_lib_zod._enum([
		"added",
		"changed",
		"removed",
		"renamed",
		"moved",
		"unchanged"
	]).catch("changed"),
	base: orNull(side),
	head: orNull(side),
	figures,
	growth: known(require_lib_zod.object({
		metric: require_lib_zod._enum(require_core.countedMetrics),
		symbol: text,
		base: short,
		head: short
	}), 1e4),
	verdict,
	judgements: require_lib_zod.array(judgement).max(100),
	layers: orNull(layers),
	latency: orNull(latency)
});
const build = require_lib_zod.object({
	side: require_lib_zod._enum(["base", "head"]),
	command: text,
	outcome: require_lib_zod._enum([
		"built",
		"cached",
		"failed",
		"timed-out"
	]),
	models: whole,
	seconds: number,
	log: require_lib_zod.string().max(4e4),
	problem: orNull(text)
});
const revision = require_lib_zod.object({
	sha: require_lib_zod.string().regex(/^(?:[0-9a-f]{7,64}|worktree)$/),
	how: short
});
const schema = require_lib_zod.object({
	schema: require_lib_zod.literal("flopgate/report/1"),
	version: require_lib_zod.string().max(100),
	createdAt: require_lib_zod.datetime(),
	verdict,
	exitCode: require_lib_zod.union([
		require_lib_zod.literal(0),
		require_lib_zod.literal(1),
		require_lib_zod.literal(2),
		require_lib_zod.literal(3)
	]),
	base: orNull(revision),
	head: revision,
	models: require_lib_zod.array(model).max(2e4),
	unchanged: whole,
	policy: require_lib_zod.object({
		path: orNull(text),
		from: require_lib_zod._enum([
			"head",
			"base",
			"defaults"
		]),
		changes: list(require_lib_zod.object({
			kind: require_lib_zod._enum([
				"loosened",
				"tightened",
				"other"
			]).catch("other"),
			where: text,
			text
		}), 2e4),
		accept: require_lib_zod.object({
			label: short,
			trailer: orNull(short),
			max: require_lib_zod.boolean().default(false)
		}),
		strict: require_lib_zod.boolean().optional()
	}),
	findings: list(finding, 1e4),
	acceptances: known(acceptance, 1e4),
	incomplete: list(text, 1e4).transform((all) => all.map((one) => ({
		kind: "words",
		text: one
	}))),
	environment: orNull(require_lib_zod.record(short, text)),
	shard: orNull(require_lib_zod.object({
		index: require_lib_zod.int().min(1),
		of: require_lib_zod.int().min(1).max(1e4),
		plan: require_lib_zod.string().max(64)
	})),
	builds: require_lib_zod.array(build).max(2).optional(),
	comment: require_lib_zod.object({
		mode: require_lib_zod._enum([
			"always",
			"on-change",
			"on-failure",
			"never"
		]),
		rows: require_lib_zod.int().min(1).max(200)
	})
});
/**
* A report read back from its JSON, which may be hostile: size, structure and every length are checked, nothing is trusted. It may be of
* another version with the same schema number: keys that this one doesn't know are dropped, what it lacks is null or empty, and a
* judgement of an unknown metric counts as one of the model.
* @param name of the file, for messages
* @throws Fault `bad-report`
*/
function parseReport(json, name) {
	const bad = (what, cause) => new require_core.Fault("bad-report", `${name} ${what}`, "give the report file that `flopgate check` or the action wrote", { cause });
	if (json.length > 33554432) throw bad(`is larger than ${maxReportBytes} bytes`);
	const problem = require_json_bounds.jsonProblem(json, {
		depth: 30,
		values: 3e6
	});
	if (problem !== null) throw bad(problem);
	let value;
	try {
		value = JSON.parse(json);
	} catch (cause) {
		throw bad("is not JSON", cause);
	}
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw bad(`is no Flopgate report: ${issue?.path.map(String).join(".").slice(0, 200) ?? ""}: ${issue?.message.slice(0, 200) ?? ""}`);
}

Object.defineProperty(exports, "maxReportBytes", {
  enumerable: true,
  get: function () {
    return maxReportBytes;
  }
});
Object.defineProperty(exports, "parseReport", {
  enumerable: true,
  get: function () {
    return parseReport;
  }
});