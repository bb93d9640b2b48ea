import { describe, expect, test } from 'vitest';
import { explainPlan, planFor } from '#policy/model-plan.ts';
import { defaultPolicy } from '#policy/default.ts';
import { policyOf } from '../support/outcomes.ts';

const policy = policyOf(`version: 1
models:
  - { id: zoo, path: "zoo/**/*.onnx", budgets: { macs: { fail: +9% } } }
  - { id: detector, path: zoo/detector.onnx, dims: { batch: 1 }, cases: [ { name: b8, dims: { batch: 8 }, budgets: { memory: { max: 1GiB } } } ], budgets: { macs: { max: 4.2G, warn: null } } }
  - { path: free.onnx, cases: [ { name: small, dims: { n: 1 } }, { name: large, dims: { n: 9 } } ], budgets: { macs: null } }
ignore: [ "zoo/fixtures/**", free.onnx ]
defaults:
  budgets: { macs: { fail: +2%, warn: +1% } }
`);
const macsOf = (path: string, name = '') =>
  planFor(policy, path)
    ?.cases.find((one) => one.name === name)
    ?.budgets.get('macs');

describe('which entry holds', () => {
  test.each([
    ['zoo/a/b.onnx', 'zoo/a/b.onnx', '+9%', 'models[0].budgets.macs.fail'],
    ['zoo/c.onnx', 'zoo/c.onnx', '+9%', 'models[0].budgets.macs.fail'],
    ['zoo/detector.onnx', 'detector', '+2%', 'defaults.budgets.macs.fail'],
    ['other/x.onnx', 'other/x.onnx', '+2%', 'defaults.budgets.macs.fail'],
  ])('%s', (path, id, fail, origin) => {
    expect(planFor(policy, path)?.id).toBe(id);
    expect(macsOf(path)).toMatchObject({ fail: { text: fail }, origin: { fail: origin } });
  });

  test('the id of a glob names the file', () => {
    expect(
      ['zoo/a/b.onnx', 'zoo/c.onnx'].map(
        (path) =>
          planFor(policyOf('version: 1\nmodels: [{ id: z, path: "zoo/*/*.onnx" }, { id: y, path: "**/*.onnx" }]'), path)
            ?.id,
      ),
    ).toEqual(['z/a/b.onnx', 'y/zoo/c.onnx']);
  });

  test('ignored files have no plan, but one named itself has', () => {
    expect(planFor(policy, 'zoo/fixtures/x.onnx')).toBeNull();
    expect(planFor(policy, 'free.onnx')).not.toBeNull();
  });
});

test('limits are merged one by one, and null takes a default away', () => {
  expect(macsOf('zoo/detector.onnx')).toMatchObject({ max: { text: '4.2G' }, fail: { text: '+2%' }, warn: null });
  expect(macsOf('zoo/detector.onnx', 'b8')).toMatchObject({ max: { text: '4.2G' } });
  expect(planFor(policy, 'zoo/detector.onnx')?.cases[1]?.budgets.get('memory')).toMatchObject({
    max: { value: 1_073_741_824n },
  });
  expect(macsOf('free.onnx', 'small')).toBeUndefined();
});

test('cases come on top of the own sizes, or alone where there are none', () => {
  expect(planFor(policy, 'zoo/detector.onnx')?.cases.map(({ name, dims }) => [name, dims.get('batch')])).toEqual([
    ['', 1n],
    ['b8', 8n],
  ]);
  expect(planFor(policy, 'free.onnx')?.cases.map(({ name }) => name)).toEqual(['small', 'large']);
});

test('without a policy all is warned of and nothing fails', () => {
  const plan = planFor(defaultPolicy, 'any/model.onnx');
  const budgets = [...(plan?.cases[0]?.budgets.values() ?? [])];
  expect(budgets.length).toBeGreaterThan(3);
  expect(
    budgets.every(({ fail, max, warn, growth }) => fail === null && max === null && warn !== null && growth.size === 0),
  ).toBe(true);
  expect(plan).toMatchObject({ id: 'any/model.onnx', rule: null, unsupportedOps: 'warn', bench: true });
});

test('a policy without default budgets keeps the built-in warnings', () => {
  const plan = planFor(policyOf('version: 1\nmodels: [{ path: a.onnx, budgets: { macs: { max: 1G } } }]'), 'a.onnx');
  expect(plan?.cases[0]?.budgets.get('macs')).toMatchObject({
    max: { text: '1G' },
    warn: { text: '+0.5%' },
    origin: { warn: 'built in' },
  });
});

test('explained for people', () => {
  const plan = planFor(policy, 'zoo/detector.onnx');
  expect(plan === null ? '' : explainPlan(plan, policy)).toBe(`detector  (zoo/detector.onnx)
  policy: flopgate.yml
  entry: models[1], path zoo/detector.onnx
  case (own dims): batch=1
    macs            max              4.2G        from models[1].budgets.macs.max
    macs            fail             +2%         from defaults.budgets.macs.fail
    macs            on_inconclusive  warn        from built in
  case b8: batch=8
    macs            max              4.2G        from models[1].budgets.macs.max
    macs            fail             +2%         from defaults.budgets.macs.fail
    macs            on_inconclusive  warn        from built in
    memory          max              1GiB        from models[1].cases[0].budgets.memory.max
    memory          on_inconclusive  warn        from built in
  unsupported_ops: warn
  latency: measured when the model changes`);
});
