import { join, relative, resolve } from 'node:path';
import type { PreRenderedChunk } from 'rolldown';

const root = join(import.meta.dirname, '..');

/** What every run of the command line loads: the door behind `src/cli.ts`, and the one command that is there from the start. */
const start = 'src/cli/main.ts';
const isStart = (id: string): boolean => resolve(id) === join(root, start);

/**
 * Libraries that start up slowly get chunks of their own, so that only a command that needs one loads it. Of our own code all that
 * the start imports, and what that imports, lies in one chunk: within a file names are bound once, across files every use of one
 * is a property's getter.
 */
export const chunks = [
  { name: 'lib-http', test: /[\\/]node_modules[\\/](?:undici|tunnel|@actions[\\/]http-client)[\\/]/ },
  // Apart from the rest, for the first act of @actions/github is to read the event, whatever lies there.
  { name: 'lib-github', test: /[\\/]node_modules[\\/](?:@actions[\\/]github|@octokit)[\\/]/ },
  { name: 'lib-actions', test: /[\\/]node_modules[\\/]@actions[\\/]/ },
  { name: 'lib-git', test: /[\\/]node_modules[\\/]simple-git[\\/]/ },
  { name: 'lib-yaml', test: /[\\/]node_modules[\\/]yaml[\\/]/ },
  { name: 'lib-zod', test: /[\\/]node_modules[\\/]zod[\\/]/ },
  { name: 'core', test: isStart, includeDependenciesRecursively: true },
];

/** A chunk of ours is named by the file that it is loaded for, or that it ends with: no two chunks hold the same one. */
export const chunkName = ({ name, facadeModuleId, moduleIds }: PreRenderedChunk): string => {
  const path = relative(join(root, 'src'), facadeModuleId ?? moduleIds.at(-1) ?? '').replaceAll('\\', '/');
  const isOwn = !path.startsWith('../') && !chunks.some((chunk) => chunk.name === name);
  return `chunks/${isOwn ? path.replace(/\.ts$/, '').replaceAll('/', '-') : name}.js`;
};
