import type { Policy } from '#policy/policy.ts';
import type { Acceptance } from '#judge/types.ts';
import type { Finding } from '#graph/finding.ts';
import { trailerProblemText } from '#report/reason.ts';
import { labelAcceptance, readTrailers } from '#judge/accept.ts';

export interface AcceptanceQuestion {
  readonly rule: Policy['accept'];
  readonly messages: () => Promise<readonly { readonly sha: string; readonly message: string }[]>;
  /** Login of the person who put this label there and may do so; null if nobody has. */
  readonly labelledBy?: (label: string) => Promise<string | null>;
}

/** What people accept: by trailers of head's commits, and by the label on the pull request. */
export async function readAcceptances({ rule, messages, labelledBy }: AcceptanceQuestion): Promise<{
  readonly acceptances: readonly Acceptance[];
  readonly findings: readonly Finding[];
}> {
  const texts = (await messages()).map(({ sha, message }) => readTrailers(message, rule.trailer, sha));
  const login = (await labelledBy?.(rule.label)) ?? null;
  return {
    acceptances: [
      ...texts.flatMap(({ acceptances }) => acceptances),
      ...(login === null ? [] : [labelAcceptance(login)]),
    ],
    findings: texts.flatMap(({ problems }) =>
      problems.map((problem): Finding => ({
        code: 'bad-acceptance',
        level: 'warning',
        detail: trailerProblemText(problem),
      })),
    ),
  };
}
