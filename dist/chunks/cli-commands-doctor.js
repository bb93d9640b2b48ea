const require_yaml = require("./policy-yaml.js");
const require_core = require("./core.js");
const require_map_pool = require("./gate-map-pool.js");
const require_side = require("./gate-side.js");
const require_judge = require("./judge-judge.js");
const require_catalog = require("./gate-find-catalog.js");
const require_kinds = require("./gate-find-kinds.js");
const require_policies = require("./gate-find-policies.js");
const require_init = require("./gate-setup-init.js");
const require_repository = require("./host-git-repository.js");
const require_porcelain = require("./host-git-porcelain.js");
const require_run_git = require("./host-git-run-git.js");
const require_revision = require("./host-git-revision.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/gate/setup/doctor-workflows.ts
const fields = (value) => typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
const list = (value) => Array.isArray(value) ? value : [];
const text = (value) => typeof value === "string" ? value : "";
const isFlopgate = (uses, isOwn) => /(?:^|\/)flopgate(?:\/[^@]*)?@/.test(uses) || isOwn && uses === "./";
/**
* What keeps a workflow that runs Flopgate from doing it well; nothing for other workflows.
* @param isOwn the repository is Flopgate's own, where the action is `./`
*/
function adviseWorkflow(path, yaml, isOwn) {
	let tree;
	try {
		tree = require_yaml.parseYaml(yaml, path);
	} catch (thrown) {
		if (!/\bflopgate\b/.test(yaml)) return [];
		return [{
			check: "workflow",
			level: "bad",
			text: require_core.visible(require_core.asFault(thrown).message),
			hint: "fix the YAML"
		}];
	}
	const place = {
		path,
		tree
	};
	const workflow = fields(tree.value);
	const jobs = Object.entries(fields(workflow["jobs"])).filter(([, job]) => list(fields(job)["steps"]).some((step) => isFlopgate(text(fields(step)["uses"]), isOwn)));
	if (jobs.length === 0) return [];
	const triggers = triggersOf(workflow["on"]);
	const advice = [...adviseTriggers(place, triggers), ...jobs.flatMap(([name, job]) => adviseJob(place, name, fields(job), workflow, triggers, isOwn))];
	return [{
		check: "workflow",
		level: "good",
		text: `${require_core.visible(path)} runs Flopgate`,
		hint: null
	}, ...advice];
}
/** Event \u2192 its filters; `on` may be a word, a list or a map. */
function triggersOf(on) {
	if (typeof on === "string") return /* @__PURE__ */ new Map([[on, {}]]);
	if (Array.isArray(on)) return new Map(on.map((name) => [text(name), {}]));
	return new Map(Object.entries(fields(on)).map(([name, filters]) => [name, fields(filters)]));
}
const at = ({ path, tree }, keys) => `${require_core.visible(path)}:${tree.locate(keys).line}`;
function adviseTriggers(place, triggers) {
	const advice = [];
	for (const [event, filters] of triggers) {
		for (const filter of ["paths", "paths-ignore"].filter((name) => name in filters && event.startsWith("pull_request"))) advice.push({
			check: "paths-filter",
			level: "warn",
			text: `${at(place, [
				"on",
				event,
				filter
			])}: ${event} is filtered by ${filter}: as a required check it stays pending for ever where nothing fits`,
			hint: `take ${filter} away: without changed models Flopgate ends at once with exit code 0`
		});
		const types = list(filters["types"]).map(text);
		if (event === "pull_request" && types.length > 0 && !types.includes("synchronize")) advice.push({
			check: "event-types",
			level: "warn",
			text: `${at(place, [
				"on",
				event,
				"types"
			])}: pull_request without synchronize: later pushes aren't judged`,
			hint: "add synchronize to types, or take types away"
		});
	}
	if (triggers.has("pull_request_target")) advice.push({
		check: "privileged-event",
		level: "bad",
		text: `${at(place, ["on", "pull_request_target"])}: under pull_request_target the job has the base's rights beside a stranger's files, and build: is refused`,
		hint: "use pull_request; for comments on pull requests from forks a second workflow with mode: report"
	});
	if (triggers.has("pull_request") && !triggers.has("merge_group")) advice.push({
		check: "merge-queue",
		level: "good",
		text: `${at(place, ["on"])}: no merge_group: add it before a merge queue requires this check`,
		hint: null
	});
	return advice;
}
function adviseJob(place, name, job, workflow, triggers, isOwn) {
	const steps = list(job["steps"]).map(fields);
	const index = steps.findIndex(({ uses }) => isFlopgate(text(uses), isOwn));
	const where = at(place, [
		"jobs",
		name,
		"steps",
		index
	]);
	const inputs = fields(steps[index]?.["with"]);
	const isReport = inputs["mode"] === "report" || triggers.has("workflow_run") && inputs["mode"] === void 0;
	const checkout = steps.slice(0, index).find(({ uses }) => text(uses).startsWith("actions/checkout@"));
	return [
		...advisePermissions(place, name, job, workflow, inputs, isReport),
		...adviseCheckout(where, checkout, isReport),
		...adviseOutcome(where, job, steps[index] ?? {})
	];
}
function adviseCheckout(where, checkout, isReport) {
	if (isReport) return checkout === void 0 ? [] : [{
		check: "checkout",
		level: "warn",
		text: `${where}: mode: report has a checkout before it, in a job with rights`,
		hint: "take the checkout away: report needs none"
	}];
	if (checkout === void 0) return [{
		check: "checkout",
		level: "bad",
		text: `${where}: no actions/checkout before it`,
		hint: "add a step uses: actions/checkout, with persist-credentials: false"
	}];
	const ref = text(fields(checkout["with"])["ref"]);
	return /pull_request\.head/.test(ref) ? [{
		check: "checkout-ref",
		level: "warn",
		text: `${where}: the checkout is of the pull request's head, not of what merging would make`,
		hint: "take ref away: the default is the merge commit, whose first parent is the exact base"
	}] : [];
}
function adviseOutcome(where, job, step) {
	return [job, step].some((one) => one["continue-on-error"] === true) ? [{
		check: "continue-on-error",
		level: "warn",
		text: `${where}: with continue-on-error a breach doesn't stop anything`,
		hint: "take it away; warn-only: true does the same openly"
	}] : [];
}
function advisePermissions(place, name, job, workflow, inputs, isReport) {
	const own = "permissions" in job;
	const given = own ? job["permissions"] : workflow["permissions"];
	const where = at(place, own ? [
		"jobs",
		name,
		"permissions"
	] : given === void 0 ? ["jobs", name] : ["permissions"]);
	const wanted = new Map([
		...isReport ? [["actions", "read"]] : [["contents", "read"]],
		...inputs["comment"] === "never" || inputs["shard"] !== void 0 ? [] : [["pull-requests", "write"]],
		...String(inputs["check-run"]) === "true" ? [["checks", "write"]] : []
	]);
	const add = `under permissions: of the job write ${[...wanted].map(([what, right]) => `${what}: ${right}`).join(", ")}`;
	if (given === void 0) return [{
		check: "permissions",
		level: "warn",
		text: `${where}: no permissions: what the token may do depends on the repository's settings`,
		hint: add
	}];
	if (given === "write-all") return [{
		check: "permissions",
		level: "warn",
		text: `${where}: write-all is more than it needs`,
		hint: add
	}];
	const rank = {
		none: 0,
		read: 1,
		write: 2
	};
	const rankOf = (right) => rank[text(right)] ?? 0;
	return [...wanted].filter(([what, right]) => rankOf(given === "read-all" ? "read" : fields(given)[what]) < rankOf(right)).map(([what, right]) => ({
		check: "permissions",
		level: what === "contents" || isReport ? "bad" : "warn",
		text: `${where}: ${what}: ${right} is missing: ${consequence[what] ?? ""}`,
		hint: add
	}));
}
const consequence = {
	contents: "the base can\u2019t be fetched from a private repository",
	"pull-requests": "no comment can be written; the verdict stands in the check and the summary",
	checks: "no check run can be made",
	actions: "the report of the other run can\u2019t be read"
};

// src/gate/setup/doctor-budgets.ts
/** Models that are counted for it, and pieces of advice that are given. */
const most = {
	models: 500,
	advice: 20
};
/** Budgets that can't decide though the model is the same as at base: each model as it lies, judged against itself. */
async function adviseBudgets(models, planOf, open) {
	const counter = require_side.createCounter(open);
	const advice = (await require_map_pool.mapPool(models.slice(0, most.models), 2, async (file) => {
		const plan = planOf(file.path);
		if (plan === null || plan.cases.every(({ budgets }) => budgets.size === 0)) return [];
		const sides = await counter.count(file, plan.cases, null);
		return plan.cases.flatMap((casePlan, i) => undecidedIn(plan, casePlan, sides[i] ?? null));
	})).flat();
	const rest = advice.length - most.advice;
	return [...advice.slice(0, most.advice), ...rest > 0 ? [undecided(`${rest} more budgets can't decide`)] : []];
}
function undecidedIn(plan, casePlan, side) {
	if (side?.kind !== "counted") return [];
	const outcome = require_judge.judgeModel({
		plan,
		casePlan,
		change: "unchanged",
		basePath: null,
		latency: null,
		acceptances: [],
		base: side,
		head: side
	});
	const name = casePlan.name === "" ? plan.id : `${plan.id} (${casePlan.name})`;
	return outcome.judgements.filter(({ verdict }) => verdict === "undecided").map((one) => undecided(`${require_core.visible(name)}: ${require_core.visible(require_core.judgementText(one, outcome))}`));
}
const undecided = (text) => ({
	check: "undecided-budget",
	level: "warn",
	text,
	hint: "give its open sizes under dims:, or take the budget away: it decides nothing"
});

// src/gate/setup/doctor-policy.ts
const worktree = { kind: "worktree" };
/** The policy: valid, with a model for every entry. `models` are the files that the gate would look at. */
async function advisePolicy(tools) {
	const { config } = tools;
	let policy;
	try {
		const text = async (tree, path) => tools.text(tree, path);
		const question = {
			base: null,
			head: worktree,
			from: "head",
			text
		};
		policy = (await require_policies.readPolicies(config === void 0 ? question : {
			...question,
			config
		})).judge;
	} catch (thrown) {
		const { message, hint } = require_core.asFault(thrown);
		return {
			advice: [{
				check: "policy",
				level: "bad",
				text: require_core.visible(message),
				hint: require_core.visible(hint)
			}],
			models: []
		};
	}
	const catalog = require_catalog.catalogOf(policy);
	const models = await tools.list(worktree, (path) => catalog.planOf(path) !== null);
	const used = new Set(models.map(({ path }) => catalog.planOf(path)?.rule));
	const advice = policy.models.filter((rule) => !used.has(rule)).map(({ path }) => {
		const built = policy.build !== null;
		return {
			check: "unmatched-entry",
			level: built ? "good" : "warn",
			text: `${policy.path ?? "the policy"}: no file fits the entry with path ${require_core.visible(path)}${built ? ": build: has to make it" : ""}`,
			hint: built ? null : "fix the path, take the entry away, or let build: make the model"
		};
	});
	const found = `${models.length} ${models.length === 1 ? "model" : "models"} found`;
	const uncounted = await require_kinds.uncountedIn(tools, catalog);
	if (uncounted.length > 0) advice.push(notCounted(uncounted.map(({ kind }) => kind.root)));
	const others = new Set(uncounted.map(({ file }) => file.path));
	const counted = models.filter(({ path }) => !others.has(path));
	if (counted.length === 0 && policy.path !== null) advice.push(nothingGuarded);
	const first = policy.path === null ? {
		check: "policy",
		level: "warn",
		text: `no policy: ${found}, nothing fails`,
		hint: "flopgate init writes one"
	} : {
		check: "policy",
		level: "good",
		text: `${policy.path} is valid, ${found}`,
		hint: null
	};
	const budgets = await adviseBudgets(counted, (path) => catalog.planOf(path), async (file) => tools.open(file));
	return {
		advice: [
			first,
			...advice,
			...budgets
		],
		models
	};
}
/** A repository without a model that is counted isn't fit, however well the rest is set up. */
const nothingGuarded = {
	check: "no-model",
	level: "warn",
	text: "no model that is counted was found: no budget but that on size is judged",
	hint: "commit the models, name them under models:, or let build: make them"
};
function notCounted(paths) {
	const roots = [...new Set(paths)];
	const more = roots.length > 3 ? ` and ${roots.length - 3} more` : "";
	return {
		check: "not-counted",
		level: "warn",
		text: `${roots.length} model ${roots.length === 1 ? "file" : "files"} of formats that aren't counted: ${roots.slice(0, 3).map((path) => require_core.visible(path)).join(", ")}${more}`,
		hint: "their size is judged alone: export them to a format that is counted, or list them under ignore:"
	};
}

// src/host/git/health.ts
/** Version of git, or of what a command of git's runs, by its own word; null if it can't be run. */
function versionOf(args) {
	return /\d+\.\d+(?:\.\d+)*/.exec(require_run_git.askGit(args) ?? "")?.[0] ?? null;
}
async function cloneState(root) {
	const git = await require_porcelain.openPorcelain(root);
	return {
		shallow: await require_revision.isShallow(git),
		partial: await require_repository.promisor(root) !== null,
		remote: await require_revision.remoteOf(git)
	};
}
/** Worktree files that are Git LFS pointers, and of those the ones whose object isn't here. */
async function pointersIn(root, files) {
	const pointers = [];
	const missing = [];
	for (const { path } of files) {
		const full = (0, node_path.join)(root, path);
		const pointer = require_repository.pointerInFile(full, (0, node_fs.statSync)(full, { throwIfNoEntry: false })?.size ?? 0);
		if (pointer === null) continue;
		pointers.push(path);
		if (await require_repository.findObject(root, pointer) === null) missing.push(path);
	}
	return {
		pointers,
		missing
	};
}

// src/cli/commands/doctor.ts
const command = {
	name: "doctor",
	summary: "what keeps Flopgate from working well here, and what to change",
	usage: "[options]",
	about: `Looks at git, the clone, Git LFS, the policy, the workflows that run Flopgate, Node and the runtime for measuring, and
says what to change. With --fitness it measures a small network against itself instead: how small a slow-down this
machine can show. Exit code 0: it will work. 2: something must be changed first.`,
	examples: ["flopgate doctor", "flopgate doctor --fitness"],
	flags: {
		config: {
			type: "string",
			value: "FILE",
			help: "policy; default: flopgate.yml, .github/flopgate.yml"
		},
		fitness: {
			type: "boolean",
			help: "try how well latency can be measured here"
		},
		time: {
			type: "string",
			value: "60s",
			help: "time for --fitness"
		},
		"runtime-path": {
			type: "string",
			value: "DIR",
			help: "folder of an installed onnxruntime-node, for --fitness"
		}
	},
	run
};
/** Oldest git whose commands are known to suffice. */
const LEAST_GIT = [2, 30];
const LEAST_NODE = 20;
async function run(args) {
	require_core.expectPositionals(command, args, 0, 0);
	if (args.has("fitness")) return (await Promise.resolve().then(() => require("./cli-commands-doctor-fitness.js"))).runFitness(args);
	const advice = await examine(args);
	const isBad = advice.some(({ level }) => level === "bad");
	if (args.has("json")) require_core.printJson(require_core.jsonDocument({
		schema: "flopgate/doctor/1",
		ok: !isBad,
		checks: advice
	}, 2));
	else require_core.print(require_core.term`${require_core.joined(advice.flatMap(linesOf), "\n")}\n`);
	return isBad ? 2 : 0;
}
const marks = {
	good: "ok  ",
	warn: "warn",
	bad: "bad "
};
const linesOf = ({ level, text, hint }) => [require_core.term`${marks[level]}  ${require_core.terminalText(text)}`, ...hint === null ? [] : [require_core.term`      hint: ${require_core.terminalText(hint)}`]];
async function examine(args) {
	const tools = [adviseNode(), adviseGit()];
	let repository;
	try {
		repository = await require_repository.openRepository(process.cwd());
	} catch (thrown) {
		return [...tools, bad("repository", require_core.asFault(thrown))];
	}
	const config = args.text("config");
	const policy = await advisePolicy({
		text: async (tree, path) => repository.text(tree, path),
		list: async (tree, wanted) => repository.list(tree, wanted),
		start: async (file, length) => repository.start(file, length),
		open: async (file) => repository.open(file),
		...config === void 0 ? {} : { config: require_core.inRepository(repository.root, config) }
	});
	const { pointers, missing } = await pointersIn(repository.root, policy.models);
	return [
		...tools,
		...adviseClone(await cloneState(repository.root)),
		...policy.advice,
		...adviseLfs(pointers, missing),
		...await adviseWorkflows(repository),
		await adviseRuntime(repository.root)
	];
}
function bad(check, { message, hint }) {
	return {
		check,
		level: "bad",
		text: message,
		hint
	};
}
function adviseNode() {
	const [major = 0] = process.versions.node.split(".").map(Number);
	return major >= LEAST_NODE ? {
		check: "node",
		level: "good",
		text: `Node ${process.versions.node}`,
		hint: null
	} : {
		check: "node",
		level: "bad",
		text: `Node ${process.versions.node} is too old`,
		hint: `install Node ${LEAST_NODE} or newer`
	};
}
function adviseGit() {
	const version = versionOf(["--version"]);
	if (version === null) return {
		check: "git",
		level: "bad",
		text: "git can\u2019t be run",
		hint: "install git and put it on PATH"
	};
	const [major = 0, minor = 0] = version.split(".").map(Number);
	return major < LEAST_GIT[0] || major === LEAST_GIT[0] && minor < LEAST_GIT[1] ? {
		check: "git",
		level: "warn",
		text: `git ${version} is old`,
		hint: `install git ${LEAST_GIT.join(".")} or newer`
	} : {
		check: "git",
		level: "good",
		text: `git ${version}`,
		hint: null
	};
}
function adviseClone({ shallow, partial, remote }) {
	const kind = `${shallow ? "shallow" : "full"}${partial ? ", partial" : ""} clone`;
	if (remote !== null || !shallow && !partial) return [{
		check: "clone",
		level: "good",
		text: `${kind}${shallow ? `: a base that isn't here is fetched from ${remote}` : ""}`,
		hint: null
	}];
	return [{
		check: "clone",
		level: "bad",
		text: `${kind} without a remote: a base that isn't here can't be fetched`,
		hint: "git remote add origin URL, or git fetch --unshallow from where the history is"
	}];
}
function adviseLfs(pointers, missing) {
	if (pointers.length === 0) return [];
	const installed = versionOf(["lfs", "version"]);
	const some = `${pointers.length} ${pointers.length === 1 ? "model is a" : "models are"} Git LFS ${pointers.length === 1 ? "pointer" : "pointers"}`;
	if (missing.length === 0) return [{
		check: "lfs",
		level: "good",
		text: `${some}, with their objects here`,
		hint: null
	}];
	const without = `${some}, ${missing.length} without the object (${missing[0]}${missing.length > 1 ? ", \u2026" : ""})`;
	return [installed === null ? {
		check: "lfs",
		level: "bad",
		text: `${without}, and git-lfs is not installed`,
		hint: "install git-lfs, then git lfs pull"
	} : {
		check: "lfs",
		level: "good",
		text: `${without}: those that a pull request changes are fetched when they are judged (git-lfs ${installed})`,
		hint: null
	}];
}
async function adviseWorkflows(repository) {
	const worktree = { kind: "worktree" };
	const isOwn = /^name: Flopgate$/m.test(await repository.text(worktree, "action.yml") ?? "");
	const files = await repository.list(worktree, require_init.isWorkflow);
	const advice = (await Promise.all(files.map(async ({ path }) => ({
		path,
		yaml: await repository.text(worktree, path)
	})))).flatMap(({ path, yaml }) => yaml === null ? [] : adviseWorkflow(path, yaml, isOwn));
	if (advice.length > 0) return advice;
	return [{
		check: "workflow",
		level: "warn",
		text: "no workflow runs Flopgate: pull requests aren\u2019t judged",
		hint: "flopgate init writes one"
	}];
}
/** Only looked for, never fetched: counting needs none. */
async function adviseRuntime(root) {
	const { lookForRuntime } = await Promise.resolve().then(() => require("./gate-setup-doctor-runtime.js"));
	const runtime = await lookForRuntime(root);
	return {
		check: "runtime",
		level: "good",
		text: runtime === null ? "no runtime here: it is fetched when latency is first measured" : `onnxruntime ${runtime}`,
		hint: null
	};
}

exports.command = command;