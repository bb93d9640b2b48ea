import type { FileChange, TreeFile } from '#graph/tree.ts';
import type { Open } from '#gate/side.ts';
import { isModelHead, isSharedPath } from '#read/formats.ts';
import { HEAD_BYTES } from '#read/reading.ts';

/** Whether a file that is named as a model is one. */
export type Look = (file: TreeFile) => Promise<boolean>;

/**
 * Looks into the first bytes of files whose names others have, too (`.cfg`, `.json`); of any other the name is enough. A file that can't
 * be opened is no model by its name alone. Each is looked at once.
 */
export function createLook(open: Open): Look {
  const seen = new WeakMap<TreeFile, Promise<boolean>>();
  const look = async (file: TreeFile): Promise<boolean> => {
    try {
      const source = await open(file);
      try {
        return isModelHead(await source.read(0, Math.min(HEAD_BYTES, source.size ?? HEAD_BYTES)), file.path);
      } finally {
        await source.close();
      }
    } catch {
      return false;
    }
  };
  return async (file) => {
    if (!isSharedPath(file.path)) return true;
    const answer = seen.get(file) ?? look(file);
    seen.set(file, answer);
    return answer;
  };
}

/** Those that are models, in order. */
export async function modelsAmong<File extends TreeFile>(files: readonly File[], look: Look): Promise<readonly File[]> {
  const are = await Promise.all(files.map(look));
  return files.filter((_, i) => are[i]);
}

/** Changes of files that are models on either side: one that has become something else is a model that can't be read. */
export async function changedModels(files: readonly FileChange[], look: Look): Promise<readonly FileChange[]> {
  const are = await Promise.all(
    files.map(async ({ base, head }) =>
      [base === null ? false : await look(base), head === null ? false : await look(head)].includes(true),
    ),
  );
  return files.filter((_, i) => are[i]);
}
