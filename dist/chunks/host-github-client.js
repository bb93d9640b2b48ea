const require_core = require("./core.js");
const require_json_bounds = require("./graph-json-bounds.js");
let node_crypto = require("node:crypto");

// src/host/github/patience.ts
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
/** As the throttling plugin marks a limit that it waits for itself. */
function isLimit({ message, response }) {
	return /\bsecondary rate\b/i.test(message) || String(response?.headers["x-ratelimit-remaining"]) === "0";
}
/** Seconds that GitHub asks to wait before the next try; null if it asks nothing. */
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

// src/host/github/client.ts
const PER_PAGE = 100;
const MAX_PAGES = 100;
/** Bytes of one answer: a page of the longest comments is a fifth of it. */
const MAX_ANSWER = 32 << 20;
const JSON_BOUNDS = {
	depth: 100,
	values: 5e5
};
/** Bytes of all answers to one client. */
const MAX_ALL = 256 << 20;
/** Octokit with bounded patience; it is loaded here, at the first use, for it starts slowly. */
async function openGitHub(options) {
	const deadline = startDeadline(options.patience ?? defaultPatience);
	const { octokit, fetch } = await openOctokit(options, deadline);
	async function asked(route, work) {
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
		request: async (route, parameters) => asked(route, async () => (await octokit.request(route, { ...parameters })).data),
		async list(route, parameters) {
			const all = octokit.paginate.iterator(route, {
				per_page: PER_PAGE,
				...parameters
			});
			return asked(route, async () => itemsOf(route, all));
		},
		location: async (route, parameters) => asked(route, async () => {
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
/** @throws Fault `github-refused` if a page is no list, or there are more than `MAX_PAGES` */
async function itemsOf(route, all) {
	const items = [];
	let pages = 0;
	for await (const { data } of all) {
		if (!Array.isArray(data)) throw refused(route, "the answer is no list");
		for (const item of data) items.push(item);
		pages += 1;
		if (pages > MAX_PAGES) throw refused(route, `the list has more than ${MAX_PAGES} pages`);
	}
	return items;
}
const silent = () => void 0;
async function openOctokit({ token, apiUrl, graphqlUrl, patience = defaultPatience }, deadline) {
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
			request: { fetch: wholeFetch(fetch, new Set([apiUrl, graphqlUrl].map((url) => new URL(url).origin))) },
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
/**
* An answer that breaks off is a failure of the try; Octokit would take what came for all of it. One that is too long is read no
* further, and the token goes to the API's own servers only, wherever an answer points.
*/
function wholeFetch(fetch, servers) {
	let all = 0;
	return async (url, init) => {
		if (!servers.has(new URL(url).origin)) throw refused(url.split("?", 1)[0] ?? "", "it is no server of the API");
		const response = await fetch(url, init);
		const body = await readBody(response, Math.min(MAX_ANSWER, MAX_ALL - all));
		const problem = body === null ? `is longer than ${MAX_ANSWER} bytes` : require_json_bounds.jsonProblem(body.toString("latin1"), JSON_BOUNDS);
		if (body === null || problem !== null) throw refused(url.split("?", 1)[0] ?? "", `the answer ${problem}`);
		all += body.length;
		const { status, statusText, headers } = response;
		const whole = new Response(isBodiless(status) ? null : body, {
			status,
			statusText,
			headers
		});
		Object.defineProperty(whole, "url", { value: response.url });
		return whole;
	};
}
const isBodiless = (status) => [
	101,
	103,
	204,
	205,
	304
].includes(status);
/** The whole body; null if it has more bytes. */
async function readBody({ body }, most) {
	const chunks = [];
	let length = 0;
	for await (const chunk of body ?? []) {
		length += chunk.length;
		if (length > most) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
const refused = (what, why) => new require_core.Fault("github-refused", `GitHub, ${what}: ${why}`, "nothing that Flopgate asks for is answered so: look at GITHUB_API_URL");
/**
* Prepares a failed try for the plugins. A pause that GitHub asks for is made here, except for the limits that throttling waits for;
* those, and whatever comes after the deadline, the retry plugin is made to leave alone.
*/
async function settle(error, options, deadline) {
	const request = options.request;
	request.retries = error.cause instanceof require_core.Fault ? 0 : deadline.retries();
	const pause = isLimit(error) ? null : askedPause(error);
	if (isLimit(error) || !deadline.allows(pause ?? 0)) request.retries = 0;
	else if (pause !== null) await deadline.pause(pause);
}
async function download(fetch, address, most) {
	const where = address.split("?", 1)[0] ?? "";
	let body;
	try {
		const response = await fetch(address, {});
		if (!response.ok) throw new Error(`status ${response.status}`);
		body = await readBody(response, most);
	} catch (cause) {
		const said = cause instanceof Error ? cause.message : String(cause);
		throw new require_core.Fault("github-unavailable", `${where} can't be read: ${said}`, again, { cause });
	}
	if (body === null) throw new require_core.Fault("github-refused", `${where}: more than ${most} bytes`, "nothing of ours is so long");
	return body;
}
/** Characters of what GitHub says that are handed on. */
const MAX_MESSAGE = 500;
const again = "run the job again; https://www.githubstatus.com lists outages";
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
	const ours = [cause, cause?.cause].find((one) => one instanceof require_core.Fault);
	if (ours instanceof require_core.Fault) return ours;
	if (cause instanceof TypeError) return refused(route, "the answer is no list");
	const { status = 0, message = String(cause) } = cause;
	const line = `GitHub, ${route}: ${(message.split("\n", 1)[0] ?? "").slice(0, MAX_MESSAGE)}`;
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