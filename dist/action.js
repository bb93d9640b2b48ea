Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
const require_core = require("./chunks/core.js");
const require_json_bounds = require("./chunks/graph-json-bounds.js");
const require_files = require("./chunks/host-files-files.js");
const require_gate = require("./chunks/gate.js");
const require_revision = require("./chunks/host-git-revision.js");
const require_threads = require("./chunks/system-threads.js");
const require_porcelain = require("./chunks/host-git-porcelain.js");
const require_repository = require("./chunks/host-git-repository.js");
const require_run_git = require("./chunks/host-git-run-git.js");
const require_zip = require("./chunks/zip-zip.js");
const require_data_branch = require("./chunks/host-data-branch-data-branch.js");
const require_sparkline = require("./chunks/text-sparkline.js");
const require_write = require("./chunks/host-files-write.js");
const require_comment = require("./chunks/report-comment-comment.js");
const require_check = require("./chunks/report-terminal-check.js");
const require_report_json = require("./chunks/judge-report-json.js");
const require_uncaught = require("./chunks/system-uncaught.js");
let node_timers_promises = require("node:timers/promises");
let node_crypto = require("node:crypto");
let node_path = require("node:path");

// src/action/last.ts
/** A failure in two lines on stderr: where the log or a file of the runner took nothing, nothing else may be left. */
function sayLast({ code, message, hint }) {
	write(require_core.term`flopgate: ${require_core.terminalName(code)}: ${require_core.terminalText(message)}\nhint: ${require_core.terminalText(hint)}\n`);
}
/** What nobody caught; with its origin where the runner's debug logging is on. */
function sayUncaught(thrown) {
	const fault = require_core.asFault(thrown);
	sayLast(fault);
	if (process.env["RUNNER_DEBUG"] === "1") write(require_core.terminalLines(`${fault.stack ?? ""}\n`));
}
const write = (text) => require_core.writeOut(2, text);

