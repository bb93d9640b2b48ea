import { convNet, mlpNet, transformerNet } from '../test/support/bench-models.ts';

/** What a campaign runs: a pair of networks of known difference, an allowance, and what else the machine does. */
export interface Cell {
  readonly id: string;
  readonly net: string;
  /** True change in percent: equal layers more, of 20. */
  readonly change: 0 | 5 | 10;
  /** Allowed increase in percent. */
  readonly allowance: 2.5 | 5;
  /** What burns beside it: nothing, one core, or every core. */
  readonly load: Load;
  readonly threads: number;
  readonly runs: number;
}

export type Load = 'quiet' | 'neighbour' | 'crowded';

const LAYERS = 20;

/** Networks of 20 equal layers; one more takes 5 % more. */
export const nets: Readonly<Record<string, (layers: number) => Uint8Array>> = {
  conv: (layers) => convNet(layers),
  transformer: (layers) => transformerNet(layers),
  mlp: (layers) => mlpNet(layers),
  'conv-50ms': (layers) => convNet(layers, 4, 112, 32),
};

export const layersOf = (change: Cell['change']): number => LAYERS + (LAYERS * change) / 100;

/** The cells of a whole campaign, or of a look at whether it works. */
export function cellsOf(loads: readonly Load[]): readonly Cell[] {
  return loads.flatMap((load) => [
    ...['conv', 'transformer', 'mlp'].flatMap((net) => [
      cell(net, 0, 2.5, load, 1, load === 'crowded' ? 18 : 35),
      cell(net, 5, 2.5, load, 1, load === 'crowded' ? 9 : 17),
      cell(net, 10, 5, load, 1, load === 'crowded' ? 9 : 17),
    ]),
    cell('conv-50ms', 0, 2.5, load, 1, 5),
    cell('conv-50ms', 5, 2.5, load, 1, 5),
    cell('conv', 0, 5, load, 2, 8),
    cell('conv', 10, 5, load, 2, 8),
  ]);
}

function cell(
  net: string,
  change: Cell['change'],
  allowance: Cell['allowance'],
  load: Load,
  threads: number,
  runs: number,
): Cell {
  const id = `${net} +${change} % of ${allowance} % ${load}${threads === 1 ? '' : ` ${threads} threads`}`;
  return { id, net, change, allowance, load, threads, runs };
}

/** One arm of one round: milliseconds an execution. */
export interface ArmLine {
  /** Mean of the fastest tenth of the units, by each clock. */
  readonly cpu: number;
  readonly wall: number;
  /** Mean of the faster half by the CPU clock: whether it would be the steadier figure is for the data to say. */
  readonly cpuHalf: number;
  /** Plain mean and standard deviation of all units by the wall clock, and how many they are. */
  readonly meanWall: number;
  readonly sdWall: number;
  readonly units: number;
  readonly loadCpu: number;
}

/** A line of the raw data: one run of the shipped command. */
export interface RunLine {
  readonly cell: string;
  /** ISO 8601. */
  readonly at: string;
  /** From start to verdict, of the whole command. */
  readonly seconds: number;
  readonly exitCode: number;
  readonly verdict: string;
  readonly reason: string | null;
  readonly ratio: number | null;
  readonly interval: readonly [number, number] | null;
  readonly detectable: number | null;
  readonly unfit: readonly string[];
  readonly environment: string;
  readonly loadAverage: number;
  readonly rounds: readonly { readonly kind: string; readonly base: ArmLine; readonly head: ArmLine }[];
}
