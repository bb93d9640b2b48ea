import { seeded } from './decide/pseudo-random.ts';

/** Layers and width of the probe: about a millisecond on one core. */
const LAYERS = 12;
const WIDTH = 192;
const BATCH = 48;

export const PROBE_INPUT = 'x';
export const probeShape: readonly number[] = [BATCH, WIDTH];

/** TensorProto.FLOAT. */
const FLOAT = 1;

/**
 * A small network of matrix products and ReLU with random weights, as an ONNX file: what a runner's fitness is tried
 * on if there is no model.
 */
export function probeModel(): Uint8Array {
  const random = seeded(1);
  const parts: Uint8Array[] = [];
  let flow = PROBE_INPUT;
  for (let i = 0; i < LAYERS; i += 1) {
    const weight = Float32Array.from({ length: WIDTH * WIDTH }, () => random.normal() * Math.sqrt(2 / WIDTH));
    const bytes = new Uint8Array(weight.buffer);
    const dims = [varintField(1, WIDTH), varintField(1, WIDTH)];
    parts.push(field(5, join([...dims, varintField(2, FLOAT), text(8, `w${i}`), field(9, bytes)])));
    parts.push(node('MatMul', [flow, `w${i}`], `h${i}`), node('Relu', [`h${i}`], `r${i}`));
    flow = `r${i}`;
  }
  parts.push(text(2, 'probe'), field(11, tensorInfo(PROBE_INPUT)), field(12, tensorInfo(flow)));
  const opset = varintField(2, 17);
  return join([varintField(1, 8), field(7, join(parts)), field(8, opset)]);
}

function node(op: string, inputs: readonly string[], output: string): Uint8Array {
  return field(1, join([...inputs.map((name) => text(1, name)), text(2, output), text(4, op)]));
}

function tensorInfo(name: string): Uint8Array {
  const dims = probeShape.map((size) => field(1, varintField(1, size)));
  return join([text(1, name), field(2, field(1, join([varintField(1, FLOAT), field(2, join(dims))])))]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

const varintField = (number: number, value: number): Uint8Array =>
  Uint8Array.from([...varint(number * 8), ...varint(value)]);

const field = (number: number, bytes: Uint8Array): Uint8Array =>
  join([Uint8Array.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);

const text = (number: number, value: string): Uint8Array => field(number, new TextEncoder().encode(value));

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
