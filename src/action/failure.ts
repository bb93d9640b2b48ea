import type { Fault } from '#graph/fault.ts';
import { address, markdownCode, markdownText } from '#text/escape.ts';
import { jsonDocument } from '#text/plain-json.ts';
import { joined, marked, type JsonText, type Markdown } from '#text/safe.ts';
import { shortSha } from '#report/words.ts';

/** What a failure says of itself. */
export type FailureText = Pick<Fault, 'code' | 'message' | 'hint'>;

/** A run without an answer, for summary and comment. */
export function failureMarkdown(
  { code, message, hint }: FailureText,
  about: { headSha: string | null; runUrl: string },
): Markdown {
  const where = [
    ...(about.headSha === null ? [] : [markdownCode(shortSha(about.headSha))]),
    marked`[run](${address(about.runUrl)})`,
  ];
  const blocks = [
    marked`## ❔ Flopgate can’t answer`,
    joined(where, ' · '),
    marked`**${markdownText(code)}** ${markdownText(message)}`,
    marked`**Next** ${markdownText(hint)}`,
  ];
  return marked`${joined(blocks, '\n\n')}\n`;
}

/** The report file of a run without an answer. */
export function failureJson({ code, message, hint }: FailureText): JsonText {
  return jsonDocument({ schema: 'flopgate/error/1', error: { code, message, hint } }, 2);
}

/** The failure in such a file, which may be hostile; null if it is no such file. */
export function readFailure(json: string): FailureText | null {
  if (json.length > 64_000) return null;
  try {
    const { schema, error } = JSON.parse(json) as { readonly schema?: unknown; readonly error?: unknown };
    const { code, message, hint } = (error ?? {}) as Readonly<Record<string, unknown>>;
    if (schema !== 'flopgate/error/1') return null;
    if (typeof code !== 'string' || typeof message !== 'string' || typeof hint !== 'string') return null;
    return { code: code.slice(0, 100), message: message.slice(0, 2000), hint: hint.slice(0, 2000) };
  } catch {
    return null;
  }
}
