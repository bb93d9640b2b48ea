const require_core = require("./core.js");
let node_crypto = require("node:crypto");

// src/host/github-patience.ts
const defaultPatience = {
	retries: 3,
	tryMs: 3e4,
	allMs: 3e5,
	secondMs: 1e3
};
/** Statuses that come again whatever is done: retrying them only costs time. Limits (403, 429) have a hook of their own. */
const finalStatuses = [
	400,
	401,
	403,
	404,
	405,
	408,
	409,
	410,
	413,
	415,
	422,
	451
];
/** Pause after a refused request that says neither how long nor until when. */
const PAUSE_SECONDS = 60;
/** As the throttling plugin tells a limit that it waits for itself. */
function isLimit({ message, response }) {
	return /\bsecondary rate\b/i.test(message) || String(response?.headers["x-ratelimit-remaining"]) === "0";
}
/** Seconds that GitHub asks to wait before the next try; null where it asks nothing. */
function askedPause({ status, response }) {
	const asked = response?.headers["retry-after"];
	if (asked !== void 0) return secondsOf(String(asked));
	return status === 429 ? PAUSE_SECONDS : null;
}
/** `Retry-After` is a number of seconds or a date. */
function secondsOf(header) {
	if (/^\d+$/.test(header)) return Number(header);
	const date = Date.parse(header);
	return Number.isNaN(date) ? PAUSE_SECONDS : Math.max(0, Math.ceil((date - Date.now()) / 1e3));
}
function startDeadline({ allMs, secondMs, retries }) {
	const end = performance.now() + allMs;
	let left = retries;
	return {
		signal: AbortSignal.timeout(allMs),
		allows: (seconds) => performance.now() + seconds * secondMs < end,
		pause: async (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * secondMs)),
		retries: () => left,
		tire: () => {
			left = Math.min(left, 1);
		}
	};
}

