import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Model } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { Mark, TensorTruth } from './truth.ts';
import { runModel } from './run.ts';
import { fromBigInt } from '#graph/dim.ts';
import { readModelSync } from '#read/read.ts';
import { rowsUsed } from './verified.ts';
import { dtypeOf, flat, markContents, markShape, memorySource, numberOf, worst } from './truth.ts';

/** One value of an oracle case. */
interface OracleValue extends Partial<TensorTruth> {
  readonly name: string;
  readonly kind: 'tensor' | 'sequence' | 'optional';
  readonly elem?: 'tensor' | 'sequence';
  readonly elem_dtype?: string;
  readonly items?: readonly TensorTruth[];
}

export interface OracleCase {
  readonly id: string;
  readonly ops: readonly string[];
  readonly class: string;
  readonly inputs: readonly OracleValue[];
  readonly outputs: readonly OracleValue[];
  readonly b64: string;
}

/** A: shapes of the inputs only. B: contents of every input of at most 64 elements too. */
export type Mode = 'A' | 'B';

export interface CaseResult {
  readonly id: string;
  readonly ops: readonly string[];
  readonly class: string;
  /** Of types and shapes of all outputs. */
  readonly shapes: Mark;
  /** Of contents: unknown contents are not wrong. */
  readonly contents: Mark;
  readonly detail: string;
  /** Rows of the registry that the model uses. */
  readonly rows: readonly string[];
}

export const oracleFile = new URL('../../../shared/corpus/onnx/node-oracle.jsonl.gz', import.meta.url);

export function oracleCases(): readonly OracleCase[] {
  return gunzipSync(readFileSync(oracleFile))
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line.replace(/(?<=[[,:])\s*(NaN|-?Infinity)(?=[,\]}])/g, '"$1"')) as OracleCase);
}

/** Runs one case: shape inference from its inputs alone, against what the ONNX project's reference produced. */
export function runCase(one: OracleCase, mode: Mode): CaseResult {
  const base = { id: one.id, ops: one.ops, class: one.class };
  try {
    const model = readModelSync(memorySource(Buffer.from(one.b64, 'base64'), one.id), one.id);
    const inputs = new Map(one.inputs.map((input) => [input.name, inputValue(input, mode, model)]));
    const { run } = runModel(model, { sizes: new Map(), inputs });
    const marks = one.outputs.map((truth, i) => mark(run.outputs[i], truth));
    const bad = one.outputs
      .map((truth, i) =>
        marks[i]?.shapes === 'right' && marks[i]?.contents !== 'wrong'
          ? ''
          : `${truth.name}: got ${show(run.outputs[i])}, true ${show2(truth)}`,
      )
      .filter(Boolean);
    return {
      ...base,
      shapes: worst(marks.map((m) => m.shapes)),
      contents: worst(marks.map((m) => m.contents)),
      detail: bad.join(' | '),
      rows: rowsUsed(model),
    };
  } catch (error) {
    return {
      ...base,
      shapes: 'wrong',
      contents: 'unknown',
      rows: [],
      detail: error instanceof Error ? `${error.stack?.split('\n').slice(0, 3).join(' ')}` : String(error),
    };
  }
}

function tensorValue(truth: TensorTruth, mode: Mode): Value {
  const elements = truth.shape.reduce((a, b) => a * b, 1);
  const dtype = dtypeOf(truth.dtype);
  if (mode === 'A' || truth.value === undefined || elements > 64 || truth.stored_dtype !== undefined)
    return { kind: 'tensor', dtype, shape: truth.shape };
  const data = flat(truth.value).map((v) => {
    const number = numberOf(v);
    return typeof number === 'number' &&
      Number.isInteger(number) &&
      !Number.isSafeInteger(number) &&
      /^[iu]/.test(dtype)
      ? fromBigInt(BigInt(number))
      : (number as number | string);
  });
  return { kind: 'tensor', dtype, shape: truth.shape, data };
}

function inputValue(input: OracleValue, mode: Mode, model: Model): Value {
  if (input.kind === 'tensor') return tensorValue(input as TensorTruth, mode);
  const declared = model.graph.inputs.find((one) => one.name === input.name)?.type;
  const items = (input.items ?? []).map((item) => tensorValue(item, mode));
  const element = declared?.kind === 'sequence' ? declared.element : null;
  const sequence: Value = { kind: 'sequence', element: items[0] ?? element, elements: items, length: items.length };
  if (input.kind === 'sequence') return sequence;
  const inner = declared?.kind === 'optional' ? declared.element : null;
  if (input.elem === 'sequence')
    return {
      kind: 'optional',
      element: input.items === undefined ? inner : sequence,
      present: input.items !== undefined,
    };
  const present = input.shape !== undefined;
  return { kind: 'optional', element: present ? tensorValue(input as TensorTruth, mode) : inner, present };
}

function mark(value: Value | undefined, truth: OracleValue): { shapes: Mark; contents: Mark } {
  if (value === undefined || value.kind === 'unknown') return { shapes: 'unknown', contents: 'unknown' };
  if (truth.kind === 'tensor') return markTensor(value, truth as TensorTruth);
  if (truth.kind === 'optional') {
    if (value.kind !== 'optional') return { shapes: 'wrong', contents: 'unknown' };
    if (value.element === null) return { shapes: 'unknown', contents: 'unknown' };
    return mark(value.element, { ...truth, kind: truth.elem ?? 'tensor' });
  }
  if (value.kind !== 'sequence') return { shapes: 'wrong', contents: 'unknown' };
  const items = truth.items ?? [];
  if (typeof value.length === 'number' && value.length !== items.length)
    return { shapes: 'wrong', contents: 'unknown' };
  const marks = items.map((item, i) => {
    const element = value.elements?.[i] ?? value.element;
    return element === null || element === undefined
      ? { shapes: 'unknown' as const, contents: 'unknown' as const }
      : markTensor(element, item);
  });
  return {
    shapes: worst([typeof value.length === 'number' ? 'right' : 'unknown', ...marks.map((m) => m.shapes)]),
    contents: worst(marks.map((m) => m.contents)),
  };
}

function markTensor(value: Value, truth: TensorTruth): { shapes: Mark; contents: Mark } {
  if (value.kind === 'unknown') return { shapes: 'unknown', contents: 'unknown' };
  if (value.kind !== 'tensor') return { shapes: 'wrong', contents: 'unknown' };
  const dtype: Mark = value.dtype === dtypeOf(truth.dtype) ? 'right' : value.dtype === 'unknown' ? 'unknown' : 'wrong';
  return {
    shapes: worst([dtype, markShape(value.shape, truth.shape, new Map(), false)]),
    contents: markContents(value, truth, new Map()),
  };
}

const show = (value: Value | undefined): string =>
  JSON.stringify(value, (key, v: unknown) =>
    key === 'weights' ? undefined : typeof v === 'bigint' ? String(v) : v,
  )?.slice(0, 300) ?? 'nothing';
const show2 = (truth: OracleValue): string =>
  JSON.stringify({ dtype: truth.dtype, shape: truth.shape, value: truth.value, items: truth.items }).slice(0, 300);
