import { labelAcceptance, readTrailers } from '#judge/accept.ts';
import { comparePolicies } from '#policy/policy-changes.ts';
import type { GateReport, LatencyOutcome, ModelOutcome } from '#judge/types.ts';
import { attacks } from './hostile-text.ts';
import { model, node, value } from './onnx-writer.ts';
import { gateOf, outcomeOf, policyOf } from './outcomes.ts';
import { residualNet, sequenceNet } from './residual-net.ts';

/** Reports of every kind that a comment, a summary or a terminal shows, made from real files. */
const policy = policyOf(`version: 1
models:
  - { id: detector, path: models/detector.onnx, budgets: { macs: { max: 80M } } }
  - { id: text, path: models/text.onnx, budgets: { macs: { growth: same } } }
  - { id: ranker, path: models/ranker.onnx, dims: { sequence: 128 }, cases: [{ name: long, dims: { sequence: 4096 } }] }
defaults:
  budgets:
    macs: { fail: +2%, warn: +0.5% }
    params: { fail: +5% }
    size: { max: 25MiB, fail: +5% }
    memory: { fail: +10% }
    latency: { fail: +5%, warn: +2% }
`);

const looser = policyOf(`version: 1
models:
  - { id: detector, path: models/detector.onnx, budgets: { macs: { max: 90M } } }
defaults: { budgets: { macs: { fail: +9% }, params: { fail: +5% } } }
`);

const measured: LatencyOutcome = {
  verdict: 'over',
  ratio: 1.28,
  interval: [1.24, 1.31],
  confidence: 0.95,
  detectable: 0.063,
  baseMs: 9.45,
  headMs: 12.1,
  rounds: 12,
  clock: 'cpu',
  provider: 'cpu',
  threads: 1,
  load: { baseMs: 31, headMs: 33, ratio: 1.06, interval: null },
  peakBytes: { base: 61_000_000n, head: 63_500_000n },
  reason: null,
};

const environment = { CPU: 'AMD EPYC 7763', cores: '2', runtime: 'onnxruntime 1.30.0', node: '24.21.0' };

const odd = (op: string): Uint8Array =>
  model({
    nodes: [node(op, ['x'], ['y'], {}, { name: '/head/nms', domain: 'com.example' })],
    inputs: [value('x', 'f32', [1, 8])],
    outputs: [value('y', 'f32', null)],
    opset: { '': 17, 'com.example': 1 },
  });

const wider = { widths: [16, 34, 64], kernels: [3, 5] };

export const passing = (): GateReport =>
  gateOf(
    [
      outcomeOf(
        {
          base: residualNet(),
          head: residualNet({ name: (op, i) => `node_${op}_${i}` }),
          path: 'models/detector.onnx',
          latency: {
            ...measured,
            verdict: 'within',
            ratio: 1.004,
            interval: [0.99, 1.012],
            headMs: 9.49,
            detectable: 0.03,
          },
        },
        policy,
      ),
      outcomeOf(
        { base: residualNet({ widths: [16, 34, 64] }), head: residualNet(), path: 'models/small.onnx' },
        policy,
      ),
    ],
    { environment },
  );

export const failing = (): GateReport =>
  gateOf(
    [
      outcomeOf(
        { base: residualNet(), head: residualNet(wider), path: 'models/detector.onnx', latency: measured },
        policy,
      ),
      outcomeOf({ base: sequenceNet(false), head: sequenceNet(true), path: 'models/text.onnx' }, policy),
      outcomeOf({ base: residualNet(), head: new Uint8Array(0), path: 'models/broken.onnx' }, policy),
      outcomeOf(
        {
          base: residualNet(),
          head: residualNet({ size: 65 }),
          path: 'models/segment.onnx',
          basePath: 'models/old/segment.onnx',
          change: 'renamed',
        },
        policy,
      ),
      outcomeOf({ base: null, head: residualNet(), path: 'models/new.onnx' }, policy),
      outcomeOf({ base: residualNet(), head: null, path: 'models/gone.onnx' }, policy),
      outcomeOf({ base: sequenceNet(true), head: sequenceNet(true), path: 'models/ranker.onnx' }, policy, 'long'),
    ],
    {
      environment,
      policy: {
        path: 'flopgate.yml',
        from: 'head',
        changes: comparePolicies(policy, looser, ['models/detector.onnx', 'models/text.onnx']),
        accept,
      },
    },
  );

