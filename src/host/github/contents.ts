import { Fault } from '#graph/fault.ts';
import type { GitHub } from './client.ts';
import { numberAt, placeOf, textAt } from './fields.ts';

/** Bytes of a policy file. */
const MAX_BYTES = 1 << 20;

/**
 * Text of a small file of a repository that the token may read; null if there is none.
 * @throws Fault `github-refused` if it is no file of at most 1 MiB, and as GitHub.request
 */
export async function fileText(
  github: GitHub,
  { repository, path, ref }: { readonly repository: string; readonly path: string; readonly ref: string },
): Promise<string | null> {
  const route = 'GET /repos/{owner}/{repo}/contents/{path}';
  const answer = await github.request(route, { ...placeOf(repository), path, ref }).catch((thrown: unknown) => {
    if (thrown instanceof Fault && thrown.code === 'github-not-found') return null;
    throw thrown;
  });
  if (answer === null) return null;
  const size = numberAt(answer, 'size');
  if (textAt(answer, 'encoding') !== 'base64' || size === null || size > MAX_BYTES)
    throw new Fault(
      'github-refused',
      `${repository}/${path} is no file of at most ${MAX_BYTES} bytes`,
      'name a policy',
    );
  return Buffer.from(textAt(answer, 'content'), 'base64').toString('utf8');
}
