import type { HistoryRecord, RecordedModel } from '../../src/history/record.ts';
import type { RecordedLayers } from '../../src/history/layers.ts';

export interface SyntheticQuestion {
  readonly commits: number;
  /** Titles of the models; hostile ones, where the test wants them. */
  readonly models: readonly string[];
  /** A model changes about every so many commits. */
  readonly every?: number;
  /** Latency is recorded of the first so many models. */
  readonly measured?: number;
  readonly subject?: (index: number) => string;
}

export interface Synthetic {
  readonly history: readonly HistoryRecord[];
  readonly layers: ReadonlyMap<string, RecordedLayers>;
}

const DAY = 86_400_000;

/** A pseudo-random number of [0, 1) that two whole numbers decide. */
function chance(a: number, b: number): number {
  let mixed = Math.imul(a + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x27d4eb2f);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 4294967296;
}

const shaOf = (index: number): string => index.toString(16).padStart(8, '0').padEnd(40, '0123456789abcdef');

/** A history as years of work would leave it: figures that step, a budget, an accepted increase, latency with a lasting change. */
export function syntheticHistory({ commits, models, every = 50, measured = 2, subject }: SyntheticQuestion): Synthetic {
  const layers = new Map<string, RecordedLayers>();
  const version = models.map(() => 0);
  const history = Array.from({ length: commits }, (_, at): HistoryRecord => {
    const record = models.map((id, m): RecordedModel => {
      if (at > 0 && chance(at, m) < 1 / every) version[m] = (version[m] ?? 0) + 1;
      const macs = Math.round(1e9 * (m + 1) * (1 + 0.04 * Math.sin((version[m] ?? 0) * 1.7)));
      const key = `${(m * 100_000 + (version[m] ?? 0)).toString(16).padStart(40, '0')}-${'0'.repeat(16)}`;
      if (!layers.has(key)) layers.set(key, layersOf(macs, version[m] ?? 0));
      const slow = at >= commits / 2 ? 1.12 : 1;
      const ms = (10 + m) * slow * (1 + 0.02 * (chance(at, 1000 + m) - 0.5));
      const latency = { ratio: 1, interval: null, ms, provider: 'cpu', threads: 1, clock: 'cpu' } as const;
      return {
        id,
        case: '',
        path: `models/${m}.onnx`,
        key,
        format: 'onnx',
        exact: true,
        failure: null,
        figures: {
          macs: `${macs}`,
          params: `${(macs / 100) | 0}`,
          memory: `${9_633_792 + m}`,
          size: `${(macs / 40) | 0}`,
        },
        budgets: m % 2 === 0 ? { macs: `${Math.round(1.03e9 * (m + 1))}` } : {},
        latency: m < measured ? latency : null,
      };
    });
    const accepted = { model: models[0] ?? '', metric: 'macs', reason: 'a better backbone', by: shaOf(at) } as const;
    return {
      schema: 'flopgate/record/1',
      sha: shaOf(at),
      parents: at === 0 ? [] : [shaOf(at - 1)],
      committedAt: new Date(Date.UTC(2016, 0, 1) + at * (DAY / 3)).toISOString(),
      subject: subject?.(at) ?? `Change ${at}`,
      version: '0.1.0',
      backfilled: false,
      models: record,
      acceptances: at === Math.floor(commits / 3) ? [accepted] : [],
      environment: { cpu: 'EPYC 7763', runtime: 'onnxruntime-node 1.30.0' },
    };
  });
  return { history, layers };
}

function layersOf(macs: number, version: number): RecordedLayers {
  const names = Array.from({ length: 30 }, (_, i) => `/stage${i % 4}/block${i}/Conv`);
  const numbers = names.map((_, i) => Math.round((macs / 30) * (i === version % 30 ? 1.2 : 1)));
  return {
    schema: 'flopgate/layers/1',
    names,
    ops: names.map(() => 'Conv'),
    figures: { macs: numbers, elementwise: numbers.map(() => 0), params: numbers.map((n) => n >> 10), moved: numbers },
    omitted: 0,
  };
}
