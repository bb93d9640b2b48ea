import type { Event } from '#host/actions/event.ts';
import type { Fault } from '#graph/fault.ts';
import { markdownText, quotedCode } from '#text/escape.ts';
import { joined, marked, type Markdown } from '#text/safe.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Why there is no comment, and the YAML that mends it: markdown for the job summary. */
export function noCommentNotice(fault: Fault, event: Event, key: string, env: Environment): Markdown {
  const readOnly = event.kind === 'pull_request' && !event.privileged && (event.fork || event.dependabot);
  const lines = [marked``, marked`> [!NOTE]`];
  if (fault.code !== 'github-forbidden')
    lines.push(
      marked`> **No comment.** ${markdownText(fault.message)}: ${markdownText(fault.hint)}. The verdict stands.`,
    );
  else if (readOnly) {
    const whose = event.fork ? 'a fork' : 'Dependabot';
    lines.push(
      marked`> **No comment.** Tokens of pull requests from ${whose} are read-only, whatever \`permissions:\` says. The verdict stands.`,
      marked`> To have comments all the same, let this job hand on its report (its step has \`id: flopgate\`):`,
      ...quoted(uploadYaml(key)),
      marked`> and add a second workflow, which runs with the rights of your own repository and never checks anything out:`,
      ...quoted(reportYaml(key, env)),
    );
  } else
    lines.push(
      marked`> **No comment.** The job’s token may not write one. The verdict stands. To have comments, add to the job:`,
      ...quoted('permissions:\n  contents: read\n  pull-requests: write'),
    );
  return marked`${joined(lines, '\n')}\n`;
}

/** Why there is no check run. */
export function noCheckRunNotice(fault: Fault): Markdown {
  const mend = fault.code === 'github-forbidden' ? ' Add `checks: write` under `permissions:` of the job.' : '';
  return marked`\n> [!NOTE]\n> **No check run.** ${markdownText(fault.message)}.${mend} The verdict stands.\n`;
}

/** Every line is made of words of our own and of names that are checked below. */
const quoted = (yaml: string): Markdown[] => quotedCode(yaml, 'yaml');

/** Name of the artifact that hands a report on. */
export function artifactName(key: string): string {
  return key === 'default' ? 'flopgate-report' : `flopgate-report-${key}`;
}

const uploadYaml = (key: string): string => `- uses: actions/upload-artifact@v7
  if: always()
  with:
    name: ${artifactName(key)}
    path: \${{ steps.flopgate.outputs.report }}`;

const reportYaml = (key: string, env: Environment): string => `name: Flopgate comment
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
          mode: report${key === 'default' ? '' : `\n          comment-key: ${key}`}`;

/** A fork chooses the name of its workflow: only plain words are repeated. */
function workflowName({ GITHUB_WORKFLOW: name = '' }: Environment): string {
  return /^[\w .()/-]{1,80}$/.test(name) ? JSON.stringify(name) : '"NAME OF THIS WORKFLOW"';
}

/** The action as the workflow names it. */
function ownName({ GITHUB_ACTION_REPOSITORY: repository = '', GITHUB_ACTION_REF: ref = '' }: Environment): string {
  const known = /^[\w.-]+\/[\w.-]+$/.test(repository) && /^[\w./-]+$/.test(ref);
  return known ? `${repository}@${ref}` : 'flopgate/flopgate@v1';
}
