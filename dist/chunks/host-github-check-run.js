// src/host/github/check-run.ts
/** GitHub refuses longer summaries. */
const MAX_SUMMARY = 65535;
/**
* A check run beside the job's own check; the job's exit code is the gate, this only shows.
* @throws as GitHub.request
*/
async function createCheckRun(github, check) {
	const [owner = "", repo = ""] = check.repository.split("/");
	await github.request("POST /repos/{owner}/{repo}/check-runs", {
		owner,
		repo,
		name: check.name,
		head_sha: check.headSha,
		status: "completed",
		conclusion: check.conclusion,
		details_url: check.detailsUrl,
		output: {
			title: check.title,
			summary: check.summary.slice(0, MAX_SUMMARY)
		}
	});
}

exports.createCheckRun = createCheckRun;