// src/host/github-client.ts
const PER_PAGE = 100;
const MAX_PAGES = 100;
/** Octokit with bounded patience; it is loaded here, at the first use, for it starts slowly. */
async function openGitHub(options) {
	const deadline = startDeadline(options.patience ?? defaultPatience);
	const { octokit, fetch } = await openOctokit(options, deadline);
	async function told(route, work) {
		try {
			return await work();
		} catch (cause) {
			const fault = faultOf(route, cause);
			if (fault.code === "github-unavailable") deadline.tire();
			throw fault;
		}
	}
	async function viewerByGraphql() {
		const { data } = await octokit.request(`POST ${options.graphqlUrl}`, { query: "{ viewer { login } }" });
		return data?.data?.viewer?.login;
	}
	async function viewerByRest() {
		return (await octokit.request("GET /user")).data.login;
	}
	return {
		request: async (route, parameters) => told(route, async () => (await octokit.request(route, { ...parameters })).data),
		async list(route, parameters) {
			const items = [];
			let pages = 0;
			const all = octokit.paginate.iterator(route, {
				per_page: PER_PAGE,
				...parameters
			});
			await told(route, async () => {
				for await (const { data } of all) {
					items.push(...data);
					pages += 1;
					if (pages === MAX_PAGES) break;
				}
			});
			return items;
		},
		location: async (route, parameters) => told(route, async () => {
			const { headers } = await octokit.request(route, {
				...parameters,
				request: { redirect: "manual" }
			});
			return headers.location ?? null;
		}),
		download: async (address, most) => download(fetch, address, most),
		async viewer() {
			const login = await viewerByGraphql().catch(async () => viewerByRest().catch(() => null));
			return typeof login === "string" ? login : null;
		}
	};
}
const silent = () => void 0;
async function openOctokit({ token, apiUrl, patience = defaultPatience }, deadline) {
	const [{ getOctokit }, { defaults }, { retry }, { throttling }] = await Promise.all([
		Promise.resolve().then(() => require("./lib-github.js")).then((n) => n.github_exports),
		Promise.resolve().then(() => require("./lib-github.js")).then((n) => n.utils_exports),
		Promise.resolve().then(() => require("./lib-github.js")).then((n) => n.dist_bundle_exports$1),
		Promise.resolve().then(() => require("./lib-github.js")).then((n) => n.dist_bundle_exports)
	]);
	const fetch = boundedFetch(defaults.request?.["fetch"], patience, deadline);
	const mayWait = (seconds, _options, _octokit, count) => count < deadline.retries() && deadline.allows(seconds);
	const limits = {
		onRateLimit: mayWait,
		onSecondaryRateLimit: mayWait,
		retryAfterBaseValue: patience.secondMs
	};
	return {
		octokit: getOctokit(token, {
			baseUrl: apiUrl.replace(/\/$/, ""),
			userAgent: "flopgate",
			request: { fetch: wholeFetch(fetch) },
			log: {
				debug: silent,
				info: silent,
				warn: silent,
				error: silent
			},
			retry: {
				doNotRetry: [...finalStatuses],
				retryAfterBaseValue: patience.secondMs
			},
			throttle: {
				id: (0, node_crypto.randomUUID)(),
				...limits
			}
		}, ({ hook }) => {
			hook.error("request", async (error, options) => {
				await settle(error, options, deadline);
				throw error;
			});
		}, retry, throttling, ({ hook }) => {
			hook.before("request", (options) => {
				options.request = { ...options.request };
			});
		}),
		fetch
	};
}
/** Every try ends in time, and all of them together. */
function boundedFetch(fetch, { tryMs }, deadline) {
	return async (url, init) => {
		const signals = [
			deadline.signal,
			AbortSignal.timeout(tryMs),
			...init.signal ? [init.signal] : []
		];
		return fetch(url, {
			...init,
			signal: AbortSignal.any(signals)
		});
	};
}
/** An answer that breaks off is a failure of the try; Octokit would take what came for all of it. */
function wholeFetch(fetch) {
	return async (url, init) => {
		const response = await fetch(url, init);
		await response.clone().arrayBuffer();
		return response;
	};
}
/**
* Prepares a failed try for the plugins. A pause that GitHub asks for is made here, except for the limits that throttling waits for;
* those, and whatever comes after the deadline, the retry plugin is told to leave alone.
*/
async function settle(error, options, deadline) {
	const request = options.request;
	request.retries = deadline.retries();
	const pause = isLimit(error) ? null : askedPause(error);
	if (isLimit(error) || !deadline.allows(pause ?? 0)) request.retries = 0;
	else if (pause !== null) await deadline.pause(pause);
}
async function download(fetch, address, most) {
	const where = address.split("?", 1)[0] ?? "";
	const chunks = [];
	let length = 0;
	try {
		const response = await fetch(address, {});
		if (!response.ok) throw new Error(`status ${response.status}`);
		for await (const chunk of response.body ?? []) {
			length += chunk.length;
			if (length > most) break;
			chunks.push(chunk);
		}
	} catch (cause) {
		const said = cause instanceof Error ? cause.message : String(cause);
		throw new require_core.Fault("github-unavailable", `${where} can't be read: ${said}`, again, { cause });
	}
	if (length > most) throw new require_core.Fault("github-refused", `${where}: more than ${most} bytes`, "nothing of ours is so long");
	return Buffer.concat(chunks);
}
const again = "run the job again; https://www.githubstatus.com tells of outages";
/** What hints a failure's status gives. */
const kinds = [
	{
		status: 401,
		code: "github-unauthorized",
		hint: "the token is invalid or has expired: leave the input token at its default, or renew it"
	},
	{
		status: 403,
		code: "github-forbidden",
		hint: "the token lacks a permission: see permissions: in the workflow"
	},
	{
		status: 404,
		code: "github-not-found",
		hint: "the token may not see it, or it is gone"
	},
	{
		status: 410,
		code: "github-not-found",
		hint: "it is gone"
	}
];
function faultOf(route, cause) {
	const { status = 0, message = String(cause) } = cause;
	const line = `GitHub, ${route}: ${message.split("\n", 1)[0]}`;
	if (isLimit({
		status,
		message,
		...cause
	})) return new require_core.Fault("github-limit", line, "the limit of requests is used up: run the job again later", { cause });
	if (status === 403 && /\block(?:ed)?\b/i.test(message)) return new require_core.Fault("github-locked", line, "the conversation is locked: unlock it to have comments", { cause });
	const kind = kinds.find((one) => one.status === status);
	if (kind !== void 0) return new require_core.Fault(kind.code, line, kind.hint, { cause });
	if (status >= 400 && status < 500 && status !== 408 && status !== 429) return new require_core.Fault("github-refused", `${line} (${status})`, "please report this as a defect of Flopgate", { cause });
	return new require_core.Fault(status === 429 ? "github-limit" : "github-unavailable", line, again, { cause });
}

exports.openGitHub = openGitHub;