// src/host/actions/event.ts
/** Characters of a text; names of branches, the longest, have 255. */
const MAX_TEXT = 1e3;
const SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/**
* Reads an event's payload.
* @param name GITHUB_EVENT_NAME; empty outside of a workflow
* @throws Fault `bad-event` if the payload lacks what its event always has
*/
function readEvent(name, payload) {
	const root = fieldsOf(name, payload, "");
	switch (name) {
		case "pull_request":
		case "pull_request_target": return pullRequest(name, root);
		case "push": {
			const before = root.optional("before");
			const after = root.sha("after");
			return {
				kind: "push",
				ref: root.text("ref"),
				before: typeof before === "string" && SHA.test(before) && !isZero(before) ? before : null,
				after,
				defaultBranch: defaultBranchOf(root.optional("repository")),
				deleted: root.optional("deleted") === true || isZero(after),
				commits: idsOf(root.optional("commits"))
			};
		}
		case "merge_group": {
			const group = root.at("merge_group");
			const pull = queuePull(group.optional("head_ref"));
			return {
				kind: "merge_group",
				headSha: group.sha("head_sha"),
				baseSha: group.sha("base_sha"),
				pull
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
			name,
			defaultBranch: defaultBranchOf(root.optional("repository"))
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
		author: plainText(user?.login),
		updatedAt: plainText(pull.optional("updated_at")),
		dependabot: user?.login === "dependabot[bot]"
	};
}
function defaultBranchOf(repository) {
	const name = repository?.default_branch;
	return typeof name === "string" && /^(?!-)[^\s~^:?*[\\]{1,255}$/.test(name) ? name : null;
}
const isZero = (sha) => /^0+$/.test(sha);
const plainText = (value) => typeof value === "string" && value.length <= MAX_TEXT ? value : "";
/** `refs/heads/gh-readonly-queue/main/pr-12-SHA`: the branch that a merge queue makes for pull request 12. */
function queuePull(ref) {
	const digits = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,9})-[0-9a-f]{40,64}$/.exec(plainText(ref))?.[1];
	return digits === void 0 ? null : Number(digits);
}
function idsOf(commits) {
	return (Array.isArray(commits) ? commits : []).map((one) => plainText(one?.id)).filter((id) => SHA.test(id));
}
function fieldsOf(event, value, path) {
	const bad = (what) => new require_core.Fault("bad-event", `the payload of ${event} ${what}${path === "" ? "" : ` in ${path.slice(1)}`}`, "the runner writes it (GITHUB_EVENT_PATH): update the runner, or give base and head as inputs");
	if (typeof value !== "object" || value === null) throw bad("is no object");
	const optional = (name) => Object.hasOwn(value, name) ? value[name] : void 0;
	const text = (name) => {
		const found = optional(name);
		if (typeof found !== "string") throw bad(`has no text ${name}`);
		if (found.length > MAX_TEXT) throw bad(`has a text of ${found.length} characters in ${name}`);
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

// src/host/actions/context.ts
/** GitHub's own bound for payloads is 25 MB; what is larger is no event. */
const MAX_PAYLOAD = 26214400;
/**
* @throws Fault `bad-event`, `no-runner` if a variable is missing that every runner sets
*/
function readContext(env) {
	const serverUrl = addressOf(env, "GITHUB_SERVER_URL", "https://github.com");
	const repository = required(env, "GITHUB_REPOSITORY");
	const run = Number(required(env, "GITHUB_RUN_ID"));
	const attempt = Number(env["GITHUB_RUN_ATTEMPT"] ?? "1");
	if (!/^[^/\s]+\/[^/\s]+$/.test(repository) || !Number.isSafeInteger(run) || !Number.isSafeInteger(attempt)) throw new require_core.Fault("no-runner", "GITHUB_REPOSITORY or GITHUB_RUN_ID is not as a runner sets it", runnerHint);
	return {
		repository,
		event: readEvent(env["GITHUB_EVENT_NAME"] ?? "", readPayload(env["GITHUB_EVENT_PATH"])),
		run,
		attempt,
		serverUrl,
		apiUrl: addressOf(env, "GITHUB_API_URL", "https://api.github.com"),
		graphqlUrl: addressOf(env, "GITHUB_GRAPHQL_URL", "https://api.github.com/graphql"),
		runUrl: `${serverUrl}/${repository}/actions/runs/${run}`,
		filesUrl: `${serverUrl}/${repository}/blob`,
		docsUrl: docsAddress(env, serverUrl),
		workspace: required(env, "GITHUB_WORKSPACE"),
		temp: required(env, "RUNNER_TEMP")
	};
}
function docsAddress(env, serverUrl) {
	const [repository = "", ref = ""] = [env["GITHUB_ACTION_REPOSITORY"], env["GITHUB_ACTION_REF"]];
	if (!(/^[\w.-]+\/[\w.-]+$/.test(repository) && /^[\w./-]+$/.test(ref) && !ref.includes(".."))) return null;
	return `${serverUrl}/${repository}/blob/${ref}/docs`;
}
const runnerHint = "this is the door for workflows; on your own machine run flopgate check";
function required(env, name) {
	const value = env[name];
	if (value === void 0 || value === "") throw new require_core.Fault("no-runner", `${name} is not set`, runnerHint);
	return value;
}
function addressOf(env, name, standard) {
	const given = env[name] === void 0 || env[name] === "" ? standard : env[name];
	if (!/^https?:\/\/[^\s]+$/.test(given)) throw new require_core.Fault("no-runner", `${name} is no address`, runnerHint);
	return given.replace(/\/+$/, "");
}
function readPayload(path) {
	if (path === void 0 || path === "") return {};
	const text = require_files.readText(path, "GITHUB_EVENT_PATH", MAX_PAYLOAD);
	const problem = require_json_bounds.jsonProblem(text ?? "", {
		depth: 100,
		values: 2e6
	});
	if (problem !== null) throw new require_core.Fault("bad-event", `the event at ${path} ${problem}`, "the runner writes it: update the runner");
	try {
		return text === null ? {} : JSON.parse(text);
	} catch (cause) {
		throw new require_core.Fault("bad-event", `the event at ${path} is no JSON`, "the runner writes it: update the runner", { cause });
	}
}

// src/host/actions/runner.ts
/** The door to @actions/core, loaded here. */
async function openRunner() {
	const core = await Promise.resolve().then(() => require("./chunks/lib-actions.js")).then((n) => n.core_exports);
	const annotators = {
		error: core.error,
		warning: core.warning,
		notice: core.notice
	};
	let lost = null;
	const lose = (fault) => void (lost ??= fault);
	process.stdout.on("error", (error) => {
		if (!("code" in error && error.code === "EPIPE")) lose(require_core.lostOutput("the log", error));
	});
	process.stderr.on("error", () => void 0);
	return {
		lose,
		lost: () => lost,
		input: (name) => core.getInput(name),
		secret: (text) => {
			if (text !== "") core.setSecret(text);
		},
		async summary(markdown) {
			try {
				await core.summary.addRaw(markdown, true).write();
			} catch (thrown) {
				core.summary.emptyBuffer();
				if ((process.env["GITHUB_STEP_SUMMARY"] ?? "") !== "") lose(require_core.lostOutput("GITHUB_STEP_SUMMARY", thrown));
			}
		},
		output(name, value) {
			try {
				core.setOutput(name, value);
			} catch (thrown) {
				lose(require_core.lostOutput("GITHUB_OUTPUT", thrown));
			}
		},
		annotate: ({ level, message, title, file }) => annotators[level](message, {
			title,
			...file === void 0 ? {} : { file }
		}),
		say: (line) => core.info(line),
		log(text) {
			const token = (0, node_crypto.randomUUID)();
			process.stdout.write(`::stop-commands::${token}\n${text.replace(/\n?$/, "\n")}::${token}::\n`);
		}
	};
}

// src/host/actions/commits.ts
/**
* What a job compares. Under pull_request that is the merge commit that was checked out with its first parent: exactly what merging
* would change. `pull_request.base.sha` is never looked at, since it goes stale.
* @throws Fault `stale-merge-ref`, `wrong-checkout`, `no-checkout`, `missing-base`, `missing-head`
*/
async function chooseSides(question) {
	const { repository, git } = question;
	const checkedOut = await require_revision.findCommit(git, "HEAD");
	if (checkedOut === null) throw noCheckout("the checkout has no commit");
	if (question.head === void 0 && question.base === void 0) return sidesOf(question, checkedOut);
	const head = await namedHead(question, checkedOut);
	if (question.base !== void 0) {
		const sha = await require_revision.resolveCommit(repository, git, question.base, "base");
		return {
			base: sideOf({
				sha,
				how: "the input base"
			}),
			head
		};
	}
	const sha = head.tree.kind === "commit" ? head.tree.sha : checkedOut;
	const base = await require_revision.defaultBase(repository, git, sha);
	return {
		base: base === null ? null : sideOf(base),
		head
	};
}
async function namedHead(question, checkedOut) {
	const { repository, git, event, head } = question;
	if (head === "worktree") return {
		sha: "worktree",
		how: "the input head",
		tree: { kind: "worktree" }
	};
	if (head !== void 0) return sideOf({
		sha: await require_revision.resolveCommit(repository, git, head, "head"),
		how: "the input head"
	});
	const parents = event.kind === "pull_request" ? await require_revision.parentsOf(repository, checkedOut) : [];
	if (event.kind === "pull_request" && parents[1] === event.headSha) return mergedHead(event, checkedOut);
	return sideOf({
		sha: checkedOut,
		how: "the commit that was checked out"
	});
}
const sideOf = (chosen) => ({
	...chosen,
	tree: {
		kind: "commit",
		sha: chosen.sha
	}
});
const mergedHead = ({ headSha, number, baseBranch }, merge) => ({
	sha: headSha,
	how: `pull request #${number}, merged into ${baseBranch}`,
	tree: {
		kind: "commit",
		sha: merge
	}
});
async function sidesOf(question, checkedOut) {
	const { repository, git, event } = question;
	switch (event.kind) {
		case "pull_request": return pullRequestSides(question, event, checkedOut);
		case "merge_group": {
			if (checkedOut !== event.headSha) throw wrongCheckout(checkedOut, `the merge group's head ${event.headSha}`);
			const sha = await require_revision.fetchCommit(git, event.baseSha);
			return {
				base: sideOf({
					sha,
					how: "base of the merge group"
				}),
				head: sideOf({
					sha: checkedOut,
					how: "merge group"
				})
			};
		}
		case "push": return pushSides(question, event, checkedOut);
		case "workflow_run":
		case "other": {
			const left = event.kind === "other" ? await whereItLeft(question, event, checkedOut) : null;
			if (left !== null) return {
				base: sideOf(left),
				head: sideOf({
					sha: checkedOut,
					how: "checked out"
				})
			};
			const base = await require_revision.defaultBase(repository, git, checkedOut);
			return {
				base: base === null ? null : sideOf(base),
				head: sideOf({
					sha: checkedOut,
					how: "checked out"
				})
			};
		}
	}
}
async function pullRequestSides(question, event, checkedOut) {
	const { repository, git } = question;
	if (checkedOut === event.headSha) {
		const head = sideOf({
			sha: checkedOut,
			how: `head of pull request #${event.number}`
		});
		return {
			base: sideOf(await mergeBaseOf$1(question, event)),
			head
		};
	}
	const [first, second, ...more] = await require_revision.parentsOf(repository, checkedOut);
	if (first === void 0 || second === void 0 || more.length > 0) throw wrongCheckout(checkedOut, `the merge commit of pull request #${event.number}, nor its head ${event.headSha}`);
	if (second !== event.headSha) return repaired(question, event, staleFault(checkedOut, second, event));
	return {
		base: sideOf({
			sha: await require_revision.fetchCommit(git, first),
			how: `merge parent on ${event.baseBranch}`
		}),
		head: mergedHead(event, checkedOut)
	};
}
/**
* The pull request as it is now, where an older head was merged: its head against the commit at which it left its base branch.
* @throws Fault `stale-merge-ref` if either isn't to be had
*/
async function repaired(question, event, stale) {
	try {
		const sha = await require_revision.fetchCommit(question.git, event.headSha, "head");
		return {
			base: sideOf(await mergeBaseOf$1(question, event)),
			head: sideOf({
				sha,
				how: `head of pull request #${event.number}, newer than what was merged`
			})
		};
	} catch {
		throw stale;
	}
}
const staleFault = (merge, merged, { number, headSha }) => new require_core.Fault("stale-merge-ref", `stale merge ref: ${merge} merges ${merged}, but pull request #${number} is at ${headSha}, which can't be fetched`, "run it again: GitHub makes the merge commit anew after each push");
/** The commit at which the pull request left its base branch: from git if it has the history, else from GitHub. */
async function mergeBaseOf$1(question, { baseBranch, headSha }) {
	const { git, mergeBase } = question;
	const how = `merge base with ${baseBranch}`;
	const tip = await require_revision.findCommit(git, `refs/remotes/origin/${baseBranch}`);
	if (tip !== null && !await require_revision.isShallow(git)) {
		const sha = await git.ask([
			"merge-base",
			headSha,
			tip
		]);
		if (sha !== null) return {
			sha,
			how
		};
	}
	const sha = await mergeBase?.(baseBranch, headSha) ?? null;
	if (sha !== null) return {
		sha: await require_revision.fetchCommit(git, sha),
		how
	};
	throw new require_core.Fault("missing-base", `this clone doesn't know where ${headSha} left ${baseBranch}, and GitHub doesn't say`, "let actions/checkout check out the merge commit (leave ref alone), or set fetch-depth: 0");
}
async function pushSides(question, event, checkedOut) {
	const { repository, git } = question;
	const head = sideOf({
		sha: checkedOut,
		how: event.ref.replace(/^refs\/(?:heads|tags)\//, "")
	});
	const before = checkedOut === event.after ? event.before : null;
	if (before !== null) {
		const sha = await require_revision.fetchCommit(git, before).catch(() => null);
		if (sha !== null) return {
			base: sideOf({
				sha,
				how: "before the push"
			}),
			head
		};
	}
	const left = event.before === null ? await whereItLeft(question, event, checkedOut) : null;
	if (left !== null) return {
		base: sideOf(left),
		head
	};
	const [parent] = await require_revision.parentsOf(repository, checkedOut);
	if (parent === void 0) return {
		base: null,
		head
	};
	const why = before === null ? "" : ": the commit before the push is gone";
	return {
		base: sideOf({
			sha: await require_revision.fetchCommit(git, parent),
			how: `first parent${why}`
		}),
		head
	};
}
/** A branch is all that it adds to the default branch, whatever the clone's depth; null if that isn't known, or is the branch itself. */
async function whereItLeft({ git, mergeBase }, { defaultBranch }, checkedOut) {
	if (defaultBranch === null) return null;
	const how = `merge base with ${defaultBranch}`;
	const tip = await require_revision.findCommit(git, `refs/remotes/origin/${defaultBranch}`);
	const sha = (tip === null || await require_revision.isShallow(git) ? null : await git.ask([
		"merge-base",
		checkedOut,
		tip
	])) ?? await mergeBase?.(defaultBranch, checkedOut) ?? null;
	return sha === null || sha === checkedOut ? null : {
		sha: await require_revision.fetchCommit(git, sha),
		how
	};
}
function wrongCheckout(sha, expected) {
	return new require_core.Fault("wrong-checkout", `${sha} is checked out, which is not ${expected}`, "leave ref of actions/checkout at its default, or name the inputs base and head");
}
/** The folder isn't (yet) a checkout of the repository. */
function noCheckout(what, cause) {
	return new require_core.Fault("no-checkout", what, "put actions/checkout before this step (or set working-directory)", { cause });
}

// src/host/git/credentials.ts
/**
* Environment for git by which a fetch from the server is allowed, for checkouts that kept no credentials of their own
* (`persist-credentials: false`); empty if there are some, or where the remote is another server. A token in the environment
* is seen by git alone, not in any list of processes.
*/
async function lentCredentials(git, serverUrl, token, env) {
	const remote = await require_revision.remoteOf(git);
	const url = remote === null ? null : withoutUser(await git.ask([
		"remote",
		"get-url",
		remote
	]));
	if (token === "" || url === null || !url.startsWith(`${serverUrl}/`)) return {};
	if (await git.ask([
		"config",
		"--get-urlmatch",
		"http.extraheader",
		url
	]) !== null) return {};
	const at = Number(env["GIT_CONFIG_COUNT"] ?? "0");
	const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
	return {
		GIT_CONFIG_COUNT: String(at + 1),
		[`GIT_CONFIG_KEY_${at}`]: `http.${serverUrl}/.extraheader`,
		[`GIT_CONFIG_VALUE_${at}`]: `AUTHORIZATION: basic ${basic}`
	};
}
/** An address without the user in it, who needs the password all the same; null if it holds a password of its own. */
function withoutUser(url) {
	const [, scheme = "", user, rest = ""] = /^(https?:\/\/)(?:([^@/]*)@)?(.*)$/s.exec(url ?? "") ?? [];
	return user?.includes(":") === true ? null : `${scheme}${rest}`;
}

// src/host/github/fields.ts
/** A value as an object; empty if it is none. */
const objectOf = (value) => typeof value === "object" && value !== null ? value : {};
const objectAt = (value, name) => objectOf(fieldOf(value, name));
/** '' if there is no text. */
const textAt = (value, name) => {
	const found = fieldOf(value, name);
	return typeof found === "string" ? found : "";
};
/** Null if there is no whole number. */
const numberAt = (value, name) => {
	const found = fieldOf(value, name);
	return typeof found === "number" && Number.isSafeInteger(found) ? found : null;
};
const fieldOf = (value, name) => {
	const object = objectOf(value);
	return Object.hasOwn(object, name) ? object[name] : void 0;
};
/** @param repository `owner/name` */
const placeOf = (repository) => {
	const [owner = "", repo = ""] = repository.split("/");
	return {
		owner,
		repo
	};
};

// src/host/zip.ts
/**
* The one file of a zip archive whose name ends in `suffix`. The archive is hostile: no more than `most` bytes are inflated, whatever
* it claims.
* @throws Fault `bad-archive`
*/
function unzipOne(archive, suffix, most) {
	const entries = require_zip.fromMemory(archive, require_zip.readZip(archive.length, bad)).filter(({ name }) => name.endsWith(suffix));
	const [entry] = entries;
	if (entry === void 0 || entries.length > 1) throw bad(`it holds ${entries.length} files *${suffix}, not one`);
	return require_zip.fromMemory(archive, require_zip.unzip(entry, most, bad));
}
function bad(what, cause) {
	return new require_core.Fault("bad-archive", `the artifact can't be read: ${what}`, "upload the report file alone", { cause });
}

// src/host/github/pulls.ts
/** Where `head` left `base`; null if GitHub doesn't know the two. @throws as GitHub.request */
async function mergeBaseOf(github, repository, base, head) {
	const parameters = {
		...placeOf(repository),
		basehead: `${base}...${head}`,
		per_page: 1
	};
	const answer = await github.request("GET /repos/{owner}/{repo}/compare/{basehead}", parameters);
	const sha = textAt(objectAt(answer, "merge_base_commit"), "sha");
	return /^[0-9a-f]{40,64}$/.test(sha) ? sha : null;
}
/** A pull request's commits, newest first, as many as GitHub lists (250). @throws as GitHub.request */
async function pullCommits(github, repository, number) {
	const parameters = {
		...placeOf(repository),
		pull_number: number
	};
	return (await github.list("GET /repos/{owner}/{repo}/pulls/{pull_number}/commits", parameters)).map((one) => {
		const commit = objectAt(one, "commit");
		return {
			sha: textAt(one, "sha"),
			message: textAt(commit, "message"),
			signer: signerOf(one)
		};
	}).toReversed();
}
/** A commit made on the website is signed by GitHub for its author, any other by its committer. */
function signerOf(commit) {
	if (objectAt(objectAt(commit, "commit"), "verification")["verified"] !== true) return null;
	const committer = textAt(objectAt(commit, "committer"), "login");
	const login = committer === "web-flow" ? textAt(objectAt(commit, "author"), "login") : committer;
	return login === "" ? null : login;
}
/** @throws as GitHub.request */
async function pullFacts(github, repository, number) {
	const parameters = {
		...placeOf(repository),
		pull_number: number
	};
	return factsOf(await github.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", parameters), repository);
}
/** The merged pull requests that brought a commit to a branch. @throws as GitHub.request */
async function pullsOfCommit(github, repository, sha, branch) {
	const parameters = {
		...placeOf(repository),
		commit_sha: sha
	};
	return (await github.list("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", parameters)).filter((pull) => textAt(pull, "merged_at") !== "" && textAt(objectAt(pull, "base"), "ref") === branch).map((pull) => factsOf(pull, repository));
}
function factsOf(pull, repository) {
	const head = objectAt(pull, "head");
	return {
		number: numberAt(pull, "number") ?? 0,
		author: textAt(objectAt(pull, "user"), "login"),
		headSha: textAt(head, "sha"),
		fork: textAt(objectAt(head, "repo"), "full_name") !== repository
	};
}
/**
* Numbers of the open pull requests that a commit is the head of. Payloads of workflow_run name none for forks, and no number from an
* artifact is to be trusted, so they are looked up by the branch and held to the commit.
* @throws as GitHub.request
*/
async function pullsOfHead(github, repository, head) {
	const { owner } = placeOf(head.repository);
	const parameters = {
		...placeOf(repository),
		state: "open",
		head: `${owner}:${head.branch}`
	};
	return (await github.list("GET /repos/{owner}/{repo}/pulls", parameters)).flatMap((pull) => {
		const number = numberAt(pull, "number");
		const its = objectAt(pull, "head");
		return textAt(its, "sha") === head.sha && textAt(objectAt(its, "repo"), "full_name") === head.repository && number !== null ? [number] : [];
	});
}
/** Bytes of a zipped artifact that are brought at most. */
const MAX_ARTIFACT = 16 << 20;
/**
* The JSON file in a run's artifact, as text; null if the run has no such artifact (any more).
* @param most bytes of the file
* @throws Fault `bad-archive`, and as GitHub.request
*/
async function artifactText(github, repository, run, name, most) {
	const place = placeOf(repository);
	const answer = await github.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", {
		...place,
		run_id: run,
		name
	});
	const list = objectOf(answer)["artifacts"];
	const newest = (Array.isArray(list) ? list : []).filter((one) => textAt(one, "name") === name && objectOf(one)["expired"] !== true).reduce((id, one) => Math.max(id, numberAt(one, "id") ?? -1), -1);
	if (newest < 0) return null;
	const address = await github.location("GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}", {
		...place,
		artifact_id: newest,
		archive_format: "zip"
	});
	if (address === null) return null;
	return unzipOne(await github.download(address, MAX_ARTIFACT), ".json", most).toString("utf8");
}

// src/host/github/people.ts
const noLabel = { kind: "none" };
/**
* Who put the label on the pull request, if it is still there, was put there after the newest commit, and that person may do so. A label
* that a workflow put there is no person's word.
* @param since time (ISO 8601) at which the newest commit is known to have come, beside the order of the timeline
* @throws as GitHub.request
*/
async function labelledBy(github, { repository, number, headSha }, label, since = null) {
	const place = placeOf(repository);
	const events = await github.list("GET /repos/{owner}/{repo}/issues/{issue_number}/timeline", {
		...place,
		issue_number: number
	});
	const at = events.findLastIndex((event) => ["labeled", "unlabeled"].includes(textAt(event, "event")) && textAt(objectAt(event, "label"), "name").toLowerCase() === label.toLowerCase());
	const last = events[at];
	const actor = objectAt(last, "actor");
	const login = textAt(actor, "login");
	if (textAt(last, "event") !== "labeled" || textAt(actor, "type") !== "User" || login === "") return noLabel;
	if (!await mayLabel(github, repository, login)) return noLabel;
	return {
		kind: at < newestCommit(events, headSha) || since !== null && isBefore(textAt(last, "created_at"), since) ? "stale" : "valid",
		login
	};
}
/** Place of the last event that changed the pull request's commits; past the end if the newest commit isn't listed at all. */
function newestCommit(events, headSha) {
	if (!events.some((event) => textAt(event, "event") === "committed" && textAt(event, "sha") === headSha)) return events.length;
	const kinds = [
		"committed",
		"head_ref_force_pushed",
		"head_ref_restored"
	];
	return events.findLastIndex((event) => kinds.includes(textAt(event, "event")));
}
/** A time that can't be read is before any other. */
function isBefore(time, since) {
	return !(Date.parse(time) >= Date.parse(since));
}
/** GitHub's own roles, and whether they may put a label on somebody else's pull request. */
const roles = /* @__PURE__ */ new Map([
	["admin", true],
	["maintain", true],
	["write", true],
	["triage", true],
	["read", false],
	["none", false]
]);
/** True of whoever may triage. A custom role counts by the permissions that it holds. */
async function mayLabel(github, repository, login) {
	const route = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
	const parameters = {
		...placeOf(repository),
		username: login
	};
	const answer = objectOf(await github.request(route, parameters).catch(unlessUnknown));
	const permission = textAt(answer, "permission");
	return roles.get(textAt(answer, "role_name") || permission) ?? (permission === "admin" || permission === "write" || mayTriage(answer));
}
const mayTriage = (answer) => objectAt(objectAt(answer, "user"), "permissions")["triage"] === true;
function unlessUnknown(thrown) {
	if (thrown instanceof require_core.Fault && thrown.code === "github-not-found") return null;
	throw thrown;
}
/**
* True of an active member of a team (`organisation/team`).
* @throws as GitHub.request; `github-forbidden` where the token may not read the organisation's members
*/
async function isMember(github, team, login) {
	const [org = "", slug = ""] = team.split("/");
	const answer = await github.request("GET /orgs/{org}/teams/{team_slug}/memberships/{username}", {
		org,
		team_slug: slug,
		username: login
	}).catch(unlessUnknown);
	return textAt(answer, "state") === "active";
}

// src/action/decisions.ts
/**
* What people decided on the pull requests that this job judges: that of the event, the one that the merge queue tries, or those whose
* merge was pushed. A question that GitHub doesn't answer accepts nothing, and is said in `notes`.
* @param isShallow whether the clone lacks the history of the pull request's commits
*/
function decisionsOf(job, isShallow, notes) {
	const { event, repository } = job.context;
	let asked = null;
	async function pulls(github) {
		asked ??= pullsOf(job, github);
		return asked;
	}
	/** `none` where GitHub doesn't answer, or can't be asked. */
	async function answered(what, none, ask) {
		try {
			const github = await job.github();
			return github === null ? none : await ask(github);
		} catch (thrown) {
			notes.push(require_core.marked`${what}: ${require_core.markdownText(require_core.asFault(thrown).message)}`);
			return none;
		}
	}
	return {
		async commits(known, needSigners) {
			const ownPull = event.kind === "pull_request";
			if (!ownPull && event.kind !== "merge_group" && event.kind !== "push") return known();
			if (ownPull && !needSigners && !await isShallow()) return known();
			if (await job.github() === null) return known();
			return answered(require_core.marked`Commit messages couldn\u2019t be read, so that none of them accepts anything`, [], async (github) => commitsOf(github, repository, await pulls(github), known));
		},
		labels: async (label) => answered(require_core.marked`Whether the label ${require_core.markdownCode(label)} accepts this couldn\u2019t be asked`, [], async (github) => labelsOf(github, job, await pulls(github), label)),
		async isMember(team, login) {
			const github = await job.github();
			if (github === null) throw new require_core.Fault("github-forbidden", "there is no token", "leave the input token at its default");
			return isMember(github, team, login);
		}
	};
}
async function pullsOf({ context }, github) {
	const { event, repository } = context;
	switch (event.kind) {
		case "pull_request": return [event];
		case "merge_group": return event.pull === null ? [] : [await pullFacts(github, repository, event.pull)];
		case "push": {
			const branch = /^refs\/heads\/(.+)$/.exec(event.ref)?.[1];
			if (branch === void 0 || event.deleted) return [];
			const commits = [.../* @__PURE__ */ new Set([...event.commits.slice(-20), event.after])];
			const found = await Promise.all(commits.map(async (sha) => pullsOfCommit(github, repository, sha, branch)));
			return [...new Map(found.flat().map((pull) => [pull.number, pull])).values()];
		}
		case "workflow_run":
		case "other": return [];
	}
}
/** Trailers of a pull request from a fork accept nothing, in the merge queue and after the merge neither. */
async function commitsOf(github, repository, pulls, known) {
	if (pulls.some(({ fork }) => fork)) return [];
	const commits = (await Promise.all(pulls.map(async ({ number, author }) => (await pullCommits(github, repository, number)).map((commit) => ({
		...commit,
		author
	}))))).flat();
	const shas = new Set(commits.map(({ sha }) => sha));
	return [...commits, ...(await known()).filter(({ sha }) => !shas.has(sha))];
}
/** A label speaks for its own pull request: of several that are judged together, each must have it. */
async function labelsOf(github, { context }, pulls, label) {
	const { event, repository } = context;
	const since = event.kind === "pull_request" && event.action === "synchronize" ? event.updatedAt : "";
	const words = await Promise.all(pulls.map(async ({ number, author, headSha }) => {
		const found = await labelledBy(github, {
			repository,
			number,
			headSha
		}, label, since === "" ? null : since);
		if (found.kind === "none") return null;
		return {
			login: found.login,
			author,
			pull: number,
			headSha,
			isStale: found.kind === "stale"
		};
	}));
	const given = words.filter((word) => word !== null);
	return given.length === words.length ? given : [];
}

// src/report/history/note.ts
/** Models that the line names. */
const SHOWN = 5;
/**
* A line for comment and summary: how the MACs of the changed models went over the newest commits, this change last, and where the history
* lies. Null if nothing of them is recorded.
* @param recent text of the data branch's recent.json
* @param url where people see the data branch; an address of the host's own making
*/
function historyNote(recent, { models }, branch, url) {
	const { macs } = require_data_branch.parseRecent(recent);
	const lines = models.flatMap((model) => {
		const name = require_core.titleOf(model);
		const before = Object.hasOwn(macs, name) ? macs[name] : void 0;
		const head = model.figures.macs.head;
		if (before === void 0 || head === null || before.every((value) => value === null)) return [];
		return [require_core.marked`${require_core.markdownCode(require_core.elided(name, 60))} ${require_sparkline.sparkline([...before, Number(head)])} ${require_core.amountText(head, "macs")}`];
	});
	if (lines.length === 0) return null;
	const rest = lines.length > SHOWN ? require_core.marked` \u00b7 and ${lines.length - SHOWN} more` : "";
	return require_core.marked`**History** [${require_core.markdownCode(branch)}](${require_core.address(url)}), MACs: ${require_core.joined(lines.slice(0, SHOWN), " \u00b7 ")}${rest}`;
}

// src/action/history-note.ts
/**
* A line on how the changed models went so far, and where the history lies; none if nothing is recorded. It is an addition: whatever
* keeps it from being made keeps nothing else.
*/
async function noteOfHistory({ context, inputs }, host, report) {
	const sha = report.base?.sha ?? report.head.sha;
	if (report.models.length === 0 || sha === "worktree") return [];
	try {
		const name = await require_data_branch.branchAt(host, sha, inputs.config);
		const branch = await require_data_branch.openHistoryBranch((0, node_path.resolve)(context.workspace, inputs.workingDirectory), name);
		try {
			const recent = await (await branch.tip()).read(require_data_branch.recentPath);
			const url = `${context.serverUrl}/${context.repository}/tree/${name.split("/").map(encodeURIComponent).join("/")}`;
			return [historyNote(recent, report, name, url) ?? []].flat();
		} finally {
			branch.close();
		}
	} catch {
		return [];
	}
}

// src/action/annotations.ts
/** Annotations of each level that GitHub keeps of a step. */
const MAX_EACH = 10;
/**
* What is over budget or worth a look, beside the files: worst first, as many as GitHub keeps.
* @param folder of the repository, from the workspace; '' if it is the workspace itself
*/
function annotationsOf(report, folder = "") {
	const all = [...report.models.flatMap((model) => ofModel(model, folder)), ...ofRun(report)];
	return [...all.filter(({ level }) => level === "error").slice(0, MAX_EACH), ...all.filter(({ level }) => level === "warning").slice(0, MAX_EACH)];
}
/** Of something watched that can't be looked at there is no file beside which it would show. */
function ofRun(report) {
	const level = report.policy.strict === true ? "error" : "warning";
	return require_core.notLookedAt(report).map((text) => ({
		level,
		title: require_core.noteText("Flopgate: not judged"),
		message: require_core.noteText(text)
	}));
}
function ofModel(model, folder) {
	return require_core.toldJudgements(model).filter(({ verdict }) => verdict !== "skipped").map((judgement) => ({
		level: judgement.verdict === "fail" || judgement.undecidedFails ? "error" : "warning",
		title: require_core.noteText(`Flopgate: ${require_core.titleOf(model)}`),
		message: require_core.noteText(require_core.judgementText(judgement, model)),
		file: require_core.noteText(folder === "" ? model.path : `${folder}/${model.path}`)
	}));
}

// src/action/failure.ts
/** A run without an answer, for summary and comment. */
function failureMarkdown({ code, message, hint }, about) {
	const where = [...about.headSha === null ? [] : [require_core.markdownCode(require_core.shortSha(about.headSha))], require_core.marked`[run](${require_core.address(about.runUrl)})`];
	const blocks = [
		require_core.marked`## \u2754 Flopgate can\u2019t answer`,
		require_core.joined(where, " \u00b7 "),
		require_core.marked`**${require_core.markdownText(code)}** ${require_core.markdownText(message)}`,
		require_core.marked`**Next** ${require_core.markdownText(hint)}`
	];
	return require_core.marked`${require_core.joined(blocks, "\n\n")}\n`;
}
/** The report file of a run without an answer. */
function failureJson({ code, message, hint }) {
	return require_core.jsonDocument({
		schema: "flopgate/error/1",
		error: {
			code,
			message,
			hint
		}
	}, 2);
}
/** The failure in such a file, which may be hostile; null if it is no such file. */
function readFailure(json) {
	if (json.length > 64e3) return null;
	try {
		const { schema, error } = JSON.parse(json);
		const { code, message, hint } = error ?? {};
		if (schema !== "flopgate/error/1") return null;
		if (typeof code !== "string" || typeof message !== "string" || typeof hint !== "string") return null;
		return {
			code: code.slice(0, 100),
			message: message.slice(0, 2e3),
			hint: hint.slice(0, 2e3)
		};
	} catch {
		return null;
	}
}

// src/action/notices.ts
/** Why there is no comment, and the YAML that mends it: markdown for the job summary. */
function noCommentNotice(fault, event, key, env) {
	const readOnly = event.kind === "pull_request" && !event.privileged && (event.fork || event.dependabot);
	const lines = [require_core.marked``, require_core.marked`> [!NOTE]`];
	if (fault.code !== "github-forbidden") lines.push(require_core.marked`> **No comment.** ${require_core.markdownText(fault.message)}: ${require_core.markdownText(fault.hint)}. The verdict stands.`);
	else if (readOnly) {
		const whose = event.fork ? "a fork" : "Dependabot";
		lines.push(require_core.marked`> **No comment.** Tokens of pull requests from ${whose} are read-only, whatever \`permissions:\` says. The verdict stands.`, require_core.marked`> To have comments all the same, let this job hand on its report (its step has \`id: flopgate\`):`, ...quoted(uploadYaml(key)), require_core.marked`> and add a second workflow, which runs with the rights of your own repository and never checks anything out:`, ...quoted(reportYaml(key, env)));
	} else lines.push(require_core.marked`> **No comment.** The job\u2019s token may not write one. The verdict stands. To have comments, add to the job:`, ...quoted("permissions:\n  contents: read\n  pull-requests: write"));
	return require_core.marked`${require_core.joined(lines, "\n")}\n`;
}
/** Why there is no check run. */
function noCheckRunNotice(fault) {
	const mend = fault.code === "github-forbidden" ? " Add `checks: write` under `permissions:` of the job." : "";
	return require_core.marked`\n> [!NOTE]\n> **No check run.** ${require_core.markdownText(fault.message)}.${mend} The verdict stands.\n`;
}
/** Every line is made of words of our own and of names that are checked below. */
const quoted = (yaml) => require_core.quotedCode(yaml, "yaml");
/** Name of the artifact that hands a report on. */
function artifactName(key) {
	return key === "default" ? "flopgate-report" : `flopgate-report-${key}`;
}
const uploadYaml = (key) => `- uses: actions/upload-artifact@v7
  if: always()
  with:
    name: ${artifactName(key)}
    path: \${{ steps.flopgate.outputs.report }}`;
const reportYaml = (key, env) => `name: Flopgate comment
on:
  workflow_run:
    workflows: [${workflowName(env)}]
    types: [completed]
permissions:
  actions: read
  pull-requests: write
jobs:
  comment:
    runs-on: ubuntu-latest
    steps:
      - uses: ${ownName(env)}
        with:
          mode: report${key === "default" ? "" : `\n          comment-key: ${key}`}`;
/** A fork chooses the name of its workflow: only plain words are repeated. */
function workflowName({ GITHUB_WORKFLOW: name = "" }) {
	return /^[\w .()/-]{1,80}$/.test(name) ? JSON.stringify(name) : "\"NAME OF THIS WORKFLOW\"";
}
/** The action as the workflow names it. */
function ownName({ GITHUB_ACTION_REPOSITORY: repository = "", GITHUB_ACTION_REF: ref = "" }) {
	return /^[\w.-]+\/[\w.-]+$/.test(repository) && /^[\w./-]+$/.test(ref) ? `${repository}@${ref}` : "flopgate/flopgate@v1";
}

// src/action/outputs.ts
/** Outputs that a report decides. Numbers and fixed words only: no name from a pull request reaches a script by them. */
function outputsOf(report) {
	return {
		verdict: report.verdict,
		changed: numberOf(report.models.filter(({ change }) => change !== "unchanged")),
		failed: numberOf(report.models.filter(({ verdict }) => verdict === "fail")),
		"macs-delta": macsDelta(report.models),
		"latency-delta": latencyDelta(report.models),
		"base-sha": report.base?.sha ?? "",
		"head-sha": report.head.sha
	};
}
const numberOf = (models) => String(new Set(models.map(({ id }) => id)).size);
/** Sum over the models of what their multiply-accumulates grew by, at each model's first sizes; '' if one is unknown. */
function macsDelta(models) {
	const firsts = new Map(models.toReversed().map((model) => [model.id, model]));
	let sum = 0n;
	for (const { change, base, head, figures } of firsts.values()) {
		const { macs } = figures;
		const before = change === "added" ? 0n : base?.kind === "counted" && base.exact ? macs.base : null;
		const after = change === "removed" ? 0n : head?.kind === "counted" && head.exact ? macs.head : null;
		if (before === null || after === null) return "";
		sum += after - before;
	}
	return String(sum);
}
/** The largest change of a latency that was measured: 0.28 is +28 %; '' if none was. */
function latencyDelta(models) {
	const ratios = models.flatMap(({ latency }) => latency?.ratio ?? []);
	return ratios.length === 0 ? "" : String(Number((Math.max(...ratios) - 1).toFixed(4)));
}

// src/action/publish.ts
/** Columns that logs of jobs are read at. */
const LOG_WIDTH = 160;
/**
* Publishes a report everywhere: job summary, report file, comment, check run, outputs, in this order, so that a failing run still has all of
* them. Whatever can't be published is said in the summary; the verdict stands.
* @param notes sentences of our own
* @param target null: there is no pull request to comment on
* @param folder of the repository, from the workspace; '' if it is the workspace itself
*/
async function publish(job, report, notes, target, folder = "") {
	const { runner, context, env } = job;
	const about = {
		...linksOf(job),
		notes
	};
	runner.log(require_check.renderCheck(report, {
		color: (env["NO_COLOR"] ?? "") === "",
		width: LOG_WIDTH
	}));
	if (context.event.kind !== "workflow_run") for (const one of annotationsOf(report, folder)) runner.annotate(one);
	await runner.summary(require_comment.renderSummary(report, about));
	const path = writeReport(job, require_core.reportJson(report));
	const mode = job.inputs.comment ?? report.comment.mode;
	const text = target === null ? require_core.marked`` : require_comment.renderComment(report, markerOf(job, target), about);
	const outcome = await comment(job, target, mode, isWorthAComment(report, mode), text);
	await checkRun(job, report, target);
	const outputs = {
		...outputsOf(report),
		report: path,
		"comment-url": outcome?.url ?? ""
	};
	for (const [name, value] of Object.entries(outputs)) runner.output(name, value);
}
/** Addresses of the host's own that a comment links to. */
function linksOf({ context }) {
	const { runUrl, filesUrl, docsUrl } = context;
	return {
		runUrl,
		filesUrl,
		...docsUrl === null ? {} : { docsUrl }
	};
}
/** Publishes a failure in the same places and order. */
async function publishFailure(job, fault, target) {
	const { runner, context } = job;
	const text = failureMarkdown(fault, {
		headSha: target?.headSha ?? null,
		runUrl: context.runUrl
	});
	sayFailure(job, fault);
	await runner.summary(text);
	const outputs = {
		verdict: "undecided",
		report: writeReport(job, failureJson(fault)),
		"comment-url": (await comment(job, target, job.inputs.comment ?? "on-failure", true, target === null ? require_core.marked`` : require_core.marked`${require_comment.markerLine(markerOf(job, target))}\n${text}`))?.url ?? ""
	};
	for (const [name, value] of Object.entries(outputs)) runner.output(name, value);
}
function sayFailure({ runner }, { code, message, hint }) {
	runner.annotate({
		level: "error",
		title: require_core.noteText(`Flopgate: ${code}`),
		message: require_core.noteText(`${message} (hint: ${hint})`)
	});
}
const markerOf = ({ inputs }, { run, attempt, headSha }) => ({
	key: inputs.key,
	run: String(run),
	attempt: String(attempt),
	head: headSha
});
/** Whether a comment is made if there is none; one that is there is updated in any case. */
function isWorthAComment({ verdict, models, policy }, mode) {
	const failed = verdict === "fail" || verdict === "undecided";
	switch (mode) {
		case "always": return true;
		case "on-change": return failed || models.length > 0 || policy.changes.length > 0;
		case "on-failure": return failed;
		case "never": return false;
	}
}
/** Path of the report, '' if it couldn't be written. */
function writeReport({ runner, inputs, context }, json) {
	const path = (0, node_path.join)(context.temp, "flopgate", inputs.key, "flopgate-report.json");
	try {
		require_write.writeText(path, json, "the report file");
		return path;
	} catch (thrown) {
		runner.lose(require_core.asFault(thrown));
		return "";
	}
}
/** The comment, or a note in the summary on why there is none; null if none was tried or possible. */
async function comment(job, target, mode, create, body) {
	if (target === null || mode === "never" || job.inputs.shard !== void 0) return null;
	const { runner, context, env, inputs } = job;
	try {
		const github = await job.github();
		if (github === null) return null;
		const { putComment } = await Promise.resolve().then(() => require("./chunks/host-github-comment.js"));
		const outcome = await putComment(github, {
			repository: context.repository,
			issue: target.issue,
			body,
			create
		});
		if (outcome.kind === "late") runner.say(require_core.term`A newer run has commented already: its comment stands.`);
		return outcome;
	} catch (thrown) {
		const fault = require_core.asFault(thrown);
		runner.annotate({
			level: "warning",
			title: require_core.plain`Flopgate: no comment`,
			message: require_core.noteText(`${fault.message} (hint: ${fault.hint})`)
		});
		await runner.summary(noCommentNotice(fault, context.event, inputs.key, env));
		return null;
	}
}
const conclusions = {
	pass: "success",
	warn: "neutral",
	fail: "failure",
	undecided: "neutral",
	skipped: "skipped"
};
async function checkRun(job, report, target) {
	if (!job.inputs.checkRun || report.head.sha === "worktree") return;
	const { runner, context, inputs } = job;
	try {
		const github = await job.github();
		if (github === null) return;
		const { createCheckRun } = await Promise.resolve().then(() => require("./chunks/host-github-check-run.js"));
		await createCheckRun(github, {
			repository: context.repository,
			name: inputs.key === "default" ? "Flopgate" : `Flopgate (${inputs.key})`,
			headSha: target?.headSha ?? report.head.sha,
			conclusion: report.exitCode === 0 ? conclusions[report.verdict] : "failure",
			title: require_core.visible(require_core.headline(report)),
			summary: require_comment.renderComment(report, {
				key: inputs.key,
				run: String(context.run),
				attempt: String(context.attempt),
				head: report.head.sha
			}, linksOf(job)),
			detailsUrl: context.runUrl
		});
	} catch (thrown) {
		const fault = require_core.asFault(thrown);
		runner.annotate({
			level: "warning",
			title: require_core.plain`Flopgate: no check run`,
			message: require_core.noteText(fault.message)
		});
		await runner.summary(noCheckRunNotice(fault));
	}
}

// src/action/check.ts
/** Why there is nothing to judge under this event; null if there is. */
function idleReason(event) {
	if (event.kind === "pull_request" && event.action === "closed") return "The pull request is closed: nothing is judged.";
	if (event.kind === "push" && event.deleted) return "The branch or tag was deleted: nothing is left to judge.";
	return null;
}
function targetOf({ context }) {
	const { event, run, attempt } = context;
	return event.kind === "pull_request" ? {
		issue: event.number,
		headSha: event.headSha,
		run,
		attempt
	} : null;
}
/** @throws Fault if unknown what is to be compared */
async function prepare(job) {
	const { context, inputs } = job;
	const repository = await openCheckout(context.workspace, inputs.workingDirectory);
	const git = await openGit(job, repository);
	const sides = await chooseSides({
		repository: repository.root,
		git,
		event: context.event,
		...inputs.base === void 0 ? {} : { base: inputs.base },
		...inputs.head === void 0 ? {} : { head: inputs.head },
		mergeBase: async (base, head) => mergeBase(job, base, head)
	});
	const notes = [];
	return {
		host: require_threads.withBuilds(repository, job.env),
		options: {
			...optionsOf(job, sides),
			decisions: decisionsOf(job, async () => require_revision.isShallow(git), notes),
			remote: remoteOf(job)
		},
		notes,
		folder: folderOf(context.workspace, repository.root)
	};
}
/** The repository's folder from the workspace: annotations name files from there. '' if it is the workspace, or outside of it. */
function folderOf(workspace, root) {
	const way = (0, node_path.relative)((0, node_path.resolve)(workspace), root).split(node_path.sep).join("/");
	return way === ".." || way.startsWith("../") || (0, node_path.isAbsolute)(way) ? "" : way;
}
/**
* The gate in a workflow.
* @returns the exit code
* @throws Fault if there is no answer
*/
async function check(job) {
	const { host, options, notes, folder } = await prepare(job);
	const bench = job.inputs.bench === "off" || isPrivileged(job) ? {} : { bench: benchOf(job, host) };
	const report = await require_gate.runGate(host, {
		...options,
		...bench,
		threads: require_threads.threadsOf
	});
	const history = await noteOfHistory(job, host, report);
	const unmeasured = isPrivileged(job) && hasTimedBudget(report) ? [notMeasured] : [];
	await publish(job, report, [
		...notes,
		...unmeasured,
		...history
	], targetOf(job), folder);
	return jobExitCode(job, report);
}
/** With the base's rights nothing from a pull request is run, its models neither: they are counted only. */
function isPrivileged({ context: { event } }) {
	return event.kind === "workflow_run" || event.kind === "pull_request" && event.privileged;
}
const notMeasured = require_core.marked`Latency has a budget that isn\u2019t judged here: with the rights of the base branch no model of a pull request is run. Let a workflow on \`pull_request\` measure it.`;
function hasTimedBudget({ models }) {
	return models.some(({ judgements }) => judgements.some(({ metric }) => require_core.isTimed(metric)));
}
/** `warn-only` lets a verdict pass, never the lack of one. */
function jobExitCode({ inputs, runner }, { exitCode }) {
	if (exitCode === 0 || !inputs.warnOnly || exitCode === 2) return exitCode;
	runner.annotate({
		level: "notice",
		title: require_core.plain`Flopgate`,
		message: require_core.plain`warn-only: the job passes in spite of the verdict`
	});
	return 0;
}
/**
* The checkout around a folder that is named from the workspace.
* @throws Fault `no-checkout`, `no-git`, `foreign-repository`
*/
async function openCheckout(workspace, folder) {
	try {
		return await require_repository.openRepository(require_run_git.enterWorkspace(workspace, folder));
	} catch (thrown) {
		const fault = require_core.asFault(thrown);
		if (fault.code !== "not-a-repository" && fault.code !== "no-git") throw fault;
		throw fault.code === "no-git" ? fault : noCheckout(`${(0, node_path.resolve)(workspace, folder)} is no git repository`, fault);
	}
}
/** Git with the right to fetch, by the checkout's own credentials or, if it kept none, by the job's token. */
async function openGit(job, { root }) {
	const { inputs, context, env } = job;
	const git = await require_porcelain.openPorcelain(root);
	const lent = await lentCredentials(git, context.serverUrl, inputs.token, env);
	if (Object.keys(lent).length === 0) return git;
	Object.assign(env, lent);
	return require_porcelain.openPorcelain(root);
}
/** Policies of other repositories, as far as the job's token may read them. */
function remoteOf(job) {
	return async (file) => {
		const github = await job.github();
		if (github === null) return null;
		const { fileText } = await Promise.resolve().then(() => require("./chunks/host-github-contents.js"));
		return fileText(github, file);
	};
}
async function mergeBase(job, base, head) {
	const github = await job.github();
	return github === null ? null : mergeBaseOf(github, job.context.repository, base, head).catch(() => null);
}
/** The bench is loaded when there is something to measure. */
function benchOf({ inputs, context, runner }, host) {
	return async (pairs, rule) => {
		const { createBench } = await Promise.resolve().then(() => require("./chunks/gate-measure-measure.js"));
		const { runtimePath, runtimeVersion, benchTimeMs } = inputs;
		const { event } = context;
		return createBench({
			open: async (file) => host.open(file),
			list: async (tree, wanted) => host.list(tree, wanted),
			mode: inputs.bench === "on" ? "on" : "auto",
			cwd: (0, node_path.resolve)(context.workspace, inputs.workingDirectory),
			ownRuntime: !(event.kind === "pull_request" && event.fork),
			say: (line) => runner.say(require_core.term`flopgate: ${require_core.terminalText(line)}`),
			...runtimePath === void 0 ? {} : { runtimePath },
			...runtimeVersion === void 0 ? {} : { runtimeVersion },
			...benchTimeMs === void 0 ? {} : { timeMs: benchTimeMs }
		})(pairs, rule);
	};
}
function optionsOf(job, { base, head }) {
	const { inputs, context, runner } = job;
	const { event } = context;
	let stage = null;
	return {
		base,
		head,
		policyFrom: event.kind === "pull_request" && event.fork ? "base" : "head",
		version: require_core.version,
		now: /* @__PURE__ */ new Date(),
		...inputs.config === void 0 ? {} : { config: inputs.config },
		...inputs.paths.length === 0 ? {} : { paths: inputs.paths },
		...inputs.shard === void 0 ? {} : { shard: inputs.shard },
		progress: (progress) => {
			if (progress.stage === stage) return;
			stage = progress.stage;
			runner.say(require_core.term`flopgate: ${progress.stage}${progress.of === null ? "" : require_core.term`, ${progress.of} models`}`);
		}
	};
}

// src/host/github/marker.ts
/** What a key may be: it stands in a comment's first line and in names of files and artifacts. */
const keyPattern = /^[A-Za-z0-9][\w.-]{0,59}$/;
const line = /^<!-- flopgate:1 key=(\S{1,60}) run=(\d{1,15}) attempt=(\d{1,9}) head=([0-9a-f]{7,64}) -->\r?(?:\n|$)/;
/** The marker that a comment starts with; null if it is no comment of ours. */
function readMarker(body) {
	const [, key = "", run, attempt, head = ""] = line.exec(body) ?? [];
	return keyPattern.test(key) ? {
		key,
		run: Number(run),
		attempt: Number(attempt),
		head
	} : null;
}
/** Above zero where `a` was started after `b`: runs are numbered in the order of their start, attempts within a run. */
function compareRuns(a, b) {
	return a.run - b.run || a.attempt - b.attempt;
}

// src/action/inputs.ts
/**
* @param input value of an input by name; '' if not given
* @throws Fault `usage`, naming the input and what was probably meant
*/
function readInputs(input) {
	const given = (name) => {
		const value = input(name);
		return value === "" ? {} : { [name]: value };
	};
	const [shard, shards] = [require_gate.shardOf(input("shard")), readShards(input("shards"))];
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
	if (text === "measure") throw new require_core.Fault("usage", `mode: ${text} isn't part of this version`, `leave it out, or write one of ${modes.join(", ")}`);
	return text === "" ? "auto" : oneOf("mode", text, modes);
}
function readKey(text) {
	if (text === "") return "default";
	if (keyPattern.test(text)) return text;
	throw new require_core.Fault("usage", `comment-key: '${text}' is no key`, "use letters, digits, dot, dash and underscore, 60 at most");
}
function readShards(text) {
	if (text === "") return null;
	const shards = /^\d{1,3}$/.test(text) ? Number(text) : 0;
	if (shards >= 1 && shards <= MAX_SHARDS) return shards;
	throw new require_core.Fault("usage", `shards: '${text}' is no number of jobs`, `write a number from 1 to ${MAX_SHARDS}`);
}
function readSwitch(name, text) {
	return text !== "" && oneOf(name, text.toLowerCase(), ["true", "false"]) === "true";
}
function readTime(name, text) {
	const [, digits, unit] = /^(\d{1,6})\s*(s|m|min)$/.exec(text) ?? [];
	if (digits !== void 0) return Number(digits) * (unit === "s" ? 1e3 : 6e4);
	throw new require_core.Fault("usage", `${name}: '${text}' is no time`, "write 120s, or 2m");
}
function oneOf(name, text, words) {
	const found = words.find((word) => word === text);
	if (found !== void 0) return found;
	const meant = require_core.nearest(text, words);
	const hint = meant === void 0 ? `write one of ${words.join(", ")}` : `did you mean ${meant}?`;
	throw new require_core.Fault("usage", `${name}: '${text}' is none of ${words.join(", ")}`, hint);
}

// src/action/report.ts
/**
* `mode: report`: comments on behalf of a run whose own token couldn't, such as that of a fork. The report comes from an artifact that
* anybody may have made: it is read strictly and rendered anew, and decides nothing. The pull request is found by commit.
* @returns why there was nothing to do; null if it was done
* @throws Fault `usage`, `ambiguous-pull-request`, `bad-report`, `bad-archive`, and as GitHub.request
*/
async function reportFor(job) {
	const { event, repository } = job.context;
	if (event.kind !== "workflow_run") throw new require_core.Fault("usage", "mode: report works in a workflow that runs on workflow_run", "see docs/github.md, Forks");
	if (event.event !== "pull_request") return `The run that ended was of ${event.event.slice(0, 40)}, not of a pull request.`;
	const github = await job.github();
	if (github === null) throw new require_core.Fault("usage", "mode: report needs a token", "leave the input token at its default");
	const target = await findTarget(job, github);
	if (target === null) return "No open pull request has this commit as its head any more.";
	const name = artifactName(job.inputs.key);
	const text = await artifactText(github, repository, event.run, name, require_report_json.maxReportBytes);
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
	if (more.length > 0) throw new require_core.Fault("ambiguous-pull-request", `${event.headSha} is the head of pull requests ${[issue, ...more].join(", ")}`, "close all but one of them");
	return {
		issue,
		run: event.run,
		attempt: event.attempt,
		headSha: event.headSha
	};
}
const provenance = require_core.marked`These figures were handed on by the pull request\u2019s own run, which decides the check; they were not counted again here.`;
async function tell(job, target, text, name) {
	const failure = readFailure(text);
	if (failure !== null) {
		const markdown = failureMarkdown(failure, {
			headSha: target.headSha,
			runUrl: runUrlOf(job, target)
		});
		await job.runner.summary(markdown);
		await comment(job, target, job.inputs.comment ?? "on-failure", true, require_core.marked`${require_comment.markerLine(markerOf(job, target))}\n${markdown}`);
		return;
	}
	const report = require_report_json.parseReport(text, name);
	if (report.head.sha !== target.headSha) throw new require_core.Fault("bad-report", `${name} tells of ${report.head.sha}, not of ${target.headSha}`, "run the check again");
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
* @returns the exit code: 0 pass, 1 a budget is breached, 2 no answer, or one that couldn't be handed on, 3 undecided where the policy
*   fails that
*/
async function main(env) {
	const runner = await openRunner();
	const code = await answer(runner, env);
	await (0, node_timers_promises.setImmediate)();
	const lost = runner.lost();
	if (lost === null) return code;
	sayFailure({ runner }, lost);
	sayLast(lost);
	return 2;
}
async function answer(runner, env) {
	let job;
	try {
		job = openJob(runner, env);
	} catch (thrown) {
		sayFailure({ runner }, require_core.asFault(thrown));
		runner.output("verdict", "undecided");
		return 2;
	}
	try {
		return await run$1(job);
	} catch (thrown) {
		await publishFailure(job, require_core.asFault(thrown), targetOf(job));
		return 2;
	}
}
async function run$1(job) {
	const { inputs, context } = job;
	const isReport = inputs.mode === "report" || inputs.mode === "auto" && context.event.kind === "workflow_run";
	const idle = isReport ? await reportFor(job) : idleReason(context.event);
	if (idle !== null) {
		await job.runner.summary(require_core.marked`## \u2796 Flopgate: nothing to judge\n\n${require_core.markdownText(idle)}\n`);
		job.runner.log(require_core.terminalText(idle));
		job.runner.output("verdict", "skipped");
		return 0;
	}
	if (isReport) return 0;
	if (inputs.mode === "plan" || inputs.mode === "merge") {
		const { mergeJob, planJob } = await Promise.resolve().then(() => require("./chunks/action-shards.js"));
		return inputs.mode === "plan" ? planJob(job) : mergeJob(job);
	}
	if (inputs.mode === "record") return (await Promise.resolve().then(() => require("./chunks/action-record.js"))).record(job);
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
			const { openGitHub } = await Promise.resolve().then(() => require("./chunks/host-github-client.js"));
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
require_uncaught.catchUncaught(async () => sayUncaught);
run();
async function run() {
	process.exitCode = await main(process.env);
}

exports.benchOf = benchOf;
exports.compareRuns = compareRuns;
exports.jobExitCode = jobExitCode;
exports.numberAt = numberAt;
exports.objectAt = objectAt;
exports.objectOf = objectOf;
exports.openCheckout = openCheckout;
exports.openGit = openGit;
exports.placeOf = placeOf;
exports.prepare = prepare;
exports.publish = publish;
exports.readMarker = readMarker;
exports.targetOf = targetOf;
exports.textAt = textAt;