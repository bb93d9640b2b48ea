import { explainPolicy, policyJson, type PolicyTools } from '#gate/find/policy-tools.ts';
import { openRepository } from '#host/git/repository.ts';
import { terminalLines } from '#text/escape.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals, inRepository } from '#cli/command.ts';
import { print, printJson } from '#cli/streams.ts';

export const command: Command = {
  name: 'policy',
  summary: 'which limits hold for a model, and where they come from',
  usage: '[--explain ID] [options]',
  about: `Reads the policy of the worktree and lists the models that it holds for. With --explain: every limit in force for
one of them, in each case, and the place of the policy that sets it.`,
  examples: ['flopgate policy', 'flopgate policy --explain detector'],
  flags: {
    explain: { type: 'string', value: 'ID', help: 'id or path of a model' },
    config: { type: 'string', value: 'FILE', help: 'policy; default: flopgate.yml, .github/flopgate.yml' },
  },
  async run(args: Arguments): Promise<number> {
    expectPositionals(command, args, 0, 0);
    const repository = await openRepository(process.cwd());
    const config = args.text('config');
    const tools: PolicyTools = {
      text: async (tree, path) => repository.text(tree, path),
      list: async (tree, wanted) => repository.list(tree, wanted),
      ...(config === undefined ? {} : { config: inRepository(repository.root, config) }),
    };
    const asked = args.text('explain');
    if (args.has('json')) printJson(await policyJson(tools, asked));
    else print(terminalLines(await explainPolicy(tools, asked)));
    return 0;
  },
};
