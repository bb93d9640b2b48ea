const require_core = require("./core.js");
const require_action = require("../action.js");

// src/host/github/comment.ts
/** GitHub refuses longer comments. */
const MAX_BODY = 65536;
const defect = "this is a defect of Flopgate: please report it";
/** Rounds in which a comment is written, looked at again, and found to be another's. */
const MAX_ROUNDS = 4;
/** Whose comments a job's own token writes, where GitHub doesn't say whose token it is. */
const JOB_BOT = "github-actions[bot]";
/**
* Leaves exactly one comment of ours on the pull request, that of the newest run. Runs that go on at the same time may each make
* one; whoever wrote looks again, the oldest comment stays, and the newest run's words go into it.
* @throws Fault as GitHub.request
*/
async function putComment(github, question) {
	const { body } = question;
	const marker = require_action.readMarker(body);
	if (marker === null || body.length > MAX_BODY) throw new require_core.Fault("internal", `a comment of ${body.length} characters, ${marker === null ? "un" : ""}marked`, defect);
	let wrote = null;
	let author = null;
	for (let round = 0; round < MAX_ROUNDS; round += 1) {
		const marked = await markedComments(github, question, marker.key);
		if (marked.length > 0) author ??= await github.viewer() ?? JOB_BOT;
		const own = marked.filter((one) => isBy(one, author)).toSorted((a, b) => a.id - b.id);
		const [keeper, ...others] = own;
		if (keeper === void 0) {
			if (wrote !== null || !question.create) return wrote ?? {
				kind: "none",
				url: null
			};
			const made = await create(github, question, body);
			[wrote, author] = [{
				kind: "created",
				url: made?.url ?? null
			}, made?.by ?? null];
			continue;
		}
		const newest = own.reduce((most, one) => require_action.compareRuns(one.marker, most.marker) > 0 ? one : most);
		if (require_action.compareRuns(newest.marker, marker) > 0) {
			await remove(github, question, others.filter((one) => one !== newest));
			return {
				kind: "late",
				url: newest.url
			};
		}
		if (wrote !== null && require_action.compareRuns(keeper.marker, marker) === 0) {
			await remove(github, question, others);
			return {
				...wrote,
				url: keeper.url
			};
		}
		if (await overwrite(github, question, keeper, body)) wrote ??= {
			kind: "updated",
			url: keeper.url
		};
	}
	return wrote ?? {
		kind: "none",
		url: null
	};
}
function isBy({ by, bot }, author) {
	return by !== null && (by === author || bot && by === `${author}[bot]`);
}
const placeOf = ({ repository }) => require_action.placeOf(repository);
async function markedComments(github, question, key) {
	return (await github.list("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
		...placeOf(question),
		issue_number: question.issue
	})).flatMap((comment) => {
		const marked = readComment(comment);
		return marked?.marker.key === key ? [marked] : [];
	});
}
function readComment(comment) {
	const id = require_action.numberAt(comment, "id");
	const marker = require_action.readMarker(require_action.textAt(comment, "body"));
	if (id === null || marker === null) return null;
	const user = require_action.objectAt(comment, "user");
	return {
		id,
		marker,
		url: require_action.textAt(comment, "html_url") || null,
		by: require_action.textAt(user, "login") || null,
		bot: require_action.textAt(user, "type") === "Bot"
	};
}
async function create(github, question, body) {
	const parameters = {
		...placeOf(question),
		issue_number: question.issue,
		body
	};
	return readComment(await github.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters));
}
/** False if the comment is gone. */
async function overwrite(github, question, { id }, body) {
	const parameters = {
		...placeOf(question),
		comment_id: id,
		body
	};
	return unlessGone(github.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", parameters));
}
async function remove(github, question, comments) {
	for (const { id } of comments) {
		const parameters = {
			...placeOf(question),
			comment_id: id
		};
		await unlessGone(github.request("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", parameters));
	}
}
async function unlessGone(work) {
	try {
		await work;
		return true;
	} catch (thrown) {
		if (require_core.asFault(thrown).code === "github-not-found") return false;
		throw thrown;
	}
}

exports.putComment = putComment;