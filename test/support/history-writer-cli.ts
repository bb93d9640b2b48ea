/** Appends one record to the data branch of the repository in the working directory; says so once that is certain. */
import { openHistoryBranch } from '../../src/host/data-branch/data-branch.ts';

const [sha = '', text = '', time = '', volume = ''] = process.argv.slice(2);
const branch = await openHistoryBranch(process.cwd(), 'flopgate-data', { volume: Number(volume) });
const file = { path: `v1/${sha.slice(0, 2)}/${sha}.json`, text, once: true, time: Number(time) };
const { kind, tries } = await branch.append(`Record ${sha}`, async () => [file]);
console.log(`acknowledged ${kind} after ${tries}`);
branch.close();
