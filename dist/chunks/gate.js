const require_gate_report = require("./judge-gate-report.js");
const require_core = require("./core.js");
const require_catalog = require("./gate-find-catalog.js");
const require_accept = require("./judge-accept.js");
const require_glob = require("./policy-glob.js");
const require_look = require("./gate-find-look.js");
const require_kinds = require("./gate-find-kinds.js");
const require_policies = require("./gate-find-policies.js");
const require_judge = require("./judge-judge.js");

// src/gate/measure/timed-outcomes.ts
/** The outcomes of all cases, with what was measured. */
async function withTimes(tasks, outcomes, measured) {
	if (measured.size === 0) return outcomes.flat();
	const { judgeTimes } = await Promise.resolve().then(() => require("./judge-judge.js")).then((n) => n.judge_exports);
	return tasks.flatMap(({ change, acceptances }, i) => change.plan.cases.flatMap((casePlan, at) => {
		const outcome = outcomes[i]?.[at];
		if (outcome === void 0) return [];
		const latency = measured.get(keyOf(i, casePlan));
		return latency === void 0 ? outcome : judgeTimes(outcome, {
			plan: change.plan,
			casePlan,
			acceptances,
			latency
		});
	}));
}
/** Measures the pairs of files that can be measured; without a bench none. */
async function measure(bench, rule, changes, outcomes) {
	const pairs = changes.flatMap(({ base, head, plan, baseExternal, headExternal }, i) => plan.cases.flatMap((casePlan, at) => {
		const one = outcomes[i]?.[at];
		return plan.bench && head !== null && one?.head?.kind === "counted" ? [{
			key: keyOf(i, casePlan),
			format: one.head.format,
			plan,
			casePlan,
			base: one.base?.kind === "counted" ? base : null,
			head,
			baseExternal,
			headExternal
		}] : [];
	}));
	if (bench === void 0 || pairs.length === 0) return {
		outcomes: /* @__PURE__ */ new Map(),
		environment: null
	};
	return bench(pairs, rule);
}
const keyOf = (change, { name }) => `${change} ${name}`;

// src/graph/anchor.ts
/** `v1.2`, `30 days ago`: as sentences name it. */
const anchorText = (anchor) => anchor.kind === "ref" ? anchor.ref : `${anchor.days} ${anchor.days === 1 ? "day" : "days"} ago`;

