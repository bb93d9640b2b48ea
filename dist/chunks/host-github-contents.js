const require_core = require("./core.js");
const require_action = require("../action.js");

// src/host/github/contents.ts
/** Bytes of a policy file. */
const MAX_BYTES = 1 << 20;
/**
* Text of a small file of a repository that the token may read; null if there is none.
* @throws Fault `github-refused` if it is no file of at most 1 MiB, and as GitHub.request
*/
async function fileText(github, { repository, path, ref }) {
	const answer = await github.request("GET /repos/{owner}/{repo}/contents/{path}", {
		...require_action.placeOf(repository),
		path,
		ref
	}).catch((thrown) => {
		if (thrown instanceof require_core.Fault && thrown.code === "github-not-found") return null;
		throw thrown;
	});
	if (answer === null) return null;
	const size = require_action.numberAt(answer, "size");
	if (require_action.textAt(answer, "encoding") !== "base64" || size === null || size > MAX_BYTES) throw new require_core.Fault("github-refused", `${repository}/${path} is no file of at most ${MAX_BYTES} bytes`, "name a policy");
	return Buffer.from(require_action.textAt(answer, "content"), "base64").toString("utf8");
}

exports.fileText = fileText;