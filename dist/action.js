import { Tt as asFault, U as nearest, wt as Fault } from "./chunks/base.js";
import { n as readText } from "./chunks/files.js";
import { _ as artifactText, c as targetOf, d as publish, f as publishFailure, g as readFailure, h as failureMarkdown, i as idleReason, l as comment, m as artifactName, n as check, p as sayFailure, u as markerOf, v as pullsOfHead } from "./chunks/check.js";
import { r as shardOf } from "./chunks/gate.js";
import { n as keyPattern } from "./chunks/github-marker.js";
import { n as parseReport, t as maxReportBytes } from "./chunks/report-json.js";
import { t as markerLine } from "./chunks/markdown.js";
import { randomUUID } from "node:crypto";

// src/host/actions-event.ts
const SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/**
* Reads an event's payload.
* @param name GITHUB_EVENT_NAME; empty outside of a workflow
* @throws Fault `bad-event` where the payload lacks what its event always has
*/
function readEvent(name, payload) {
	const root = fieldsOf(name, payload, "");
	switch (name) {
		case "pull_request":
		case "pull_request_target": return pullRequest(name, root);
		case "push": {
			const before = root.optional("before");
			const after = root.text("after");
			return {
				kind: "push",
				ref: root.text("ref"),
				before: typeof before === "string" && SHA.test(before) && !isZero(before) ? before : null,
				after,
				deleted: root.optional("deleted") === true || isZero(after)
			};
		}
		case "merge_group": {
			const group = root.at("merge_group");
			return {
				kind: "merge_group",
				headSha: group.sha("head_sha"),
				baseSha: group.sha("base_sha")
			};
		}
		case "workflow_run": {
			const run = root.at("workflow_run");
			const repository = run.optional("head_repository");
			return {
				kind: "workflow_run",
				run: run.number("id"),
				attempt: run.number("run_attempt"),
				event: run.text("event"),
				headSha: run.sha("head_sha"),
				headBranch: run.text("head_branch"),
				headRepository: repository === void 0 || repository === null ? null : run.at("head_repository").text("full_name")
			};
		}
		default: return {
			kind: "other",
			name
		};
	}
}
function pullRequest(name, root) {
	const pull = root.at("pull_request");
	const [head, base] = [pull.at("head"), pull.at("base")];
	const user = pull.optional("user");
	const gone = head.optional("repo") === null || head.optional("repo") === void 0;
	return {
		kind: "pull_request",
		privileged: name === "pull_request_target",
		action: root.text("action"),
		number: pull.number("number"),
		headSha: head.sha("sha"),
		headBranch: head.text("ref"),
		baseBranch: base.text("ref"),
		fork: gone || head.at("repo").text("full_name") !== base.at("repo").text("full_name"),
		dependabot: user?.login === "dependabot[bot]"
	};
}
const isZero = (sha) => /^0+$/.test(sha);
function fieldsOf(event, value, path) {
	const bad = (what) => new Fault("bad-event", `the payload of ${event} ${what}${path === "" ? "" : ` in ${path.slice(1)}`}`, "the runner writes it (GITHUB_EVENT_PATH): update the runner, or give base and head as inputs");
	if (typeof value !== "object" || value === null) throw bad("is no object");
	const optional = (name) => Object.hasOwn(value, name) ? value[name] : void 0;
	const text = (name) => {
		const found = optional(name);
		if (typeof found !== "string") throw bad(`has no text ${name}`);
		return found;
	};
	return {
		optional,
		text,
		at: (name) => fieldsOf(event, optional(name), `${path}.${name}`),
		sha(name) {
			if (!SHA.test(text(name))) throw bad(`has no commit in ${name}`);
			return text(name);
		},
		number(name) {
			const found = optional(name);
			if (typeof found !== "number" || !Number.isSafeInteger(found)) throw bad(`has no number ${name}`);
			return found;
		}
	};
}

