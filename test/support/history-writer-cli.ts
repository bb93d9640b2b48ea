/** Appends one file to the data branch of the repository in the working directory; says so once that is certain. */
import { openHistoryBranch } from '../../src/host/history-branch.ts';

const [sha = '', text = ''] = process.argv.slice(2);
const branch = await openHistoryBranch(process.cwd(), 'flopgate-data');
const path = `v1/${sha.slice(0, 2)}/${sha}.json`;
const { kind, tries } = await branch.append(`Record ${sha}`, async () => [{ path, text, once: true }]);
console.log(`acknowledged ${kind} after ${tries}`);
branch.close();