/** Three models over budget, each by something else: a ceiling and latency, an increase, growth. */
export const threeOver = (): GateReport => {
  const { models } = failing();
  const three = ['detector', 'models/segment.onnx', 'text'];
  return gateOf(
    models.filter(({ id }) => three.includes(id)),
    { environment, policy: { path: 'flopgate.yml', from: 'head', changes: [], accept: policy.accept } },
  );
};

export const undecided = (): GateReport =>
  gateOf(
    [
      outcomeOf(
        { base: odd('NonMaxSuppressionPlus'), head: odd('NonMaxSuppressionUltra'), path: 'models/nms.onnx' },
        policy,
      ),
      outcomeOf(
        {
          base: residualNet(),
          head: residualNet(),
          path: 'models/detector.onnx',
          latency: { ...measured, verdict: 'undecided', ratio: 1.04, interval: [0.98, 1.1], reason: 'out of time' },
        },
        policy,
      ),
    ],
    { environment, incomplete: [{ kind: 'words', text: 'shard 3 of 4 sent no report' }] },
  );

const accept = { label: 'flopgate-accept', trailer: 'Flopgate-Accept', max: false };
const unbound = { most: null, max: true };

export const accepted = (): GateReport => {
  const { acceptances } = readTrailers(
    'Wider\n\nFlopgate-Accept: detector.macs +20% a better backbone',
    'Flopgate-Accept',
    'abc1234abc1234',
    unbound,
  );
  const all = [...acceptances, labelAcceptance('octocat', 'for #12 at abc1234', unbound)];
  return gateOf(
    [
      outcomeOf(
        { base: residualNet(), head: residualNet(wider), path: 'models/detector.onnx', acceptances: all },
        policy,
      ),
    ],
    { acceptances: all },
  );
};

export const nothing = (): GateReport => gateOf([]);

/** No policy file: warnings only. */
export const unruled = (): GateReport =>
  gateOf([outcomeOf({ base: residualNet(), head: residualNet(wider), path: 'net.onnx' })], {
    policy: { path: null, from: 'defaults', changes: [], accept },
  });

/** Layers, inputs, paths and symbols with hostile names, in a real file. */
export function hostileOutcome(names: readonly string[] = attacks): ModelOutcome {
  const name = (op: string, i: number): string => `${names[i % names.length] ?? ''}${op}${i}`;
  const path = `models/${names[0] ?? ''}|${names[5] ?? ''}.onnx`;
  return outcomeOf(
    { base: residualNet({ name, batch: 'n' }), head: residualNet({ ...wider, name, batch: 'n' }), path },
    policy,
  );
}

export const hostile = (): GateReport =>
  gateOf(
    [
      ...chunks(attacks, 12).map((names) => hostileOutcome(names)),
      outcomeOf({ base: residualNet(), head: new Uint8Array(0), path: `${attacks.join(' ')}.onnx` }, policy),
    ],
    {
      findings: attacks.map((detail) => ({ code: 'x', detail, level: 'warning' as const })),
      incomplete: attacks.map((text) => ({ kind: 'words', text })),
      base: { sha: 'def5678def5678', how: attacks.join(' ') },
      policy: {
        path: attacks.join(''),
        from: 'base',
        changes: attacks.map((text) => ({ kind: 'loosened' as const, where: text, text })),
        accept,
      },
      environment: Object.fromEntries(attacks.map((text) => [text, text])),
    },
  );

function chunks<Item>(list: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

/** As many models as a monorepo may change at once, all over budget. */
export function many(n: number, name: (i: number) => string = (i) => `models/team-${i % 7}/net-${i}.onnx`): GateReport {
  const one = outcomeOf({ base: residualNet(), head: residualNet(wider), path: 'models/detector.onnx' }, policy);
  return gateOf(Array.from({ length: n }, (_, i) => ({ ...one, id: name(i), path: name(i) })));
}