// src/host/actions-context.ts
/** GitHub's own bound for payloads is 25 MB; what is larger is no event. */
const MAX_PAYLOAD = 26214400;
/**
* @throws Fault `bad-event`, `no-runner` where a variable is missing that every runner sets
*/
function readContext(env) {
	const serverUrl = addressOf(env, "GITHUB_SERVER_URL", "https://github.com");
	const repository = required(env, "GITHUB_REPOSITORY");
	const run = Number(required(env, "GITHUB_RUN_ID"));
	const attempt = Number(env["GITHUB_RUN_ATTEMPT"] ?? "1");
	if (!/^[^/\s]+\/[^/\s]+$/.test(repository) || !Number.isSafeInteger(run) || !Number.isSafeInteger(attempt)) throw new Fault("no-runner", "GITHUB_REPOSITORY or GITHUB_RUN_ID is not as a runner sets it", runnerHint);
	return {
		repository,
		event: readEvent(env["GITHUB_EVENT_NAME"] ?? "", readPayload(env["GITHUB_EVENT_PATH"])),
		run,
		attempt,
		serverUrl,
		apiUrl: addressOf(env, "GITHUB_API_URL", "https://api.github.com"),
		graphqlUrl: addressOf(env, "GITHUB_GRAPHQL_URL", "https://api.github.com/graphql"),
		runUrl: `${serverUrl}/${repository}/actions/runs/${run}`,
		workspace: required(env, "GITHUB_WORKSPACE"),
		temp: required(env, "RUNNER_TEMP")
	};
}
const runnerHint = "this is the door for workflows; on your own machine run flopgate check";
function required(env, name) {
	const value = env[name];
	if (value === void 0 || value === "") throw new Fault("no-runner", `${name} is not set`, runnerHint);
	return value;
}
function addressOf(env, name, standard) {
	const given = env[name] === void 0 || env[name] === "" ? standard : env[name];
	if (!/^https?:\/\/[^\s]+$/.test(given)) throw new Fault("no-runner", `${name} is no address`, runnerHint);
	return given.replace(/\/+$/, "");
}
function readPayload(path) {
	if (path === void 0 || path === "") return {};
	const text = readText(path, "GITHUB_EVENT_PATH", MAX_PAYLOAD);
	try {
		return text === null ? {} : JSON.parse(text);
	} catch (cause) {
		throw new Fault("bad-event", `the event at ${path} is no JSON`, "the runner writes it: update the runner", { cause });
	}
}

// src/host/actions-runner.ts
/** The door to @actions/core, loaded here. */
async function openRunner() {
	const core = await import("./chunks/core.js");
	const annotators = {
		error: core.error,
		warning: core.warning,
		notice: core.notice
	};
	return {
		input: (name) => core.getInput(name),
		secret: (text) => {
			if (text !== "") core.setSecret(text);
		},
		async summary(markdown) {
			try {
				await core.summary.addRaw(markdown, true).write();
				return true;
			} catch {
				core.summary.emptyBuffer();
				return false;
			}
		},
		output: (name, value) => core.setOutput(name, value),
		annotate: ({ level, message, title, file }) => annotators[level](message, {
			title,
			...file === void 0 ? {} : { file }
		}),
		say: (line) => core.info(line),
		log(text) {
			const token = randomUUID();
			process.stdout.write(`::stop-commands::${token}\n${text.replace(/\n?$/, "\n")}::${token}::\n`);
		}
	};
}

