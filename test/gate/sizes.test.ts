import { afterAll, describe, expect, test } from 'vitest';
import { defaultPolicy } from '#policy/default.ts';
import { gate } from '../support/gate.ts';
import { policyOf } from '../support/outcomes.ts';
import { removeScratch, testRepository } from '../support/repository.ts';
import { convNet, inputStyles, judgedPair, styles } from '../support/sized-nets.ts';
import type { InputStyle } from '../support/sized-nets.ts';

afterAll(removeScratch);

const budget = 'defaults: { budgets: { macs: { fail: +5% } } }\n';

/** Sizes for the open axes of a style, by its own names. */
function dimsOf(style: InputStyle): string {
  const sizes = [1, 3, 224, 224];
  const parts = inputStyles[style].flatMap((dim, axis) =>
    typeof dim === 'number' ? [] : [`${dim ?? `image.dim${axis}`}: ${sizes[axis]}`],
  );
  return parts.join(', ');
}

/** The policy's sizes, written by base's names, or by head's if base has none. */
const sizings = {
  'no sizes': () => '',
  dims: (base, head) => {
    const dims = dimsOf(base) || dimsOf(head);
    return dims === '' ? '' : `models: [{ path: net.onnx, dims: { ${dims} } }]\n`;
  },
  inputs: () => 'models: [{ path: net.onnx, inputs: { image: 1x3x224x224 } }]\n',
} as const satisfies Record<string, (base: InputStyle, head: InputStyle) => string>;

const pairs = styles.flatMap((base) => styles.map((head) => [base, head] as const));

describe.each(Object.entries(sizings))('36 kinds of base and head, %s', (_, policyText) => {
  test.each(pairs)('%s → %s', async (base, head) => {
    const policy = policyOf(`version: 1\n${budget}${policyText(base, head)}`);
    const before = convNet({ style: base, grown: false });
    const [grown] = await judgedPair(before, convNet({ style: head, grown: true }), policy);
    const [same] = await judgedPair(before, convNet({ style: head, grown: false }), policy);
    expect([grown?.verdict, same?.verdict]).toEqual(['fail', 'pass']);
  });
});

describe('36 kinds of base and head, the built-in policy, which only warns', () => {
  test.each(pairs)('%s → %s', async (base, head) => {
    const before = convNet({ style: base, grown: false });
    const [grown] = await judgedPair(before, convNet({ style: head, grown: true }), defaultPolicy);
    const [same] = await judgedPair(before, convNet({ style: head, grown: false }), defaultPolicy);
    expect([grown?.verdict, same?.verdict]).toEqual(['warn', 'pass']);
  });
});

test.each([
  ['static', 'N,H,W', 'no sizes'],
  ['N,H,W', 's77,s27,s53', 'no sizes'],
  ['anonymous', 'batch,height,width', 'dims'],
  ['s77,s27,s53', 'N only', 'dims'],
  ['N,H,W', 'static', 'inputs'],
] as const)('the gate over a repository: %s → %s, %s', async (base, head, sizing) => {
  const repo = testRepository();
  repo.write('flopgate.yml', `version: 1\n${budget}${sizings[sizing](base, head)}`);
  repo.write('net.onnx', convNet({ style: base, grown: false }));
  const first = repo.commit('base');
  repo.write('net.onnx', convNet({ style: head, grown: false }));
  const same = await gate(repo, first, repo.commit('another export'));
  repo.write('net.onnx', convNet({ style: head, grown: true }));
  const grown = await gate(repo, first, repo.commit('wider'));
  expect([same.verdict, same.exitCode, grown.verdict, grown.exitCode]).toEqual(['pass', 0, 'fail', 1]);
});
