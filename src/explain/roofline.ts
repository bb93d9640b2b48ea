import type { Layer, ModelReport } from '#count/model-report.ts';
import { add, constantOf, mul } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';
import { bytesOfValue } from '#count/ops/sizes.ts';
import { Fault } from '#graph/fault.ts';
import type { Weight } from '#graph/value.ts';
import { flopsOfMacs } from '#graph/units.ts';
import { devices } from './devices.ts';
import type { Device, Precision } from './devices.ts';
import { nearest } from '#text/suggest.ts';

/** A layer on a device, all executions together: its operations at the peak against its bytes at the bandwidth. */
interface RooflineLayer {
  readonly name: string;
  readonly op: string;
  /** The larger of the two; seconds. */
  readonly seconds: number;
  readonly bound: 'compute' | 'memory';
  readonly precision: Precision;
  /** Operations for each byte. */
  readonly intensity: number;
}

/** What a device makes of a model's counts: floors under its time, not a forecast. */
export interface Roofline {
  readonly device: Device;
  /** Rates that the model's layers were taken at, and where the device has none, what stood in: `f32 as f16`. */
  readonly precisions: readonly string[];
  /** Operations for each byte from which on a layer is bound by compute, by precision. */
  readonly ridges: Readonly<Partial<Record<Precision, number>>>;
  /** Seconds: all operations at their peaks, or every weight that isn't only looked up in read once; no run at these rates is faster. */
  readonly floor: number;
  /** Seconds: layer by layer, nothing fused and nothing kept in caches. */
  readonly apart: number;
  /** Share of `apart` that waits for memory. */
  readonly memoryShare: number;
  /** Bytes of weights and activations at the peak against the device's memory; null if either isn't known. */
  readonly fits: boolean | null;
  /** The slowest first. */
  readonly layers: readonly RooflineLayer[];
}

/**
 * The device of that name: `A100`, `h100 pcie`; the first variant where several fit.
 * @throws Fault `usage` if there is none
 */
export function deviceOf(name: string): Device {
  const words = name
    .toLowerCase()
    .split(/[\s_-]+/)
    .filter((word) => word !== '');
  const exact = devices.find((one) => [one.name, full(one)].some((text) => text.toLowerCase() === words.join(' ')));
  const found =
    exact ??
    devices.find(
      (one) =>
        words.length > 0 &&
        words.every((word) =>
          full(one)
            .toLowerCase()
            .split(/[\s_-]+/)
            .includes(word),
        ),
    );
  if (found !== undefined) return found;
  const names = [...new Set(devices.map((one) => one.name))];
  const meant = nearest(name, names);
  throw new Fault(
    'usage',
    `there is no device ${name}`,
    meant === undefined
      ? `devices are: ${names.join(', ')}`
      : `did you mean ${meant}? devices are: ${names.join(', ')}`,
  );
}

const full = ({ name, variant }: Device): string => `${name} ${variant}`.trim();

/** Null if a size is open: give sizes first. */
export function rooflineOf(report: ModelReport, device: Device): Roofline | null {
  const working = report.layers.filter(({ status }) => status !== 'constant' && status !== 'dead');
  const used = new Map<Precision, Precision>();
  const layers: RooflineLayer[] = [];
  let compute = 0;
  for (const layer of working) {
    const [work, bytes] = [workOf(layer), trafficOf(layer)];
    if (work === null || bytes === null) return null;
    if (work === 0 && bytes === 0) continue;
    const wanted = precisionOf(layer);
    const precision = standIn(device, wanted);
    if (work > 0) used.set(wanted, precision);
    const [computing, moving] = [work / rateOf(device, precision), bytes / (device.bandwidth * 1e9)];
    compute += computing;
    layers.push({
      name: layer.name,
      op: layer.op,
      seconds: Math.max(computing, moving),
      bound: computing > moving ? 'compute' : 'memory',
      precision,
      intensity: bytes === 0 ? Infinity : work / bytes,
    });
  }
  const apart = layers.reduce((sum, { seconds }) => sum + seconds, 0);
  const waiting = layers.reduce((sum, { seconds, bound }) => sum + (bound === 'memory' ? seconds : 0), 0);
  const weights = Number(report.totals.weightBytes ?? 0n);
  const read = weightsRead(working);
  const peak = report.totals.peakActivationBytes;
  return {
    device,
    precisions: [...used].map(([from, to]) => (from === to ? from : `${from} as ${to}`)),
    ridges: Object.fromEntries(
      [...new Set(used.values())].map((one) => [one, rateOf(device, one) / (device.bandwidth * 1e9)]),
    ),
    floor: Math.max(compute, read / (device.bandwidth * 1e9)),
    apart,
    memoryShare: apart === 0 ? 0 : waiting / apart,
    fits: device.memory === null || peak === null ? null : weights + Number(peak) <= device.memory * 1e9,
    layers: layers.toSorted((a, b) => b.seconds - a.seconds),
  };
}