// src/policy/policy-changes.ts
/**
* What a pull request changes in the policy that judges it, loosened limits first. Limits are compared as they apply to
* each of `paths` (the models of both revisions), so that an entry taken away, an `ignore` or a new default shows too.
*/
function comparePolicies(base, head, paths) {
	if (base === null && head === null) return [];
	if (base === null) return [...introduced(head, paths), {
		kind: "other",
		where: head?.path ?? "",
		text: "a policy is introduced"
	}];
	if (head === null) return [{
		kind: "loosened",
		where: base.path ?? "",
		text: "the policy is removed: only built-in warnings are left"
	}];
	const changes = [
		...paths.toSorted().flatMap((path) => planChanges(require_catalog.planFor(base, path), require_catalog.planFor(head, path))),
		...wholeChanges(base, head),
		...groupChanges(base, head),
		...newChanges(base, head)
	];
	const order = {
		loosened: 0,
		tightened: 1,
		other: 2
	};
	return grouped(changes).toSorted((a, b) => order[a.kind] - order[b.kind] || (a.where < b.where ? -1 : Number(a.where > b.where)));
}
/** Without a policy every known model is watched: a first policy may leave some alone. */
function introduced(head, paths) {
	if (head === null) return [];
	return grouped(paths.filter((path) => require_catalog.planFor(head, path) === null).toSorted().map((where) => ({
		kind: "loosened",
		where,
		text: IGNORED
	})));
}
const IGNORED = "is now ignored";
/** A change that more than two models share is listed once. */
function grouped(changes) {
	const groups = /* @__PURE__ */ new Map();
	for (const change of changes) {
		const key = `${change.kind} ${change.text}`;
		if (groups.get(key)?.push(change) === void 0) groups.set(key, [change]);
	}
	return [...groups.values()].flatMap((same) => {
		const [first] = same;
		return first === void 0 || same.length <= 2 ? same : [{
			...first,
			where: `${first.where} and ${same.length - 1} more`
		}];
	});
}
/** True if a model that one plan held is held less tightly, or otherwise, by the other. */
function loosensPlan(base, head) {
	return planChanges(base, head).some(({ kind }) => kind !== "tightened");
}
function planChanges(base, head) {
	if (base === null && head === null) return [];
	if (base === null) return [{
		kind: "tightened",
		where: head?.id ?? "",
		text: "is no longer ignored"
	}];
	if (head === null) return [{
		kind: "loosened",
		where: base.id,
		text: IGNORED
	}];
	const changes = [];
	const cases = new Set([...base.cases, ...head.cases].map(({ name }) => name));
	for (const name of cases) {
		const [before, after] = [base, head].map((plan) => plan.cases.find((one) => one.name === name));
		const where = name === "" ? head.id : `${head.id} (${name})`;
		if (before === void 0) changes.push({
			kind: "tightened",
			where,
			text: "this case is new"
		});
		else if (after === void 0) changes.push({
			kind: "loosened",
			where,
			text: "this case is no longer judged"
		});
		else {
			changes.push(...bindingChanges(before, after, where));
			for (const metric of require_core.budgetMetrics) changes.push(...budgetChanges(metric, before.budgets.get(metric), after.budgets.get(metric), where));
		}
	}
	changes.push(...require_catalog.contractChanges(base, head));
	if (base.unsupportedOps !== head.unsupportedOps) {
		const rank = {
			off: 0,
			warn: 1,
			fail: 2
		};
		changes.push({
			kind: rank[head.unsupportedOps] < rank[base.unsupportedOps] ? "loosened" : "tightened",
			where: head.id,
			text: `unsupported_ops ${base.unsupportedOps} \u2192 ${head.unsupportedOps}`
		});
	}
	if (base.bench && !head.bench) changes.push({
		kind: "loosened",
		where: head.id,
		text: "latency is no longer measured"
	});
	const lost = base.external.filter((one) => !head.external.includes(one));
	const more = head.external.filter((one) => !base.external.includes(one));
	if (lost.length > 0 || more.length > 0) changes.push({
		kind: lost.length > 0 ? "loosened" : "tightened",
		where: head.id,
		text: `external ${base.external.join(", ") || "none"} \u2192 ${head.external.join(", ") || "none"}`
	});
	const [files, newFiles] = [base, head].map(({ inputFiles }) => inputFiles.join(", ") || "none");
	if (files !== newFiles) changes.push({
		kind: "other",
		where: head.id,
		text: `input_files ${files} \u2192 ${newFiles}`
	});
	return changes;
}
const elements = (shape) => shape.reduce((product, dim) => product * dim, 1n);
/** Sizes that shrink make every budget easier to keep. */
function bindingChanges(base, head, where) {
	return [
		...entryChanges("dims", base.dims, head.dims, where, String, (before, after) => after < before),
		...entryChanges("inputs", base.inputs, head.inputs, where, (shape) => shape.join("x") || "scalar", (before, after) => elements(after) < elements(before)),
		...entryChanges("values", base.values, head.values, where, JSON.stringify, () => false)
	];
}
function entryChanges(key, base, head, where, textOf, isSmaller) {
	const said = (value) => value === void 0 ? "unset" : textOf(value);
	return [.../* @__PURE__ */ new Set([...base.keys(), ...head.keys()])].flatMap((name) => {
		const [before, after] = [base.get(name), head.get(name)];
		if (said(before) === said(after)) return [];
		return [{
			kind: before !== void 0 && after !== void 0 && isSmaller(before, after) ? "loosened" : "other",
			where,
			text: `${key} ${name} ${said(before)} \u2192 ${said(after)}`
		}];
	});
}
function budgetChanges(metric, base, head, where) {
	const change = (limit, before, after, looser) => ({
		kind: looser ? "loosened" : "tightened",
		where,
		text: `${metric} ${limit} ${before ?? "none"} \u2192 ${after ?? "none"}`
	});
	const changes = [];
	const [max, newMax] = [base?.max?.value, head?.max?.value];
	if (max !== newMax) changes.push(change("max", base?.max?.text, head?.max?.text, newMax === void 0 || max !== void 0 && newMax > max));
	for (const limit of ["fail", "warn"]) {
		const [before, after] = [base?.[limit] ?? null, head?.[limit] ?? null];
		if (!sameIncrease(before, after)) changes.push(change(limit, before?.text, after?.text, isLooser(before, after)));
	}
	const symbols = /* @__PURE__ */ new Set([...base?.growth.keys() ?? [], ...head?.growth.keys() ?? []]);
	for (const symbol of symbols) {
		const [before, after] = [base?.growth.get(symbol), head?.growth.get(symbol)];
		if (before !== after) changes.push(change(`growth in ${symbol}`, before, after, growthRank(after) > growthRank(before)));
	}
	const [asked, answer] = [base?.onInconclusive ?? "warn", head?.onInconclusive ?? "warn"];
	if (base !== void 0 && head !== void 0 && asked !== answer && (isOwn(base) || isOwn(head))) changes.push(change("on_inconclusive", asked, answer, answer === "warn"));
	return changes;
}
/** What the whole policy says of undecided budgets is a change of the policy, not of each metric. */
const isOwn = ({ origin: { onInconclusive = "strict" } }) => onInconclusive !== "strict" && onInconclusive !== "on_inconclusive";
function newChanges(base, head) {
	const [before, after] = [base, head].map((policy) => require_catalog.groupBudgets({
		id: "new",
		paths: [],
		budgets: policy.newModels
	}, policy));
	return require_core.budgetMetrics.flatMap((metric) => budgetChanges(metric, before?.get(metric), after?.get(metric), "new models"));
}
/** Groups by id; one that is gone, or that holds other paths, lets go of something. */
function groupChanges(base, head) {
	return [...new Set([...base.groups, ...head.groups].map(({ id }) => id))].flatMap((id) => {
		const [before, after] = [base, head].map(({ groups }) => groups.find((one) => one.id === id));
		if (before === void 0) return [{
			kind: "tightened",
			where: id,
			text: "this group is new"
		}];
		if (after === void 0) return [{
			kind: "loosened",
			where: id,
			text: "this group is no longer judged"
		}];
		const [paths, newPaths] = [before.paths.join(", "), after.paths.join(", ")];
		const moved = {
			kind: "loosened",
			where: id,
			text: `paths ${paths} \u2192 ${newPaths}`
		};
		const [old, now] = [require_catalog.groupBudgets(before, base), require_catalog.groupBudgets(after, head)];
		return [...paths === newPaths ? [] : [moved], ...require_core.budgetMetrics.flatMap((metric) => budgetChanges(metric, old.get(metric), now.get(metric), id))];
	});
}
/** `same` depends on base: it ranks with the strictest. */
function growthRank(limit) {
	return limit === void 0 ? 9 : {
		same: 0,
		constant: 0,
		linear: 1,
		quadratic: 2,
		cubic: 3
	}[limit];
}
function sameIncrease(a, b) {
	if (a === null || b === null) return a === b;
	if (a.ratio !== null && b.ratio !== null) return a.ratio.over * b.ratio.under === b.ratio.over * a.ratio.under;
	return a.amount === b.amount && a.ratio === null === (b.ratio === null);
}
/** An amount and a percentage don't compare: what replaces one by the other counts as looser, so that somebody looks. */
function isLooser(before, after) {
	if (after === null) return true;
	if (before === null) return false;
	if (before.ratio !== null && after.ratio !== null) return after.ratio.over * before.ratio.under > before.ratio.over * after.ratio.under;
	return before.amount === null || after.amount === null || after.amount > before.amount;
}
const againstText = ({ against }) => against === null ? "none" : anchorText(against);
const byText = ({ by }) => by.join(", ") || "anybody";
function wholeChanges(base, head) {
	const where = head.path ?? "";
	return [
		[
			"strict",
			String(base.strict),
			String(head.strict),
			(before) => before === "true"
		],
		[
			"on_inconclusive",
			unsaid(base.onInconclusive),
			unsaid(head.onInconclusive),
			() => answers(base, head)
		],
		[
			"policy",
			base.judgedBy,
			head.judgedBy,
			(before) => before === "base"
		],
		[
			"accept.label",
			base.accept.label,
			head.accept.label,
			never
		],
		[
			"accept.trailer",
			base.accept.trailer ?? "off",
			head.accept.trailer ?? "off",
			(before) => before === "off"
		],
		[
			"accept.by",
			byText(base.accept),
			byText(head.accept),
			(_, after) => after === "anybody"
		],
		[
			"accept.not_author",
			String(base.accept.notAuthor),
			String(head.accept.notAuthor),
			(before) => before === "true"
		],
		[
			"accept.most",
			base.accept.most?.text ?? "none",
			head.accept.most?.text ?? "none",
			(_, after) => after === "none"
		],
		[
			"accept.max",
			String(base.accept.max),
			String(head.accept.max),
			(before) => before === "false"
		],
		[
			"against",
			againstText(base),
			againstText(head),
			(_, after) => after === "none"
		],
		[
			"build",
			base.build?.run ?? "none",
			head.build?.run ?? "none",
			(_, after) => after === "none"
		],
		[
			"bench.providers",
			base.bench.providers.join(", "),
			head.bench.providers.join(", "),
			never
		],
		[
			"bench.threads",
			String(base.bench.threads),
			String(head.bench.threads),
			never
		],
		[
			"comment.mode",
			base.comment.mode,
			head.comment.mode,
			isQuieter
		]
	].flatMap(([what, before, after, isLess]) => before === after ? [] : [{
		kind: isLess(before, after) ? "loosened" : "other",
		where,
		text: `${what} ${before} \u2192 ${after}`
	}]);
}
/** True where an undecided budget failed at base and only warns at head. */
const answers = (base, head) => failsOpen(base) && !failsOpen(head);
const failsOpen = ({ onInconclusive, strict }) => (onInconclusive ?? (strict ? "fail" : "warn")) === "fail";
const never = () => false;
const unsaid = (answer) => answer ?? "unset";
const loudness = [
	"never",
	"on-failure",
	"on-change",
	"always"
];
const isQuieter = (before, after) => loudness.indexOf(after) < loudness.indexOf(before);
/** The more outspoken of two policies' comments: a pull request doesn't silence what is said of itself. */
function louder(base, head) {
	return isQuieter(base.mode, head.mode) ? {
		...head,
		mode: base.mode
	} : head;
}

