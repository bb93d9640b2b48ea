import type { Flags } from '#cli/command.ts';

/** Flags of every command that reads or writes the data branch. */
export const historyFlags: Flags = {
  branch: { type: 'string', value: 'NAME', help: 'data branch; default: history.branch of the policy, flopgate-data' },
  config: { type: 'string', value: 'FILE', help: 'policy; default: flopgate.yml, .github/flopgate.yml' },
};
