import { expect, test } from 'vitest';
import { readOwners } from '#policy/codeowners.ts';

const text = `# Who owns what
*           @octo/all   # everything
*.onnx      @Ada
/models/    @octo/ml @eve
docs/*      docs@example.com @writer
apps/       @apps
/apps/github
/build/logs/**/x.onnx @deep
`;

test.each<[string, readonly string[]]>([
  ['README.md', ['octo/all']],
  ['net.onnx', ['ada']],
  ['other/deep/net.onnx', ['ada']],
  ['models/a/net.onnx', ['octo/ml', 'eve']],
  ['other/models/net.onnx', ['ada']],
  ['docs/a.md', ['writer']],
  ['docs/b/a.md', ['octo/all']],
  ['x/apps/y', ['apps']],
  ['apps/github/z', []],
  ['build/logs/a/b/x.onnx', ['deep']],
])('%s: %j', (path, owners) => expect(readOwners(text)(path)).toEqual(owners));

test('without a file nobody owns anything', () => expect(readOwners('')('a.onnx')).toEqual([]));