// src/gate/find/acceptances.ts
/** True where it matters who accepts. */
const needsSigners = ({ by, notAuthor }) => by.length > 0 || notAuthor;
/** What people accept: by trailers of head's commits, and by the label on the pull request, as far as the policy lets them. */
async function readAcceptances(question) {
	const { rule, commits, decisions } = question;
	const findings = [];
	const refuse = (detail) => void findings.push({
		code: "bad-acceptance",
		level: "warning",
		detail
	});
	const words = [];
	const { trailer } = rule;
	for (const { sha, message, signer = null, author = null } of trailer === null ? [] : await commits()) {
		const { acceptances, problems } = require_accept.readTrailers(message, trailer ?? "", sha, rule);
		problems.map(require_core.trailerProblemText).forEach(refuse);
		const what = `${trailer ?? ""} in ${sha.slice(0, 12)}`;
		words.push(...acceptances.map((acceptance) => ({
			acceptance,
			person: signer,
			author,
			what
		})));
	}
	for (const { login, author, pull, headSha, isStale } of await decisions?.labels(rule.label) ?? []) {
		const what = `the label ${require_core.quote(rule.label)} of ${require_core.quote(login)}`;
		const acceptance = require_accept.labelAcceptance(login, `for #${pull} at ${headSha.slice(0, 7)}`, rule);
		if (isStale) refuse(`${what} was given before the newest commit, so that it accepts nothing: set it again`);
		else words.push({
			acceptance,
			person: login,
			author,
			what
		});
	}
	const may = authority(question, refuse);
	const allowed = [];
	for (const word of words) allowed.push(...await may(word));
	return {
		acceptances: allowed,
		findings: distinct(findings)
	};
}
const distinct = (findings) => [...new Map(findings.map((one) => [one.detail, one])).values()];
/** Whether one of some names is a person, or a team that holds the person; each team is asked about once. */
function memberships(decisions, refuse) {
	const asked = /* @__PURE__ */ new Map();
	async function isIn(team, login) {
		const key = `${team} ${login}`;
		const answer = asked.get(key) ?? ask(team, login);
		asked.set(key, answer);
		return answer;
	}
	async function ask(team, login) {
		try {
			return await decisions?.isMember(team, login) ?? false;
		} catch (thrown) {
			refuse(`whether ${require_core.quote(login)} is in ${require_core.quote(team)} can't be asked, so that it counts as no: ${require_core.asFault(thrown).message}`);
			return false;
		}
	}
	return async function isAmong(names, login) {
		for (const name of names) if (name.includes("/") ? await isIn(name, login) : name === login.toLowerCase()) return true;
		return false;
	};
}
/** What a person may accept of what they say; what is refused is said. */
function authority({ rule, decisions, ownersOf, models }, refuse) {
	const isAmong = memberships(decisions, refuse);
	return async ({ acceptance, person, author, what }) => {
		if (!needsSigners(rule)) return [acceptance];
		const no = (why) => {
			refuse(`${what} accepts nothing: ${why}`);
			return [];
		};
		if (person === null) return no("accept.by and accept.not_author need a commit that its person signed");
		if (rule.notAuthor && (author === null || author.toLowerCase() === person.toLowerCase())) return no(author === null ? "whose pull request this is isn\u2019t known" : `${require_core.quote(person)} opened the pull request`);
		const named = rule.by.filter((name) => name !== "codeowners");
		if (rule.by.length === 0 || await isAmong(named, person)) return [acceptance];
		if (named.length === rule.by.length) return no(`accept.by doesn't name ${require_core.quote(person)}`);
		const fitting = models.filter(({ id }) => acceptance.model === "*" || acceptance.model === id);
		const own = [];
		for (const { id, path } of fitting) if (await isAmong(ownersOf(path), person)) own.push({
			...acceptance,
			model: id
		});
		return own.length > 0 ? own : no(`${require_core.quote(person)} owns no model that it names, by CODEOWNERS`);
	};
}

