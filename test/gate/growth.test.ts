import { afterAll, expect, test } from 'vitest';
import { gate } from '../support/gate.ts';
import { model, node, tensor, value } from '../support/onnx-writer.ts';
import { removeScratch, testRepository } from '../support/repository.ts';

afterAll(removeScratch);

/** A projection of `seq` tokens, and attention of all to all where asked: 64·64·seq MACs, and 2·64·seq² more. */
function tokens(isQuadratic: boolean): Uint8Array {
  const attention = [
    node('Transpose', ['p'], ['k'], { perm: [1, 0] }),
    node('MatMul', ['p', 'k'], ['s']),
    node('Softmax', ['s'], ['a']),
    node('MatMul', ['a', 'p'], ['y']),
  ];
  return model({
    nodes: [node('MatMul', ['x', 'w'], ['p']), ...(isQuadratic ? attention : [node('Relu', ['p'], ['y'])])],
    inputs: [value('x', 'f32', ['seq', 64])],
    outputs: [value('y', 'f32', ['seq', 64])],
    initializers: [tensor('w', 'f32', [64, 64])],
    opset: 17,
  });
}

const policy = (growth: string): string =>
  `version: 1\nmodels:\n  - path: net.onnx\n    dims: { seq: 8 }\n    budgets: { macs: { growth: ${growth} } }\n`;

test.each([
  ['same', false, true, 'fail', 1],
  ['linear', false, true, 'fail', 1],
  // A quarter more MACs at eight tokens, of which the default budget warns.
  ['quadratic', false, true, 'warn', 0],
  ['same', true, false, 'pass', 0],
])('growth: %s, quadratic at base %s and at head %s: %s', async (growth, before, after, verdict, exitCode) => {
  const repo = testRepository();
  repo.write('flopgate.yml', policy(growth));
  repo.write('net.onnx', tokens(before));
  const base = repo.commit('base');
  repo.write('net.onnx', tokens(after));
  const report = await gate(repo, base, repo.commit('head'));
  expect([report.verdict, report.exitCode]).toEqual([verdict, exitCode]);
});
