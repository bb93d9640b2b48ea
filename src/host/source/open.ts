import type { Source } from '#graph/source.ts';
import { besideOnDisk } from './beside.ts';
import { openFile } from './file.ts';
import { openGitBlob, type BlobOptions } from './git.ts';
import { openGzip } from './gzip.ts';

/**
 * A model file: synchronous if it is stored as it is, a stream of inflated bytes if it is named `.gz`.
 * @param path as the process finds it
 * @param name as the user names it
 * @throws Fault as `openFile`
 */
export function openModelFile(path: string, name: string = path): Source {
  const file = openFile(path, name);
  return isGzipName(name) ? openGzip(file) : file;
}

/** A model file with what lies beside it; members are opened as it is. @throws Fault as `openFile` */
export function openOnDisk(path: string): Source {
  return { ...openModelFile(path), beside: besideOnDisk(path, openModelFile) };
}

/** A model in a git repository, by blob; inflated where its path ends in `.gz`. */
export function openModelBlob(options: BlobOptions): Source {
  const blob = openGitBlob(options);
  return isGzipName(options.name) ? openGzip(blob) : blob;
}

/** A model that is in memory, whole. */
export function openModelBytes(bytes: Uint8Array, name: string): Source {
  const source: Source = {
    name,
    size: bytes.length,
    forward: false,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    close: () => undefined,
  };
  return isGzipName(name) ? openGzip(source) : source;
}

function isGzipName(path: string): boolean {
  return path.toLowerCase().endsWith('.gz');
}
