import type { AcceptRule } from '#policy/policy.ts';
import type { Acceptance } from '#judge/types.ts';
import type { Finding } from '#graph/finding.ts';
import { trailerProblemText } from '#report/reason.ts';
import { asFault } from '#graph/fault.ts';
import { labelAcceptance, readTrailers } from '#judge/accept.ts';
import { quote } from '#text/quote.ts';

/** A commit whose message may accept something. */
export interface SignedCommit {
  readonly sha: string;
  readonly message: string;
  /** Login of whoever signed it, by GitHub's word; null or absent: nobody that GitHub vouches for. */
  readonly signer?: string | null;
  /** Login of whoever opened its pull request; null or absent: unknown. */
  readonly author?: string | null;
}

/** The policy's label on a pull request, put there by a person who may. */
export interface LabelWord {
  readonly login: string;
  readonly author: string;
  readonly pull: number;
  readonly headSha: string;
  /** There were commits after it: it was given for another state. */
  readonly isStale: boolean;
}

/** What people decided, as the host of the pull request knows it. */
export interface Decisions {
  /** @param known what git knows of head's commits @param needSigners whether it matters who signed them */
  commits(known: () => Promise<readonly SignedCommit[]>, needSigners: boolean): Promise<readonly SignedCommit[]>;
  /** One word of each pull request that is judged here; empty where any of them hasn't the label. */
  labels(label: string): Promise<readonly LabelWord[]>;
  /** @throws Fault where GitHub doesn't say */
  isMember(team: string, login: string): Promise<boolean>;
}

export interface AcceptanceQuestion {
  readonly rule: AcceptRule;
  /** Commits whose trailers may accept. */
  readonly commits: () => Promise<readonly SignedCommit[]>;
  /** Absent: there is no pull request to ask about. */
  readonly decisions?: Pick<Decisions, 'labels' | 'isMember'>;
  /** Owners of a path, by CODEOWNERS of base. */
  readonly ownersOf: (path: string) => readonly string[];
  /** What is judged. */
  readonly models: readonly { readonly id: string; readonly path: string }[];
}

export interface Accepted {
  readonly acceptances: readonly Acceptance[];
  readonly findings: readonly Finding[];
}

/** A word before it is known whether its person may say it. */
interface Word {
  readonly acceptance: Acceptance;
  readonly person: string | null;
  readonly author: string | null;
  /** Begins a sentence: `Flopgate-Accept in abc1234`. */
  readonly what: string;
}

/** True where it matters who accepts. */
export const needsSigners = ({ by, notAuthor }: AcceptRule): boolean => by.length > 0 || notAuthor;

/** What people accept: by trailers of head's commits, and by the label on the pull request, as far as the policy lets them. */
export async function readAcceptances(question: AcceptanceQuestion): Promise<Accepted> {
  const { rule, commits, decisions } = question;
  const findings: Finding[] = [];
  const refuse = (detail: string): void => void findings.push({ code: 'bad-acceptance', level: 'warning', detail });
  const words: Word[] = [];
  const { trailer } = rule;
  for (const { sha, message, signer = null, author = null } of trailer === null ? [] : await commits()) {
    const { acceptances, problems } = readTrailers(message, trailer ?? '', sha, rule);
    problems.map(trailerProblemText).forEach(refuse);
    const what = `${trailer ?? ''} in ${sha.slice(0, 12)}`;
    words.push(...acceptances.map((acceptance) => ({ acceptance, person: signer, author, what })));
  }
  for (const { login, author, pull, headSha, isStale } of (await decisions?.labels(rule.label)) ?? []) {
    const what = `the label ${quote(rule.label)} of ${quote(login)}`;
    const acceptance = labelAcceptance(login, `for #${pull} at ${headSha.slice(0, 7)}`, rule);
    if (isStale) refuse(`${what} was given before the newest commit, so that it accepts nothing: set it again`);
    else words.push({ acceptance, person: login, author, what });
  }
  const may = authority(question, refuse);
  const allowed: Acceptance[] = [];
  for (const word of words) {
    // Questions to GitHub are asked once each.
    // oxlint-disable-next-line no-await-in-loop
    allowed.push(...(await may(word)));
  }
  return { acceptances: allowed, findings: distinct(findings) };
}

const distinct = (findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((one) => [one.detail, one])).values(),
];

/** Whether one of some names is a person, or a team that holds the person; each team is asked about once. */
function memberships(
  decisions: AcceptanceQuestion['decisions'],
  refuse: (detail: string) => void,
): (names: readonly string[], login: string) => Promise<boolean> {
  const asked = new Map<string, Promise<boolean>>();

  async function isIn(team: string, login: string): Promise<boolean> {
    const key = `${team} ${login}`;
    const answer = asked.get(key) ?? ask(team, login);
    asked.set(key, answer);
    return answer;
  }

  async function ask(team: string, login: string): Promise<boolean> {
    try {
      return (await decisions?.isMember(team, login)) ?? false;
    } catch (thrown) {
      refuse(
        `whether ${quote(login)} is in ${quote(team)} can't be asked, so that it counts as no: ${asFault(thrown).message}`,
      );
      return false;
    }
  }

  return async function isAmong(names: readonly string[], login: string): Promise<boolean> {
    for (const name of names) {
      // oxlint-disable-next-line no-await-in-loop
      if (name.includes('/') ? await isIn(name, login) : name === login.toLowerCase()) return true;
    }
    return false;
  };
}

/** What a person may accept of what they say; what is refused is said. */
function authority(
  { rule, decisions, ownersOf, models }: AcceptanceQuestion,
  refuse: (detail: string) => void,
): (word: Word) => Promise<readonly Acceptance[]> {
  const isAmong = memberships(decisions, refuse);
  return async ({ acceptance, person, author, what }) => {
    if (!needsSigners(rule)) return [acceptance];
    const no = (why: string): readonly Acceptance[] => {
      refuse(`${what} accepts nothing: ${why}`);
      return [];
    };
    if (person === null) return no('accept.by and accept.not_author need a commit that its person signed');
    if (rule.notAuthor && (author === null || author.toLowerCase() === person.toLowerCase()))
      return no(
        author === null ? 'whose pull request this is isn’t known' : `${quote(person)} opened the pull request`,
      );
    const named = rule.by.filter((name) => name !== 'codeowners');
    if (rule.by.length === 0 || (await isAmong(named, person))) return [acceptance];
    if (named.length === rule.by.length) return no(`accept.by doesn't name ${quote(person)}`);
    const fitting = models.filter(({ id }) => acceptance.model === '*' || acceptance.model === id);
    const own: Acceptance[] = [];
    for (const { id, path } of fitting) {
      // oxlint-disable-next-line no-await-in-loop
      if (await isAmong(ownersOf(path), person)) own.push({ ...acceptance, model: id });
    }
    return own.length > 0 ? own : no(`${quote(person)} owns no model that it names, by CODEOWNERS`);
  };
}