// src/policy/codeowners.ts
/** Where GitHub looks for the file, in this order. */
const ownerPlaces = [
	".github/CODEOWNERS",
	"CODEOWNERS",
	"docs/CODEOWNERS"
];
const MAX_LINES = 5e3;
/**
* Reads a CODEOWNERS file: who owns a path, as logins and teams in small letters, without `@`. The last pattern that fits decides, as on
* GitHub; addresses of e-mail name nobody here.
*/
function readOwners(text) {
	const work = { steps: 0 };
	const rules = text.split(/\r?\n/).slice(0, MAX_LINES).flatMap((line) => {
		const [pattern = "", ...owners] = line.replace(/(?:^|\s)#.*$/, "").trim().split(/\s+/);
		if (pattern === "" || pattern.length > 500) return [];
		const tests = globsOf(pattern).map((glob) => require_glob.globTest(glob, work));
		return [{
			fits: (path) => tests.some((test) => test(path)),
			names: owners.filter((owner) => owner.startsWith("@")).map((owner) => owner.slice(1).toLowerCase())
		}];
	}).toReversed();
	return (path) => rules.find(({ fits }) => fits(path))?.names ?? [];
}
/** A pattern of CODEOWNERS as globs: one without a slash inside fits at any depth, one that names a folder fits all in it. */
function globsOf(written) {
	const plain = written.replaceAll(/[{}()[\]!+@|\\]/g, "?");
	const anchored = /\/(?!$)/.test(plain);
	const rooted = `${anchored ? "" : "**/"}${plain.replace(/^\//, "")}`;
	if (rooted.endsWith("/")) return [`${rooted}**`];
	const name = rooted.slice(rooted.lastIndexOf("/") + 1);
	return anchored && name.includes("*") ? [rooted] : [rooted, `${rooted}/**`];
}

// src/gate/find/builds.ts
const nothing = {
	notes: [],
	incomplete: []
};
/**
* Has the models built that the policy names and git doesn't have; nothing where git has a file for every entry of it. A build that
* fails leaves the answer incomplete: what it would have made isn't judged.
*/
async function buildModels(question) {
	const { policies, base, head } = question;
	const { judge } = policies;
	if (judge.build === null) return nothing;
	const isNamed = namedBy(judge);
	const [atHead, atBase] = await Promise.all([question.list(head, isNamed), base === null ? [] : question.list(base, isNamed)]);
	if (rulesWithout(judge, atHead).length === 0) return nothing;
	if (question.build === null) return {
		...nothing,
		incomplete: [{ kind: "not-built" }]
	};
	const notes = await question.build({
		base: base === null ? null : sideOf(policies.base?.build ?? judge.build, judge, base, atBase),
		head: sideOf(judge.build, judge, head, atHead),
		wanted: isNamed,
		policy: require_core.toJson(judge.models.map(({ path }) => path))
	});
	return {
		notes,
		incomplete: notes.flatMap(({ side, problem }) => problem === null ? [] : [{
			kind: "build-failed",
			side,
			problem
		}])
	};
}
/** Only what an entry of the policy names is looked for among what a build leaves lying. */
function namedBy(policy) {
	const catalog = require_catalog.catalogOf(policy);
	return (path) => (catalog.planOf(path)?.rule ?? null) !== null;
}
function rulesWithout(policy, files) {
	const catalog = require_catalog.catalogOf(policy);
	const used = new Set(files.map(({ path }) => catalog.planOf(path)?.rule));
	return policy.models.filter((rule) => !used.has(rule));
}
function sideOf({ run, timeoutMs }, policy, tree, files) {
	return {
		tree,
		run,
		timeoutMs,
		expected: rulesWithout(policy, files).filter(({ path }) => !require_glob.isGlob(path)).map(({ path }) => path.replace(/^\.\//, ""))
	};
}

// src/gate/find/beside.ts
/** The files among `external` that belong to a model, each looked at for the models only that it may belong to. */
function besides(catalog, external) {
	const named = /* @__PURE__ */ new Map();
	for (const file of external) {
		const model = require_catalog.besideModel(file.path);
		if (model !== null && named.get(model)?.push(file) === void 0) named.set(model, [file]);
	}
	return (plan) => plan.external.length === 0 ? named.get(plan.path) ?? [] : external.filter(({ path }) => catalog.belongs(plan, path));
}

// src/gate/find/lost.ts
/**
* Models that base's policy watches and head's leaves alone, though they are there. Those that changed are compared, and judged by
* nothing; those that didn't are named, unless the change of the policy names them already.
*/
function lostModels({ catalog, watched, diff, atBase }) {
	if (watched === catalog) return {
		changes: [],
		findings: []
	};
	const changes = diff.files.flatMap(({ path, base, head }) => {
		const plan = base === null || head === null ? null : lostPlan(path, catalog, watched);
		if (plan === null) return [];
		const kind = require_catalog.uncountedByName(path);
		const rest = {
			baseExternal: [],
			headExternal: [],
			baseKind: kind,
			headKind: kind
		};
		return [{
			change: "changed",
			base,
			head,
			plan: withoutBudgets(plan),
			lost: true,
			...rest
		}];
	});
	const changed = new Set(diff.files.map(({ path }) => path));
	const named = atBase.map(({ path }) => path).filter((path) => !changed.has(path) && !isKnown(path) && lostPlan(path, catalog, watched) !== null);
	return {
		changes,
		findings: named.length === 0 ? [] : [unnamed(named)]
	};
}
/** Known files are watched unless a policy ignores them, which a comparison of the policies says. */
const isKnown = (path) => require_core.isModelPath(path) || require_catalog.uncountedByName(path) !== null;
const lostPlan = (path, catalog, watched) => catalog.planOf(path) === null ? watched.planOf(path) : null;
const withoutBudgets = (plan) => ({
	...plan,
	unsupportedOps: "off",
	bench: false,
	cases: plan.cases.slice(0, 1).map((one) => ({
		...one,
		budgets: /* @__PURE__ */ new Map()
	}))
});
const unnamed = (paths) => ({
	code: "no-longer-watched",
	level: "warning",
	detail: `no entry of the policy names ${require_core.listed(paths.map(require_core.quote), 3)} any more: nothing judges ${paths.length === 1 ? "it" : "them"}`
});
/** What git itself doesn't look into, and that leads elsewhere at head: submodules, links, pointers to folders. */
function runFindings({ submodules, links, files, others }, watched) {
	const regular = new Set(files.flatMap(({ path, base }) => base === null ? [] : [path]));
	const holdsModels = (folder) => watched.planOf(`${folder}/model.onnx`) !== null;
	const isNamed = (folder) => (watched.planOf(`${folder}/model.onnx`)?.rule ?? null) !== null;
	return [
		...submodules.filter(holdsModels).map((path) => warning("submodule-changed", `${require_core.quote(path)} is a submodule and points elsewhere: models in it aren't looked at`)),
		...links.filter((path) => !regular.has(path) && watched.planOf(path) !== null).map((path) => warning("link-changed", `${require_core.quote(path)} is a symbolic link that leads elsewhere: links aren't followed`)),
		...others.filter((path) => /\.dvc$/i.test(path) && isNamed(path.slice(0, -4))).map((path) => warning("pointer-changed", `${require_core.quote(path)} points elsewhere: what it stands for isn't in git`))
	];
}
const warning = (code, detail) => ({
	code,
	level: "warning",
	detail
});

// src/gate/find/find.ts
/** The models that a pull request touches: by their own file, by another path, by the weights beside them. */
async function findModels(question) {
	const { base, head, catalog, watched, include } = question;
	const wanted = (path) => [catalog, watched].some((one) => one.planOf(path) !== null || one.isExternal(path) || one.mayBeModel(path));
	const [diff, atHead] = await Promise.all([question.diff(base, head, wanted), question.list(head, wanted)]);
	const kinds = await require_kinds.kindsOf(diff.files, catalog, question.start);
	const planOf = plansWith(catalog, kinds);
	const sight = {
		diff,
		atHead,
		kinds,
		planOf
	};
	const look = require_look.createLook(question.open);
	const are = new Set(await require_look.changedModels(diff.files, look));
	const sides = diff.files.map((file) => are.has(file) ? onlySides(file, planOf, watched) : {
		path: file.path,
		base: null,
		head: null
	});
	const paired = await require_look.pairModels(sides.filter(isOnASide), kinship(question, kinds));
	const touched = diff.files.filter((_, i) => !isOnASide(sides[i]));
	const beside = besides(catalog, touched);
	const isAsked = (file) => {
		const plan = planOf(file);
		return plan !== null && (plan.rule !== null || include(file.path) || beside(plan).length > 0);
	};
	const named = atHead.filter((file) => planOf(file) !== null);
	const heads = await require_look.modelsAmong(named.filter((file) => !require_core.isSharedPath(file.path) || isAsked(file)), look);
	const extra = heads.filter(({ path }) => include(path));
	const needsBase = touched.length > 0 || atHead.length > named.length || extra.length > 0 || watched !== catalog;
	const atBase = base === null || !needsBase ? [] : await question.list(base, wanted);
	const changes = withFurther(paired, {
		heads,
		extra,
		atBase,
		planOf,
		beside
	});
	const planned = plannedOf(changes, question, sight, atBase);
	const lost = lostModels({
		catalog,
		watched,
		diff,
		atBase
	});
	const all = [...planned, ...lost.changes];
	const taken = new Set(changes.map((change) => change.head?.path));
	return {
		changes: all,
		unchanged: heads.filter(({ path }) => !taken.has(path)).length,
		paths: [.../* @__PURE__ */ new Set([
			...heads.map(({ path }) => require_core.modelName(path)),
			...all.flatMap(({ base: b }) => b === null ? [] : require_core.modelName(b.path)),
			...atBase.flatMap(({ path }) => watched.planOf(path) === null ? [] : [require_core.modelName(path)])
		])],
		submodules: diff.submodules,
		findings: [...runFindings(diff, watched), ...lost.findings]
	};
}
/** Beside the models whose own files differ, those whose weights do, and those that are asked for. */
function withFurther(paired, further) {
	const { heads, extra, atBase, planOf, beside } = further;
	const changes = [...paired];
	const baseFiles = new Map(atBase.map((file) => [file.path, file]));
	const taken = new Set(changes.map((change) => change.head?.path));
	const include = (change, file) => {
		if (taken.has(file.path)) return;
		taken.add(file.path);
		changes.push({
			change,
			base: baseFiles.get(file.path) ?? null,
			head: file
		});
	};
	for (const file of heads) {
		const plan = planOf(file);
		if (plan !== null && beside(plan).length > 0) include("changed", file);
	}
	for (const file of extra) include("unchanged", file);
	return changes;
}
/** The changes with their plans, and the weights beside the models on both sides. */
function plannedOf(changes, { catalog, watched }, { atHead, kinds, planOf }, atBase) {
	const weights = (files) => files.filter((file) => planOf(file) === null);
	const [besideHead, besideBase] = [besides(catalog, weights(atHead)), besides(watched, weights(atBase))];
	return changes.map((change) => {
		const { base, head } = change;
		const plan = planOfChange(change, planOf, watched);
		const basePlan = base === null ? null : watched.planOf(base.path) ?? plan;
		return {
			...change,
			plan,
			headExternal: head === null ? [] : besideHead(plan),
			baseExternal: basePlan === null ? [] : besideBase(basePlan),
			baseKind: base === null ? null : kinds.get(base) ?? require_catalog.uncountedByName(base.path),
			headKind: head === null ? null : kinds.get(head) ?? require_catalog.uncountedByName(head.path),
			lost: false
		};
	});
}
/** A file's plan by its path, or by what its first bytes say it is. */
function plansWith(catalog, kinds) {
	return (file) => {
		const kind = kinds.get(file);
		return kind === void 0 ? catalog.planOf(file.path) : catalog.planOfKind(file.path, kind);
	};
}
/** The sides that are models; one that only base's policy watches, where it is gone. */
const onlySides = ({ path, base, head }, planOf, watched) => ({
	path,
	base: base !== null && (planOf(base) !== null || head === null && watched.planOf(path) !== null) ? base : null,
	head: head !== null && planOf(head) !== null ? head : null
});
const isOnASide = ({ base, head }) => base !== null || head !== null;
function planOfChange({ base, head }, planOf, watched) {
	const file = head ?? base;
	const plan = file === null ? null : planOf(file) ?? watched.planOf(file.path);
	if (plan === null) throw new require_core.Fault("internal", `${file?.path ?? ""} has no plan`, "please report this");
	return base === null ? require_catalog.asNew(plan) : plan;
}
function kinship({ catalog, watched, open }, kinds) {
	return {
		idOf({ path }, side) {
			const plan = (side === "base" ? watched.planOf(path) ?? catalog.planOf(path) : catalog.planOf(path)) ?? null;
			return plan?.rule?.id === void 0 || plan.rule.id === null ? null : plan.id;
		},
		async structureOf(file) {
			if (kinds.has(file)) return null;
			const { readFile } = await Promise.resolve().then(() => require("./gate-side.js")).then((n) => n.side_exports);
			const { structureOf } = await Promise.resolve().then(() => require("./gate-find-look.js")).then((n) => n.structure_exports);
			try {
				return structureOf(await readFile(open, file));
			} catch {
				return null;
			}
		}
	};
}

// src/gate/find/groups.ts
/** The groups of the policy that a change touches. All their models belong to the sum, whatever `paths` this run is narrowed to. */
async function touchedGroups(question) {
	const { policy, changes } = question;
	const ids = changes.map(({ base, head }) => new Set([base, head].flatMap((file) => idsOf(policy, file === null ? void 0 : require_core.modelName(file.path)))));
	const rules = policy.groups.filter(({ id }) => ids.some((own) => own.has(id)));
	if (rules.length === 0) return {
		touched: [],
		others: []
	};
	const taken = new Set(changes.flatMap(({ base, head }) => [base?.path, head?.path]));
	const isAsked = (path) => !taken.has(path) && require_catalog.groupsOf(policy, require_core.modelName(path)).some((rule) => rules.includes(rule));
	const others = await unchangedModels(question, isAsked);
	const otherIds = others.map(({ plan }) => new Set(idsOf(policy, plan.path)));
	return {
		touched: rules.map((rule) => ({
			rule,
			changed: placesOf(ids, rule),
			others: placesOf(otherIds, rule)
		})),
		others
	};
}
const idsOf = (policy, path) => path === void 0 ? [] : require_catalog.groupsOf(policy, path).map(({ id }) => id);
const placesOf = (ids, { id }) => ids.flatMap((own, i) => own.has(id) ? [i] : []);
async function unchangedModels({ policy, base, head, list, open }, isAsked) {
	const catalog = require_catalog.catalogOf(policy);
	const wanted = (path) => catalog.isExternal(path) || isAsked(path) && catalog.planOf(path) !== null;
	const [atBase, atHead] = await Promise.all([base === null ? [] : list(base, wanted), list(head, wanted)]);
	const [before, after] = [atBase, atHead].map((files) => new Map(files.map((file) => [file.path, file])));
	const paths = [...new Set([...atBase, ...atHead].map(({ path }) => path))].toSorted();
	const look = require_look.createLook(open);
	const models = new Set((await require_look.modelsAmong([...atBase, ...atHead], look)).map(({ path }) => path));
	return paths.flatMap((path) => {
		const plan = isAsked(path) && models.has(path) ? catalog.planOf(path) : null;
		if (plan === null) return [];
		const beside = (files) => files.filter((file) => catalog.belongs(plan, file.path));
		const [was, is] = [before?.get(path) ?? null, after?.get(path) ?? null];
		const change = {
			change: "unchanged",
			base: was,
			head: is,
			plan: was === null ? require_catalog.asNew(plan) : plan
		};
		const counted = {
			baseKind: null,
			headKind: null,
			lost: false
		};
		return [{
			...change,
			...counted,
			baseExternal: beside(atBase),
			headExternal: beside(atHead)
		}];
	});
}
/** Judges the sum of each touched group. `changed` and `others` are outcomes, in the order of the changes. */
async function groupOutcomes({ touched }, policy, changed, others, acceptances) {
	if (touched.length === 0) return [];
	const { judgeGroup } = await Promise.resolve().then(() => require("./judge-group.js"));
	return touched.map((group) => {
		const members = [...group.changed.map((i) => changed[i]), ...group.others.map((i) => others[i])];
		const isIn = (path) => require_catalog.groupsOf(policy, path).includes(group.rule);
		const own = members.flatMap((cases) => cases?.[0] ?? []);
		const count = own.filter(({ head, path }) => head !== null && isIn(path)).length;
		return judgeGroup(group.rule, policy, `sum of ${count} models`, own, isIn, acceptances);
	});
}

// src/gate/find/earlier.ts
/** Each changed model at the state that the policy's `against` names. A state that isn't known is missing from the answer. */
async function earlierModels(question) {
	const { policy, base, changes, treeOf, list } = question;
	const none = {
		models: changes.map(() => null),
		findings: [],
		isUnknown: false
	};
	const { against } = policy;
	if (against === null || base === null || changes.length === 0) return none;
	const name = anchorText(against);
	const tree = await treeOf?.(against, base) ?? null;
	if (tree === null) return {
		...none,
		isUnknown: true
	};
	const catalog = require_catalog.catalogOf(policy);
	const files = await list(tree, (path) => catalog.planOf(path) !== null || catalog.isExternal(path));
	const byPath = new Map(files.map((file) => [file.path, file]));
	const models = changes.map(({ base: before, head, plan }) => {
		if (head === null) return null;
		const file = byPath.get(before?.path ?? head.path) ?? null;
		return {
			name,
			file,
			external: files.filter((one) => catalog.belongs({
				...plan,
				path: require_core.modelName(file?.path ?? "")
			}, one.path))
		};
	});
	return {
		models,
		isUnknown: false,
		findings: models.flatMap((one, i) => one?.file === null && changes[i]?.base ? [changes[i].plan.path] : []).map((path) => ({
			code: "no-anchor",
			level: "warning",
			detail: `${path} has no file of that name at ${name}: its increases are held to base alone`
		}))
	};
}

// src/gate/find/unmatched.ts
/**
* Entries and groups of the policy that no model fits: a typing mistake there must not let a model pass unjudged.
* @param paths every model of both sides
*/
function unmatchedEntries(policy, paths) {
	const used = new Set(paths.map((path) => require_catalog.planFor(policy, path)?.rule));
	const grouped = new Set(policy.groups.length === 0 ? [] : paths.flatMap((path) => require_catalog.groupsOf(policy, path)));
	const unused = [...policy.models.filter((rule) => !used.has(rule)).map(({ path }) => `the entry with path ${path}`), ...policy.groups.filter((rule) => !grouped.has(rule)).map(({ id }) => `the group ${id}`)];
	if (paths.length === 0 && policy.root !== "") unused.push(`a path below ${policy.root}/, which is what a policy there is about`);
	return unused.map((what) => ({
		code: "unmatched-entry",
		level: "warning",
		detail: `${policy.path ?? "the policy"}: no model fits ${what}`
	}));
}

// src/gate/find/shards.ts
/**
* `2/5` as a shard; null if nothing is asked for.
* @throws Fault `usage`
*/
function shardOf$1(text) {
	if (text === void 0 || text === "") return null;
	const [, index = 0, of = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
	if (index >= 1 && index <= of) return {
		index,
		of
	};
	throw new require_core.Fault("usage", `shard: '${text}' is no shard`, "write 2/5 for the second of five");
}
/** Bytes that weigh as much as reading and counting a model's structure, by fetching and loading them. */
const BYTES_A_UNIT = 16 * (1 << 20);
/** What measuring a model's latency weighs beside counting it. */
const MEASURED = 20;
/**
* What judging a change costs, in units of counting a small model: one for each case, more for large files, and many times as
* much where latency is measured. Only sizes that are known without fetching count, so that every job comes to the same figure.
*/
async function loadOf(change, bytes) {
	const { base, head, baseExternal, headExternal, plan } = change;
	const files = [
		base,
		head,
		...baseExternal,
		...headExternal
	].flatMap((file) => file ?? []);
	const total = (await Promise.all(files.map(bytes))).reduce((sum, size) => sum + Number(size ?? 0n), 0);
	const isMeasured = plan.bench && head !== null && plan.cases.some(({ budgets }) => budgets.has("latency") || budgets.has("load"));
	const unit = 1 + Math.ceil(total / BYTES_A_UNIT);
	return {
		path: head?.path ?? base?.path ?? "",
		cost: unit * plan.cases.length * (isMeasured ? MEASURED : 1)
	};
}
/**
* The shard, from 1, of each load: the costliest first, each to the shard that has least so far. The same loads in any order give the
* same shards.
*/
function spread(loads, of) {
	const totals = Array.from({ length: of }, () => 0);
	const shards = loads.map(() => 1);
	const order = loads.map((_, i) => i).toSorted((i, j) => compare(loads[i], loads[j]));
	for (const i of order) {
		const least = totals.indexOf(Math.min(...totals));
		totals[least] = (totals[least] ?? 0) + (loads[i]?.cost ?? 0);
		shards[i] = least + 1;
	}
	return shards;
}
function compare(a, b) {
	if (a === void 0 || b === void 0) return 0;
	return b.cost - a.cost || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
/** Names a way of spreading: jobs that came to another one don't belong together. */
function fingerprint(loads, shards) {
	const lines = loads.map(({ path }, i) => `${path}\0${shards[i] ?? 0}`).toSorted();
	let hash = 14695981039346656037n;
	for (const byte of new TextEncoder().encode(lines.join("\n"))) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 1099511628211n);
	return hash.toString(16).padStart(16, "0");
}
/** No more jobs than models; if their number is unknown, as many as asked for. */
function planOf(loads, most, isOpen) {
	const of = isOpen ? most : Math.max(1, Math.min(most, loads.length));
	const assigned = spread(loads, of);
	return {
		shards: Array.from({ length: of }, (_, i) => {
			const own = loads.filter((_load, k) => assigned[k] === i + 1);
			const cost = own.reduce((sum, load) => sum + load.cost, 0);
			return {
				shard: `${i + 1}/${of}`,
				index: i + 1,
				of,
				models: own.length,
				cost
			};
		}),
		models: loads.length
	};
}

// src/gate/watched.ts
/**
* What keeps a model that base's policy watches from being judged at head as it was at base; null if nothing does. One answer for each
* change, in order.
*/
async function blindSpots(changes, { watched, head, submodules, list }) {
	const gone = changes.flatMap(({ base, head: now }) => base !== null && now === null ? [stemOf(base.path)] : []);
	const stems = new Set(gone);
	const successors = /* @__PURE__ */ new Map();
	const beside = gone.length === 0 ? [] : await list(head, (path) => stems.has(stemOf(path)));
	for (const { path } of beside) {
		const stem = stemOf(path);
		if (successors.get(stem)?.push(path) === void 0) successors.set(stem, [path]);
	}
	return changes.map((change) => {
		const { base, plan, lost } = change;
		const before = base === null ? null : watched.planOf(base.path);
		if (base === null || before === null) return null;
		if (lost) return { kind: "left-alone" };
		if (change.head === null) return escapeOf(base.path, submodules, successors.get(stemOf(base.path)) ?? []);
		if (change.head.path === base.path) return lostWeights(change);
		return loosensPlan(before, plan) ? {
			kind: "renamed",
			to: change.head.path
		} : null;
	});
}
/** True if the policy has a limit that could fail the model. */
function isBudgeted(plan) {
	const { cases, unsupportedOps } = plan;
	return require_catalog.hasContract(plan) || unsupportedOps === "fail" || cases.some(({ budgets }) => [...budgets.values()].some(({ max, fail, growth }) => max !== null || fail !== null || growth.size > 0));
}
function escapeOf(path, submodules, successors) {
	const within = submodules.find((one) => path === one || path.startsWith(`${one}/`));
	if (within !== void 0) return {
		kind: "submodule",
		path: within
	};
	return successors.length > 0 ? {
		kind: "replaced",
		by: require_judge.someOf(successors, 3)
	} : { kind: "gone" };
}
/** Weights beside a model that stays where it is: without them its size isn't what is judged. */
function lostWeights({ baseExternal, headExternal }) {
	const still = new Set(headExternal.map(({ path }) => path));
	const lost = baseExternal.flatMap(({ path }) => still.has(path) ? [] : [path]);
	return lost.length === 0 ? null : {
		kind: "weights-gone",
		files: require_judge.someOf(lost, 3)
	};
}
/** A path up to the first dot of its name: `m.onnx`, `m.onnx.gz` and `m.ort` are of one stem. */
function stemOf(path) {
	const name = path.lastIndexOf("/") + 1;
	const dot = path.indexOf(".", name + 1);
	return dot === -1 ? path : path.slice(0, dot);
}

// src/gate.ts
/**
* The gate: finds the models that differ between base and head, counts both, judges them by the policy.
* One model's failure is that model's outcome and never stops the others.
* @throws Fault if nothing can be judged: `bad-policy`, `missing-policy`, git failures
*/
async function runGate(host, options) {
	const { base, head } = options;
	const surveyed = await survey(host, options);
	const { policies, built, found } = surveyed;
	const { changes, plan } = await shardOf(host, found.changes, options.shard);
	const accept = (policies.base ?? policies.judge).accept;
	const accepted = await acceptedBy(host, options, policies, changes);
	const watches = await watch(host, options, surveyed, changes);
	const earlier = await earlierModels({
		policy: policies.judge,
		base: base?.tree ?? null,
		changes,
		treeOf: host.earlier === void 0 ? void 0 : async (...asked) => host.earlier?.(...asked, options.now) ?? null,
		list: async (tree, wanted) => host.list(tree, wanted)
	});
	const tasks = changes.map((change, i) => {
		const anchor = earlier.models[i] ?? null;
		return {
			change,
			acceptances: accepted.acceptances,
			...watches[i],
			...anchor === null ? {} : { anchor }
		};
	});
	const outcomes = await judgeAll(host, options, tasks);
	const measured = await measure(options.bench, policies.judge.bench, changes, outcomes);
	const models = await located(host, options, policies, await withTimes(tasks, outcomes, measured.outcomes));
	const sums = await groupSums(host, options, surveyed, {
		tasks,
		outcomes
	}, accepted.acceptances);
	const unmatched = options.paths === void 0 ? unmatchedEntries(policies.judge, found.paths) : [];
	return require_gate_report.gateReport({
		version: options.version,
		createdAt: options.now.toISOString(),
		base: base === null ? null : {
			sha: base.sha,
			how: base.how
		},
		head: {
			sha: head.sha,
			how: head.how
		},
		models: [...models, ...sums],
		policy: {
			path: policies.judge.path,
			from: policies.from,
			changes: policies.changed ? comparePolicies(policies.base, policies.head, found.paths) : [],
			...isStrict(policies) ? { strict: true } : {},
			accept: {
				label: accept.label,
				trailer: accept.trailer,
				max: accept.max
			}
		},
		findings: [
			...policies.findings,
			...found.findings,
			...accepted.findings,
			...earlier.findings,
			...unmatched
		],
		acceptances: accepted.acceptances,
		incomplete: earlier.isUnknown ? [...built.incomplete, { kind: "no-anchor" }] : built.incomplete,
		environment: measured.environment,
		shard: options.shard === void 0 ? null : {
			...options.shard,
			plan
		},
		comment: louder((policies.base ?? policies.judge).comment, policies.judge.comment),
		...built.notes.length === 0 ? {} : { builds: built.notes }
	}, (options.shard?.index ?? 1) === 1 ? found.unchanged : 0);
}
/** The models with the lines of the policy that they break. */
async function located(host, { base, head }, { judge, from }, models) {
	const tree = (from === "base" ? base : head)?.tree;
	if (!models.some(({ judgements }) => judgements.some(({ broke }) => broke !== null)) || tree === void 0 || judge.path === null) return models;
	const { withPolicyLines } = await Promise.resolve().then(() => require("./gate-find-policy-lines.js"));
	return withPolicyLines(models, judge, await host.text(tree, judge.path));
}
/**
* How the changed models would be spread over at most `most` jobs.
* @throws Fault as `runGate`
*/
async function planGate(host, options, most) {
	const { policies, found } = await survey(host, options, false);
	return planOf(await loadsOf(host, found.changes), most, policies.judge.build !== null);
}
/** Base's policy says who may accept what, so that no pull request writes its own permission. */
async function acceptedBy(host, { base, head, policyFrom, decisions }, policies, changes) {
	const rule = (policies.base ?? policies.judge).accept;
	if (changes.length === 0 && !isStrict(policies)) return {
		acceptances: [],
		findings: []
	};
	const known = async () => base === null ? [] : host.messages(base.tree, head.tree);
	const commits = async () => decisions === void 0 ? known() : decisions.commits(known, needsSigners(rule));
	let owners = "";
	for (const place of rule.by.includes("codeowners") ? ownerPlaces : []) owners ||= await host.text((base ?? head).tree, place) ?? "";
	return readAcceptances({
		rule,
		commits: policyFrom === "base" ? async () => [] : commits,
		ownersOf: readOwners(owners),
		models: changes.map(({ plan }) => plan),
		...decisions === void 0 ? {} : { decisions }
	});
}
/** The policy's groups. Of a shard the first judges them, whoever judges their models. */
async function groupSums(host, options, { policies, found }, { tasks, outcomes }, acceptances) {
	const { judge: policy } = policies;
	if (policy.groups.length === 0 || (options.shard?.index ?? 1) > 1) return [];
	const { changes } = found;
	const list = async (tree, wanted) => host.list(tree, wanted);
	const trees = {
		base: options.base?.tree ?? null,
		head: options.head.tree
	};
	const open = async (file) => host.open(file);
	const groups = await touchedGroups({
		policy,
		...trees,
		changes,
		list,
		open
	});
	if (groups.touched.length === 0) return [];
	const own = new Map(tasks.map(({ change }, i) => [change, outcomes[i] ?? []]));
	const wanted = new Set(groups.touched.flatMap(({ changed }) => changed));
	const missing = [...changes.filter((change, i) => wanted.has(i) && !own.has(change)), ...groups.others];
	const more = await judgeAll(host, options, missing.map((change) => ({
		change,
		acceptances: []
	})));
	const all = new Map([...own, ...missing.map((change, i) => [change, more[i] ?? []])]);
	const outcomesOf = (some) => some.map((change) => all.get(change) ?? []);
	return groupOutcomes(groups, policy, outcomesOf(changes), outcomesOf(groups.others), acceptances);
}
/** What there is to judge, and by which rules. */
async function survey(host, options, builds = true) {
	const { base, head, progress = () => void 0 } = options;
	progress({
		stage: "policy",
		done: 0,
		of: null,
		what: ""
	});
	const policies = await require_policies.readPolicies({
		base: base?.tree ?? null,
		head: head.tree,
		from: options.policyFrom,
		...options.config === void 0 ? {} : { config: options.config },
		text: async (tree, path) => host.text(tree, path),
		remote: options.remote
	});
	const built = await buildModels({
		policies,
		base: base?.tree ?? null,
		head: head.tree,
		list: async (tree, wanted) => host.list(tree, wanted),
		build: host.build === void 0 || !builds ? null : async (order) => {
			progress({
				stage: "build",
				done: 0,
				of: null,
				what: order.head.run
			});
			return await host.build?.(order) ?? [];
		}
	});
	progress({
		stage: "changes",
		done: 0,
		of: null,
		what: ""
	});
	const catalog = require_catalog.catalogOf(policies.judge, options.paths);
	const watched = !policies.changed || policies.from === "base" || base === null ? catalog : require_catalog.catalogOf(policies.base ?? require_policies.defaultPolicy, options.paths);
	return {
		policies,
		watched,
		built,
		found: await find(host, options, policies, {
			catalog,
			watched
		})
	};
}
async function loadsOf(host, changes) {
	return Promise.all(changes.map(async (change) => loadOf(change, async (file) => host.bytes(file))));
}
/** The changes that this run takes, and the name of the way in which they are spread. */
async function shardOf(host, changes, shard) {
	if (shard === void 0) return {
		changes,
		plan: ""
	};
	const loads = await loadsOf(host, changes);
	const shards = spread(loads, shard.of);
	return {
		changes: changes.filter((_, i) => shards[i] === shard.index),
		plan: fingerprint(loads, shards)
	};
}
/** Nothing that base's policy watches leaves its budgets in silence: what would let it is found here, for each change. */
async function watch(host, { policyFrom, head, base }, { policies, watched, found: { submodules } }, changes) {
	if (base === null) return [];
	const strict = isStrict(policies);
	const list = async (tree, wanted) => host.list(tree, wanted);
	const blind = await blindSpots(changes, {
		watched,
		head: head.tree,
		submodules,
		list
	});
	return changes.map(({ base: before, plan }, i) => {
		const fork = policyFrom === "base" && before !== null && isBudgeted(watched.planOf(before.path) ?? plan);
		const spot = blind[i] ?? null;
		return fork || strict || spot !== null ? { watch: {
			blind: spot,
			fork,
			strict
		} } : {};
	});
}
/** Of either side: a pull request doesn't take away what it would fail by. */
const isStrict = ({ base, judge }) => judge.strict || base?.strict === true;
async function find(host, { base, head, all }, policies, { catalog, watched }) {
	const isRuledAnew = (path) => {
		if (!policies.changed || policies.from !== "head") return false;
		const plan = catalog.planOf(path);
		if (policies.base === null) return plan !== null && plan.rule !== null;
		const changes = comparePolicies(policies.base, policies.head, [require_core.modelName(path)]);
		return plan !== null && changes.some(({ where }) => where !== policies.head?.path);
	};
	return findModels({
		base: base?.tree ?? null,
		head: head.tree,
		catalog,
		watched,
		include: (path) => all === true || isRuledAnew(path),
		diff: async (a, b, wanted) => host.diff(a, b, wanted),
		list: async (tree, wanted) => host.list(tree, wanted),
		start: async (file, length) => host.start(file, length),
		open: async (file) => host.open(file)
	});
}
/** Counts what changed and judges it, nothing measured yet; the heavy part of the program is loaded here, if at all. */
async function judgeAll(host, { concurrency = 2, progress = () => void 0, threads }, tasks) {
	if (tasks.length === 0) return [];
	const { filesOf, outcomesOf } = await Promise.resolve().then(() => require("./gate-work-outcomes.js")).then((n) => n.outcomes_exports);
	await host.prefetch(tasks.flatMap(({ change }) => filesOf(change)));
	const files = {
		open: async (file) => host.open(file),
		bytesOf: async (file) => await require_kinds.pointedBytes(file, host) ?? host.bytes(file)
	};
	let done = 0;
	const begun = ({ change }) => {
		progress({
			stage: "count",
			done,
			of: tasks.length,
			what: change.plan.path
		});
		done += 1;
	};
	const { judgeInThreads } = await Promise.resolve().then(() => require("./gate-work-crew.js"));
	return await judgeInThreads(threads, tasks, files, begun) ?? outcomesOf(tasks, files, concurrency, begun);
}

Object.defineProperty(exports, "planGate", {
  enumerable: true,
  get: function () {
    return planGate;
  }
});
Object.defineProperty(exports, "runGate", {
  enumerable: true,
  get: function () {
    return runGate;
  }
});
Object.defineProperty(exports, "shardOf", {
  enumerable: true,
  get: function () {
    return shardOf$1;
  }
});