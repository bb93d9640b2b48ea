import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ModelOutcome } from '#judge/types.ts';
import { judgementText } from '#report/reason.ts';
import { net } from '../support/models.ts';
import { outcomeOf, policyOf } from '../support/outcomes.ts';
import { residualNet, sequenceNet } from '../support/residual-net.ts';

const resnet18 = readFileSync(join(import.meta.dirname, '../fixtures/onnx/tv_resnet18_ts17.onnx'));
const again = readFileSync(join(import.meta.dirname, '../fixtures/onnx/tv_resnet18_dyn18.onnx'));

const under = (contract: string, base: Uint8Array | null, head: Uint8Array): ModelOutcome =>
  outcomeOf({ base, head, path: 'net.onnx' }, policyOf(`version: 1\n${contract}\ndefaults: { budgets: {} }`));

const verdict = (outcome: ModelOutcome): string => {
  const [worst] = outcome.judgements;
  return worst === undefined || worst.verdict === 'skipped'
    ? 'kept'
    : `${worst.verdict} ${worst.broke}: ${judgementText(worst, outcome)}`;
};

describe('contracts', () => {
  test.each<[string, Uint8Array | null, Uint8Array, string]>([
    ['opset: { max: 17 }', null, resnet18, 'kept'],
    ['opset: { max: 16 }', null, resnet18, 'fail opset: asks for opset 17, newer than the 16 that is allowed'],
    ['opset: { min: 18 }', null, resnet18, 'fail opset: asks for opset 17, older than the 18 that is wanted'],
    ['ops: { deny: [Gelu] }', null, resnet18, 'kept'],
    [
      'ops: { deny: [Gemm, "Max*"] }',
      null,
      resnet18,
      'fail ops: holds operators that the policy denies: `MaxPool`, `Gemm`',
    ],
    ['ops: { allow: [Conv, Relu, MaxPool, Add, GlobalAveragePool, Flatten, Gemm, Identity] }', null, resnet18, 'kept'],
    [
      'ops: { allow: ["Conv*", Relu, Add, "*Pool", Gemm, Identity] }',
      null,
      resnet18,
      'fail ops: holds operators that the policy doesn’t allow: `Flatten`',
    ],
    ['layers: { max_share: 10% }', null, resnet18, 'kept'],
    [
      'layers: { max_share: 50% }',
      null,
      net({ channels: 8 }),
      'fail layers: `conv1` has 73 % of the multiply-accumulates (at most 50% allowed)',
    ],
    [
      'quantization: float16',
      null,
      net(),
      'fail quantization: 100 % of the multiply-accumulates work on wider numbers than `float16` (100% must keep to it): `conv0`, `conv1`, `fc`',
    ],
    ['quantization: { type: int8, share: 0% }', null, net(), 'kept'],
    ['interface: locked', resnet18, resnet18, 'kept'],
    ['interface: locked', residualNet(), residualNet({ widths: [16, 34, 64] }), 'kept'],
    ['interface: locked', residualNet(), residualNet({ size: 65 }), 'fail interface: the interface is locked, but'],
    ['interface: locked', resnet18, again, 'fail interface: the interface is locked, but'],
    ['interface: locked', null, resnet18, 'kept'],
  ])('%s', (contract, base, head, expected) => expect(verdict(under(contract, base, head))).toContain(expected));

  test('a formula: decided for every size, or said to hang on them', () => {
    expect(verdict(under('layers: { max_share: 100% }', null, sequenceNet(true)))).toBe('kept');
    expect(verdict(under('layers: { max_share: 40% }', null, sequenceNet(true)))).toMatch(
      /^(?:fail|undecided) layers: /,
    );
  });

  test('an entry’s own key stands over that of all models; null takes it away', () => {
    const policy = policyOf(
      'version: 1\nopset: { max: 9 }\nmodels: [{ path: net.onnx, opset: null }]\ndefaults: { budgets: {} }',
    );
    expect(verdict(outcomeOf({ head: resnet18, path: 'net.onnx' }, policy))).toBe('kept');
    expect(verdict(outcomeOf({ head: resnet18, path: 'other.onnx' }, policy))).toContain('newer than the 9');
  });
});
