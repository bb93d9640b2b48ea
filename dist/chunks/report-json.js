import { wt as Fault } from "./base.js";
import { t as budgetMetrics } from "./policy.js";
import { n as countedMetrics } from "./metric.js";
import { a as discriminatedUnion, c as number$1, d as string, f as tuple, i as boolean, l as record, n as _enum, o as int, p as union, r as array, s as literal, t as datetime, u as strictObject } from "./lib-zod.js";

// src/diff/report-json.ts
/** Bytes of JSON up to which a report is read: it comes from a run that anybody may have started. */
const maxReportBytes = 33554432;
const text = string().max(2e4);
const short = string().max(4e3);
const amount = string().regex(/^-?\d{1,400}$/).transform((digits) => BigInt(digits));
const number = number$1().finite();
const whole = int().min(0);
const list = (item, most) => array(item).max(most);
const verdict = _enum([
	"pass",
	"warn",
	"fail",
	"undecided",
	"skipped"
]);
const figure = strictObject({
	base: amount.nullable(),
	head: amount.nullable(),
	delta: amount.nullable(),
	ratio: number.nullable(),
	baseFormula: string().max(4e4).nullable(),
	headFormula: string().max(4e4).nullable()
});
const figures = strictObject(Object.fromEntries(countedMetrics.map((metric) => [metric, figure])));
const finding = strictObject({
	code: short,
	layer: text.optional(),
	detail: text,
	level: _enum([
		"lower-bound",
		"warning",
		"info"
	])
});
const side = discriminatedUnion("kind", [strictObject({
	kind: literal("counted"),
	format: short,
	sizes: record(text, string().max(400)),
	unbound: list(text, 1e4),
	exact: boolean(),
	coverage: strictObject({
		exact: whole,
		bounded: whole,
		unknown: whole
	}),
	findings: list(finding, 1e4)
}), strictObject({
	kind: literal("failed"),
	failure: strictObject({
		code: short,
		message: text,
		hint: text
	})
})]);
const increase = strictObject({
	ratio: strictObject({
		over: amount,
		under: amount.refine((value) => value > 0n)
	}).nullable(),
	amount: amount.nullable(),
	text: short
});
const acceptance = strictObject({
	model: short,
	metric: _enum([...budgetMetrics, "*"]),
	bound: discriminatedUnion("kind", [strictObject({
		kind: literal("increase"),
		limit: increase
	}), strictObject({
		kind: literal("ceiling"),
		limit: strictObject({
			value: amount,
			text: short
		})
	})]).nullable(),
	reason: short,
	via: _enum(["trailer", "label"]),
	by: short
});
const judgement = strictObject({
	metric: _enum([...budgetMetrics, "model"]),
	verdict,
	broke: _enum([
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
	undecidedFails: boolean()
});
const interval = tuple([number, number]).readonly().nullable();
const timed = {
	baseMs: number.nullable(),
	headMs: number.nullable(),
	ratio: number.nullable(),
	interval
};
const latency = strictObject({
	verdict: _enum([
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
	clock: _enum(["cpu", "wall"]),
	provider: short,
	threads: whole,
	load: strictObject(timed).nullable(),
	peakBytes: strictObject({
		base: amount.nullable(),
		head: amount.nullable()
	}).nullable(),
	reason: text.nullable()
});
const layerChange = strictObject({
	kind: _enum([
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
	follows: boolean()
});
const opCounts = list(strictObject({
	op: text,
	count: whole
}), 1e3);
const layers = strictObject({
	causes: list(text, 1e3),
	changes: list(layerChange, 2e3),
	omitted: whole,
	addedOps: opCounts,
	removedOps: opCounts,
	counts: strictObject({
		changed: whole,
		follows: whole,
		added: whole,
		removed: whole,
		renamed: whole,
		same: whole
	})
});
const model = strictObject({
	id: short,
	case: short,
	path: text,
	basePath: text.nullable(),
	change: _enum([
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
	growth: list(strictObject({
		metric: _enum(countedMetrics),
		symbol: text,
		base: short,
		head: short
	}), 1e4),
	verdict,
	judgements: list(judgement, 100),
	layers: layers.nullable(),
	latency: latency.nullable()
});
const build = strictObject({
	side: _enum(["base", "head"]),
	command: text,
	outcome: _enum([
		"built",
		"cached",
		"failed",
		"timed-out"
	]),
	models: whole,
	seconds: number,
	log: string().max(4e4),
	problem: text.nullable()
});
const revision = strictObject({
	sha: string().regex(/^(?:[0-9a-f]{7,64}|worktree)$/),
	how: short
});
const schema = strictObject({
	schema: literal("flopgate/report/1"),
	version: string().max(100),
	createdAt: datetime(),
	verdict,
	exitCode: union([
		literal(0),
		literal(1),
		literal(2),
		literal(3)
	]),
	base: revision.nullable(),
	head: revision,
	models: list(model, 2e4),
	unchanged: whole,
	policy: strictObject({
		path: text.nullable(),
		from: _enum([
			"head",
			"base",
			"defaults"
		]),
		changes: list(strictObject({
			kind: _enum([
				"loosened",
				"tightened",
				"other"
			]),
			where: text,
			text
		}), 2e4),
		accept: strictObject({
			label: short,
			trailer: short
		})
	}),
	findings: list(finding, 1e4),
	acceptances: list(acceptance, 1e4),
	incomplete: list(text, 1e4),
	environment: record(short, text).nullable(),
	shard: strictObject({
		index: int().min(1),
		of: int().min(1).max(1e4),
		plan: string().max(64)
	}).nullable(),
	builds: list(build, 2).optional(),
	comment: strictObject({
		mode: _enum([
			"always",
			"on-change",
			"on-failure",
			"never"
		]),
		rows: int().min(1).max(200)
	})
});
/**
* A report read back from its JSON, which may be hostile: size, structure and every length are checked, nothing is trusted.
* @param name of the file, for messages
* @throws Fault `bad-report`
*/
function parseReport(json, name) {
	const bad = (what, cause) => new Fault("bad-report", `${name} ${what}`, "give the report file that `flopgate check` or the action wrote", { cause });
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

export { parseReport as n, maxReportBytes as t };