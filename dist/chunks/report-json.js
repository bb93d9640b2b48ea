const require_core = require("./core.js");
const require_policy = require("./policy.js");
const require_metric = require("./metric.js");
const require_lib_zod = require("./lib-zod.js");

// src/diff/report-json.ts
/** Bytes of JSON up to which a report is read: it comes from a run that anybody may have started. */
const maxReportBytes = 33554432;
const text = require_lib_zod.string().max(2e4);
const short = require_lib_zod.string().max(4e3);
const amount = require_lib_zod.string().regex(/^-?\d{1,400}$/).transform((digits) => BigInt(digits));
const number = require_lib_zod.number().finite();
const whole = require_lib_zod.int().min(0);
const list = (item, most) => require_lib_zod.array(item).max(most);
const verdict = require_lib_zod._enum([
	"pass",
	"warn",
	"fail",
	"undecided",
	"skipped"
]);
const figure = require_lib_zod.strictObject({
	base: amount.nullable(),
	head: amount.nullable(),
	delta: amount.nullable(),
	ratio: number.nullable(),
	baseFormula: require_lib_zod.string().max(4e4).nullable(),
	headFormula: require_lib_zod.string().max(4e4).nullable()
});
const figures = require_lib_zod.strictObject(Object.fromEntries(require_metric.countedMetrics.map((metric) => [metric, figure])));
const finding = require_lib_zod.strictObject({
	code: short,
	layer: text.optional(),
	detail: text,
	level: require_lib_zod._enum([
		"lower-bound",
		"warning",
		"info"
	])
});
const types = list(require_lib_zod.strictObject({
	name: text,
	dtype: short,
	shape: list(require_lib_zod.union([require_lib_zod.int(), text]), 1e3).nullable()
}), 1e4);
const side = require_lib_zod.discriminatedUnion("kind", [require_lib_zod.strictObject({
	kind: require_lib_zod.literal("counted"),
	format: short,
	sizes: require_lib_zod.record(text, require_lib_zod.string().max(400)),
	unbound: list(text, 1e4),
	exact: require_lib_zod.boolean(),
	coverage: require_lib_zod.strictObject({
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
}), require_lib_zod.strictObject({
	kind: require_lib_zod.literal("failed"),
	failure: require_lib_zod.strictObject({
		code: short,
		message: text,
		hint: text
	})
})]);
const increase = require_lib_zod.strictObject({
	ratio: require_lib_zod.strictObject({
		over: amount,
		under: amount.refine((value) => value > 0n)
	}).nullable(),
	amount: amount.nullable(),
	text: short
});
const acceptance = require_lib_zod.strictObject({
	model: short,
	metric: require_lib_zod._enum([...require_policy.budgetMetrics, "*"]),
	bound: require_lib_zod.discriminatedUnion("kind", [require_lib_zod.strictObject({
		kind: require_lib_zod.literal("increase"),
		limit: increase
	}), require_lib_zod.strictObject({
		kind: require_lib_zod.literal("ceiling"),
		limit: require_lib_zod.strictObject({
			value: amount,
			text: short
		})
	})]).nullable(),
	reason: short,
	via: require_lib_zod._enum(["trailer", "label"]),
	by: short
});
const judgement = require_lib_zod.strictObject({
	metric: require_lib_zod._enum([...require_policy.budgetMetrics, "model"]),
	verdict,
	broke: require_lib_zod._enum([
		"max",
		"fail",
		"warn",
		"growth",
		"unsupported-ops",
		"unreadable"
	]).nullable(),
	limit: short.nullable(),
	text,
	accepted: acceptance.nullable(),
	undecidedFails: require_lib_zod.boolean()
});
const interval = require_lib_zod.tuple([number, number]).readonly().nullable();
const timed = {
	baseMs: number.nullable(),
	headMs: number.nullable(),
	ratio: number.nullable(),
	interval
};
const latency = require_lib_zod.strictObject({
	verdict: require_lib_zod._enum([
		"over",
		"within",
		"warn",
		"improved",
		"undecided",
		"failed",
		"alone"
	]),
	...timed,
	confidence: number,
	detectable: number.nullable(),
	rounds: whole,
	clock: require_lib_zod._enum(["cpu", "wall"]),
	provider: short,
	threads: whole,
	load: require_lib_zod.strictObject(timed).nullable(),
	peakBytes: require_lib_zod.strictObject({
		base: amount.nullable(),
		head: amount.nullable()
	}).nullable(),
	reason: text.nullable()
});
const layerChange = require_lib_zod.strictObject({
	kind: require_lib_zod._enum([
		"changed",
		"added",
		"removed"
	]),
	name: text,
	baseName: text.nullable(),
	op: text,
	baseOp: text.nullable(),
	macs: figure,
	elementwise: figure,
	params: figure,
	moved: figure,
	why: list(text, 20),
	follows: require_lib_zod.boolean()
});
const opCounts = list(require_lib_zod.strictObject({
	op: text,
	count: whole
}), 1e3);
const layers = require_lib_zod.strictObject({
	causes: list(text, 1e3),
	changes: list(layerChange, 2e3),
	omitted: whole,
	addedOps: opCounts,
	removedOps: opCounts,
	counts: require_lib_zod.strictObject({
		changed: whole,
		follows: whole,
		added: whole,
		removed: whole,
		renamed: whole,
		same: whole
	})
});
const model = require_lib_zod.strictObject({
	id: short,
	case: short,
	path: text,
	basePath: text.nullable(),
	change: require_lib_zod._enum([
		"added",
		"changed",
		"removed",
		"renamed",
		"moved",
		"unchanged"
	]),
	base: side.nullable(),
	head: side.nullable(),
	figures,
	growth: list(require_lib_zod.strictObject({
		metric: require_lib_zod._enum(require_metric.countedMetrics),
		symbol: text,
		base: short,
		head: short
	}), 1e4),
	verdict,
	judgements: list(judgement, 100),
	layers: layers.nullable(),
	latency: latency.nullable()
});
const build = require_lib_zod.strictObject({
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
	problem: text.nullable()
});
const revision = require_lib_zod.strictObject({
	sha: require_lib_zod.string().regex(/^(?:[0-9a-f]{7,64}|worktree)$/),
	how: short
});
const schema = require_lib_zod.strictObject({
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
	base: revision.nullable(),
	head: revision,
	models: list(model, 2e4),
	unchanged: whole,
	policy: require_lib_zod.strictObject({
		path: text.nullable(),
		from: require_lib_zod._enum([
			"head",
			"base",
			"defaults"
		]),
		changes: list(require_lib_zod.strictObject({
			kind: require_lib_zod._enum([
				"loosened",
				"tightened",
				"other"
			]),
			where: text,
			text
		}), 2e4),
		accept: require_lib_zod.strictObject({
			label: short,
			trailer: short
		})
	}),
	findings: list(finding, 1e4),
	acceptances: list(acceptance, 1e4),
	incomplete: list(text, 1e4),
	environment: require_lib_zod.record(short, text).nullable(),
	shard: require_lib_zod.strictObject({
		index: require_lib_zod.int().min(1),
		of: require_lib_zod.int().min(1).max(1e4),
		plan: require_lib_zod.string().max(64)
	}).nullable(),
	builds: list(build, 2).optional(),
	comment: require_lib_zod.strictObject({
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
* A report read back from its JSON, which may be hostile: size, structure and every length are checked, nothing is trusted.
* @param name of the file, for messages
* @throws Fault `bad-report`
*/
function parseReport(json, name) {
	const bad = (what, cause) => new require_core.Fault("bad-report", `${name} ${what}`, "give the report file that `flopgate check` or the action wrote", { cause });
	if (json.length > 33554432) throw bad(`is larger than ${maxReportBytes} bytes`);
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