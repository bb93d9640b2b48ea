const require_action = require("../action.js");

// src/host/github/issues.ts
/** Whose issues a job's own token writes, where GitHub doesn't say whose token it is. */
const JOB_BOT = "github-actions[bot]";
/**
* One issue about one thing: made if there is none, updated if its words changed; one that people closed stays closed
* unless there is news.
* @throws Fault as GitHub.request
*/
async function putIssue(github, question) {
	const { repository, marker, title, label, reopens } = question;
	const { owner, repo } = require_action.placeOf(repository);
	const body = `${marker}\n${question.body}`;
	const listed = await github.list("GET /repos/{owner}/{repo}/issues", {
		owner,
		repo,
		labels: label,
		state: "all"
	});
	const author = await github.viewer() ?? JOB_BOT;
	const own = listed.map(require_action.objectOf).filter((issue) => textOf(issue["body"]).startsWith(`${marker}\n`) && loginOf(issue) === author).filter((issue) => issue["pull_request"] === void 0 && require_action.numberAt(issue, "number") !== null).toSorted((a, b) => Number(a["number"]) - Number(b["number"]));
	const found = own.find((issue) => issue["state"] === "open") ?? own.at(-1);
	if (found === void 0) {
		const made = await github.request("POST /repos/{owner}/{repo}/issues", {
			owner,
			repo,
			title,
			body,
			labels: [label]
		});
		return {
			kind: "created",
			url: urlOf(require_action.objectOf(made))
		};
	}
	const was = textOf(found["body"]);
	if (found["state"] !== "open" && !reopens(was)) return {
		kind: "closed",
		url: urlOf(found)
	};
	if (was === body && found["state"] === "open") return {
		kind: "same",
		url: urlOf(found)
	};
	const place = {
		owner,
		repo,
		issue_number: Number(found["number"])
	};
	await github.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
		...place,
		title,
		body,
		state: "open"
	});
	return {
		kind: "updated",
		url: urlOf(found)
	};
}
const textOf = (value) => typeof value === "string" ? value.replaceAll("\r\n", "\n") : "";
const urlOf = (issue) => textOf(issue["html_url"]) || null;
const loginOf = (issue) => require_action.textAt(require_action.objectAt(issue, "user"), "login");

exports.putIssue = putIssue;