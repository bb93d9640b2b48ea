import { basename, join } from 'node:path';
import { Fault } from '#graph/fault.ts';
import { kindOfPath, listFolder } from './models.ts';
import { readText } from './files.ts';

/** Reports that are read at once: as many as a matrix may have jobs. */
const MAX_REPORTS = 256;

/** Characters of all of them; a report of 2,000 models has 10 million. */
const MAX_ALL = 96 << 20;

/**
 * Report files by path, or all those below a folder: artifacts are put in a folder each.
 * @param most bytes that one may have
 * @throws Fault `missing-file`, `too-many-files`, `unreadable-file`
 */
export function readReports(
  paths: readonly string[],
  most: number,
): readonly { readonly name: string; readonly text: string }[] {
  const files = paths.flatMap((path) => {
    const kind = kindOfPath(path);
    if (kind === 'nothing') throw new Fault('missing-file', `${path} doesn't exist`, 'check the path');
    return kind === 'folder' ? listFolder(path, isReport).map((name) => join(path, name)) : [path];
  });
  if (files.length > MAX_REPORTS)
    throw new Fault(
      'too-many-files',
      `${files.length} reports are more than ${MAX_REPORTS}`,
      'name a folder further down',
    );
  let all = 0;
  return files.map((name) => {
    const text = readText(name, name, most) ?? '';
    all += text.length;
    if (all > MAX_ALL)
      throw new Fault(
        'too-many-files',
        `the reports up to ${name} hold more than ${MAX_ALL} characters`,
        'name the reports of one run only',
      );
    return { name, text };
  });
}

const isReport = (path: string): boolean => /^flopgate-report.*\.json$/.test(basename(path));