// src/action/inputs.ts
/**
* @param input value of an input by name; '' where not given
* @throws Fault `usage`, naming the input and what was probably meant
*/
function readInputs(input) {
	const given = (name) => {
		const value = input(name);
		return value === "" ? {} : { [name]: value };
	};
	const [shard, shards] = [shardOf(input("shard")), readShards(input("shards"))];
	return {
		mode: readMode(input("mode")),
		...given("config"),
		paths: input("paths").split("\n").map((line) => line.trim()).filter((line) => line !== ""),
		...given("base"),
		...given("head"),
		...shard === null ? {} : { shard },
		...shards === null ? {} : { shards },
		...given("reports"),
		comment: input("comment") === "" ? null : oneOf("comment", input("comment"), commentModes),
		key: readKey(input("comment-key")),
		checkRun: readSwitch("check-run", input("check-run")),
		token: input("token"),
		workingDirectory: input("working-directory") || ".",
		warnOnly: readSwitch("warn-only", input("warn-only")),
		bench: input("bench") === "" ? "auto" : oneOf("bench", input("bench"), [
			"auto",
			"on",
			"off"
		]),
		...input("bench-time") === "" ? {} : { benchTimeMs: readTime("bench-time", input("bench-time")) },
		...input("runtime-version") === "" ? {} : { runtimeVersion: input("runtime-version") },
		...input("runtime-path") === "" ? {} : { runtimePath: input("runtime-path") }
	};
}
const commentModes = [
	"always",
	"on-change",
	"on-failure",
	"never"
];
const modes = [
	"auto",
	"check",
	"report",
	"record",
	"plan",
	"merge"
];
/** Jobs that GitHub allows a matrix. */
const MAX_SHARDS = 256;
function readMode(text) {
	if (text === "measure") throw new Fault("usage", `mode: ${text} isn't part of this version`, `leave it out, or write one of ${modes.join(", ")}`);
	return text === "" ? "auto" : oneOf("mode", text, modes);
}
function readKey(text) {
	if (text === "") return "default";
	if (keyPattern.test(text)) return text;
	throw new Fault("usage", `comment-key: '${text}' is no key`, "use letters, digits, dot, dash and underscore, 60 at most");
}
function readShards(text) {
	if (text === "") return null;
	const shards = /^\d{1,3}$/.test(text) ? Number(text) : 0;
	if (shards >= 1 && shards <= MAX_SHARDS) return shards;
	throw new Fault("usage", `shards: '${text}' is no number of jobs`, `write a number from 1 to ${MAX_SHARDS}`);
}
function readSwitch(name, text) {
	return text !== "" && oneOf(name, text.toLowerCase(), ["true", "false"]) === "true";
}
function readTime(name, text) {
	const [, digits, unit] = /^(\d{1,6})\s*(s|m|min)$/.exec(text) ?? [];
	if (digits !== void 0) return Number(digits) * (unit === "s" ? 1e3 : 6e4);
	throw new Fault("usage", `${name}: '${text}' is no time`, "write 120s, or 2m");
}
function oneOf(name, text, words) {
	const found = words.find((word) => word === text);
	if (found !== void 0) return found;
	const meant = nearest(text, words);
	const hint = meant === void 0 ? `write one of ${words.join(", ")}` : `did you mean ${meant}?`;
	throw new Fault("usage", `${name}: '${text}' is none of ${words.join(", ")}`, hint);
}