const rateOf = (device: Device, precision: Precision): number => (device.peaks[precision] ?? Number.NaN) * 1e12;

const numberOf = (dim: Dim): number | null => {
  const value = constantOf(dim);
  return value === undefined ? null : Number(value);
};

/** Tables of which only the rows that are picked are read. */
const isLookup = ({ op }: Layer): boolean => /^Gather|Embed/.test(op);

/** Bytes of all executions. */
function trafficOf(layer: Layer): number | null {
  const rows = layer.op.startsWith('Gather') ? bytesOfValue(layer.outputs[0]?.value) : undefined;
  return numberOf(mul(rows === undefined ? layer.movedBytes : mul(rows, 2), layer.times));
}

/** Bytes of the weights that have to be read whole, each once. */
function weightsRead(layers: readonly Layer[]): number {
  const bytes = new Map<Weight, number>();
  for (const layer of layers) {
    if (isLookup(layer)) continue;
    for (const value of layer.inputValues)
      if (value?.kind === 'tensor' && value.weights?.length === 1 && value.weights[0] !== undefined)
        bytes.set(
          value.weights[0],
          numberOf(bytesOfValue({ ...value, dtype: value.quantized ?? value.dtype }) ?? 0) ?? 0,
        );
  }
  return [...bytes.values()].reduce((sum, one) => sum + one, 0);
}

/** Operations of all executions: two a multiply–accumulate, one each else. */
function workOf({ macs, elementwise, times }: Layer): number | null {
  return numberOf(mul(add(flopsOfMacs(macs), elementwise), times));
}

/** The arithmetic of the layer's activations; weights alone in fewer bits are widened before they are multiplied. */
function precisionOf({ inputValues }: Layer): Precision {
  const data = inputValues.find((value) => value?.kind === 'tensor' && value.constant !== true);
  const dtype = data?.kind === 'tensor' ? (data.quantized ?? data.dtype) : 'f32';
  if (dtype === 'f64') return 'f64';
  if (dtype === 'f16' || dtype === 'bf16') return 'f16';
  if (dtype.startsWith('f8')) return 'f8';
  return dtype === 'i8' || dtype === 'u8' ? 'i8' : 'f32';
}

/** Where a device has no rate for it: the next wider ones, then whatever it has. */
const wider: Readonly<Record<Precision, readonly Precision[]>> = {
  i4: ['i8', 'f16', 'f32'],
  f4: ['f8', 'f16', 'f32'],
  f8: ['f16', 'f32'],
  i8: ['f16', 'f32'],
  f16: ['f32', 'tf32'],
  tf32: ['f32', 'f16'],
  f32: ['tf32', 'f16'],
  f64: ['f32', 'f16'],
};

function standIn({ peaks }: Device, wanted: Precision): Precision {
  const known = [wanted, ...wider[wanted]].find((one) => peaks[one] !== undefined);
  return known ?? (Object.keys(peaks)[0] as Precision);
}
