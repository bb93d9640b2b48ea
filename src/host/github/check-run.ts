import type { GitHub } from './client.ts';

export interface CheckRun {
  /** `owner/name`. */
  readonly repository: string;
  readonly name: string;
  readonly headSha: string;
  readonly conclusion: 'success' | 'neutral' | 'failure' | 'skipped';
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly detailsUrl: string;
}

/** GitHub refuses longer summaries. */
const MAX_SUMMARY = 65_535;

/**
 * A check run beside the job's own check; the job's exit code is the gate, this only shows.
 * @throws as GitHub.request
 */
export async function createCheckRun(github: GitHub, check: CheckRun): Promise<void> {
  const [owner = '', repo = ''] = check.repository.split('/');
  await github.request('POST /repos/{owner}/{repo}/check-runs', {
    owner,
    repo,
    name: check.name,
    head_sha: check.headSha,
    status: 'completed',
    conclusion: check.conclusion,
    details_url: check.detailsUrl,
    output: { title: check.title, summary: check.summary.slice(0, MAX_SUMMARY) },
  });
}
