import type { RawPolicy } from './schema.ts';

/**
 * The folder that a policy is about: its own, so that a repository of several teams has a policy beside each team's models. At the root,
 * and in a folder whose name begins with a dot (`.github`), it is about the whole repository.
 * @param path of the policy, from the repository's root
 */
export function rootOf(path: string): string {
  const folder = path.replace(/^\.\//, '').split('/').slice(0, -1);
  return folder.some((name) => name.startsWith('.')) || path.startsWith('/') ? '' : folder.join('/');
}

const each = (paths: string | string[] | undefined, to: (path: string) => string): string[] | undefined =>
  paths === undefined ? undefined : [paths].flat().map(to);

/** The policy with its paths and globs from the repository's root. */
export function rooted(raw: RawPolicy, root: string): RawPolicy {
  if (root === '') return raw;
  const below = (path: string): string => `${root}/${path.replace(/^\.\//, '')}`;
  const input = (written: string): string => {
    const [, name = '', path = ''] = /^([^=]*=)?(.*)$/su.exec(written) ?? [];
    return `${name}${below(path)}`;
  };
  return {
    ...raw,
    ignore: each(raw.ignore, below),
    models: raw.models?.map((model) => ({
      ...model,
      path: below(model.path),
      external: each(model.external, below),
      input_files: each(model.input_files, input),
    })),
    groups: raw.groups?.map((group) => ({ ...group, paths: each(group.paths, below) ?? [] })),
  };
}