// src/action/report.ts
/**
* `mode: report`: comments on behalf of a run whose own token couldn't, such as that of a fork. The report comes from an artifact that
* anybody may have made: it is read strictly and rendered anew, and decides nothing. The pull request is found by commit.
* @returns why there was nothing to do; null where it was done
* @throws Fault `usage`, `ambiguous-pull-request`, `bad-report`, `bad-archive`, and as GitHub.request
*/
async function reportFor(job) {
	const { event, repository } = job.context;
	if (event.kind !== "workflow_run") throw new Fault("usage", "mode: report works in a workflow that runs on workflow_run", "see docs/github.md, Forks");
	if (event.event !== "pull_request") return `The run that ended was of ${event.event.slice(0, 40)}, not of a pull request.`;
	const github = await job.github();
	if (github === null) throw new Fault("usage", "mode: report needs a token", "leave the input token at its default");
	const target = await findTarget(job, github);
	if (target === null) return "No open pull request has this commit as its head any more.";
	const name = artifactName(job.inputs.key);
	const text = await artifactText(github, repository, event.run, name, maxReportBytes);
	if (text === null) return `The run that ended has no artifact ${name}: its job hands none on, or ended before.`;
	await tell(job, target, text, name);
	return null;
}
async function findTarget({ context }, github) {
	const { event, repository } = context;
	if (event.kind !== "workflow_run" || event.headRepository === null) return null;
	const head = {
		repository: event.headRepository,
		branch: event.headBranch,
		sha: event.headSha
	};
	const [issue, ...more] = await pullsOfHead(github, repository, head);
	if (issue === void 0) return null;
	if (more.length > 0) throw new Fault("ambiguous-pull-request", `${event.headSha} is the head of pull requests ${[issue, ...more].join(", ")}`, "close all but one of them");
	return {
		issue,
		run: event.run,
		attempt: event.attempt,
		headSha: event.headSha
	};
}
const provenance = "These figures were handed on by the pull request\u2019s own run, which decides the check; they were not counted again here.";
async function tell(job, target, text, name) {
	const failure = readFailure(text);
	if (failure !== null) {
		const markdown = failureMarkdown(failure, {
			headSha: target.headSha,
			runUrl: runUrlOf(job, target)
		});
		await job.runner.summary(markdown);
		await comment(job, target, job.inputs.comment ?? "on-failure", true, `${markerLine(markerOf(job, target))}\n${markdown}`);
		return;
	}
	const report = parseReport(text, name);
	if (report.head.sha !== target.headSha) throw new Fault("bad-report", `${name} tells of ${report.head.sha}, not of ${target.headSha}`, "run the check again");
	await publish({
		...job,
		context: {
			...job.context,
			runUrl: runUrlOf(job, target)
		}
	}, report, [provenance], target);
}
const runUrlOf = ({ context }, { run }) => `${context.serverUrl}/${context.repository}/actions/runs/${run}`;

// src/action/main.ts
/**
* Runs the action.
* @param env the job's environment; git is lent the token in it where the checkout kept no credentials
* @returns the exit code: 0 pass, 1 a budget is breached, 2 no answer, 3 undecided where the policy fails that
*/
async function main(env) {
	const runner = await openRunner();
	let job;
	try {
		job = openJob(runner, env);
	} catch (thrown) {
		sayFailure({ runner }, asFault(thrown));
		runner.output("verdict", "undecided");
		return 2;
	}
	try {
		return await run(job);
	} catch (thrown) {
		await publishFailure(job, asFault(thrown), targetOf(job));
		return 2;
	}
}
async function run(job) {
	const { inputs, context } = job;
	const isReport = inputs.mode === "report" || inputs.mode === "auto" && context.event.kind === "workflow_run";
	const idle = isReport ? await reportFor(job) : idleReason(context.event);
	if (idle !== null) {
		await job.runner.summary(`## \u2796 Flopgate: nothing to judge\n\n${idle}\n`);
		job.runner.log(idle);
		job.runner.output("verdict", "skipped");
		return 0;
	}
	if (isReport) return 0;
	if (inputs.mode === "plan" || inputs.mode === "merge") {
		const { mergeJob, planJob } = await import("./chunks/shards.js");
		return inputs.mode === "plan" ? planJob(job) : mergeJob(job);
	}
	if (inputs.mode === "record") return (await import("./chunks/record.js")).record(job);
	return check(job);
}
function openJob(runner, env) {
	const inputs = readInputs((name) => runner.input(name));
	runner.secret(inputs.token);
	const context = readContext(env);
	let opened = null;
	return {
		runner,
		inputs,
		context,
		env,
		github: async () => {
			if (inputs.token === "") return null;
			const { openGitHub } = await import("./chunks/github-client.js");
			const { apiUrl, graphqlUrl } = context;
			opened ??= openGitHub({
				token: inputs.token,
				apiUrl,
				graphqlUrl
			});
			return opened;
		}
	};
}

// src/action.ts
process.exitCode = await main(process.env);

export {  };