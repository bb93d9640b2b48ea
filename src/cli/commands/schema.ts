import { policySchemaText } from '#gate/find/policy-tools.ts';
import type { Arguments, Command } from '#cli/command.ts';
import { expectPositionals } from '#cli/command.ts';
import { printJson } from '#cli/streams.ts';

export const command: Command = {
  name: 'schema',
  summary: 'the JSON Schema of the policy file',
  usage: '',
  about: 'Prints the JSON Schema that flopgate.yml is checked by, for editors that complete and check YAML.',
  examples: ['flopgate schema > flopgate.schema.json'],
  flags: {},
  run(args: Arguments): number {
    expectPositionals(command, args, 0, 0);
    printJson(policySchemaText());
    return 0;
  },
};
