import { afterAll, expect, test } from 'vitest';
import { gate } from '../support/gate.ts';
import { model, node, tensor, value } from '../support/onnx-writer.ts';
import { removeScratch, testRepository } from '../support/repository.ts';

afterAll(removeScratch);

/** A projection of `seq` tokens, and attention of all to all where asked: 64·64·seq MACs, and 2·64·seq² more. */
function tokens(isQuadratic: boolean, seq = 'seq'): Uint8Array {
  const attention = [
    node('Transpose', ['p'], ['k'], { perm: [1, 0] }),
    node('MatMul', ['p', 'k'], ['s']),
    node('Softmax', ['s'], ['a']),
    node('MatMul', ['a', 'p'], ['y']),
  ];
  return model({
    nodes: [node('MatMul', ['x', 'w'], ['p']), ...(isQuadratic ? attention : [node('Relu', ['p'], ['y'])])],
    inputs: [value('x', 'f32', [seq, 64])],
    outputs: [value('y', 'f32', [seq, 64])],
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

const renamed = (growth: string, more = ''): string =>
  `version: 1\nmodels:\n  - path: net.onnx\n${more}    budgets: { macs: { growth: ${growth} } }\n`;

test.each([
  ['by base’s name', '{ seq: linear }', ''],
  ['by head’s name', '{ s77: linear }', ''],
  ['as at base', 'same', ''],
  ['with a size by base’s name', 'linear', '    dims: { seq: 8 }\n'],
  ['with a size by head’s name', '{ seq: linear }', '    dims: { s77: 8 }\n'],
])('a growth budget follows an axis that head renames: %s', async (_, growth, more) => {
  const repo = testRepository();
  repo.write('flopgate.yml', renamed(growth, more));
  repo.write('net.onnx', tokens(false));
  const base = repo.commit('base');
  repo.write('net.onnx', tokens(false, 's77'));
  const same = await gate(repo, base, repo.commit('another exporter'));
  repo.write('net.onnx', tokens(true, 's77'));
  const steeper = await gate(repo, base, repo.commit('attention'));
  expect([same.verdict, steeper.verdict, steeper.exitCode]).toEqual(['pass', 'fail', 1]);
});

const net = (input: string, width: number): Uint8Array =>
  model({
    nodes: [node('MatMul', [input, 'w'], ['y'])],
    inputs: [value(input, 'f32', ['n', 64])],
    outputs: [value('y', 'f32', null)],
    initializers: [tensor('w', 'f32', [64, width])],
    opset: 17,
  });

test('inputs that are renamed in the same pull request are told by either name', async () => {
  const repo = testRepository();
  repo.write(
    'flopgate.yml',
    'version: 1\nmodels:\n  - path: net.onnx\n    inputs: { tokens: 8x64 }\n    budgets: { macs: { fail: +5% } }\n',
  );
  repo.write('net.onnx', net('x', 64));
  const base = repo.commit('base');
  repo.write('net.onnx', net('tokens', 64));
  const same = await gate(repo, base, repo.commit('renamed'));
  repo.write('net.onnx', net('tokens', 96));
  const grown = await gate(repo, base, repo.commit('wider'));
  expect([same.verdict, grown.verdict]).toEqual(['pass', 'fail']);
});
