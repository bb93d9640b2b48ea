import type { Dim } from '#graph/dim.ts';
import type { Scalar, TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import { intAttr, intsAttr, shapeFault, stringAttr, stringsAttr, tensor } from '#count/ops/call.ts';
import { broadcastShapes, shapeText } from '#count/ops/shared/broadcast.ts';
import { withContent, zipContent } from '#count/ops/shared/content.ts';
import { requiredTensor } from '#count/ops/shared/required.ts';

/** The known texts of a tensor; undefined if any isn't known. */
function textsOf(value: TensorValue | undefined): readonly string[] | undefined {
  const data = value?.data;
  return data?.every((scalar) => typeof scalar === 'string') === true ? data : undefined;
}

/** StringConcat: texts joined, element by element with broadcasting. */
export const stringConcat: ShapeRule = (call) => {
  const [a, b] = [requiredTensor(call, 0), requiredTensor(call, 1)];
  const shape = broadcastShapes(call, [a?.shape ?? null, b?.shape ?? null]);
  const joined = zipContent([a, b], shape, joinTexts);
  return [withContent('string', shape, joined)];
};

/** Characters up to which a text is followed: joining a text with itself again and again must not fill the memory. */
const maxText = 4096;

function joinTexts(a: Scalar | undefined, b: Scalar | undefined): string | undefined {
  return typeof a === 'string' && typeof b === 'string' && a.length + b.length <= maxText ? a + b : undefined;
}

/** RegexFullMatch: a bool for each text. Patterns aren't run: one may take for ever. */
export const regexFullMatch: ShapeRule = (call) => [tensor('bool', requiredTensor(call, 0)?.shape ?? null)];

/** StringSplit: a new last axis as long as the longest split, and the number of parts of each text. */
export const stringSplit: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const shape = source?.shape ?? null;
  if (shape === null) return [tensor('string', null), tensor('i64', null)];
  const delimiter = stringAttr(call, 'delimiter') ?? '';
  const limit = intAttr(call, 'maxsplit');
  const parts = textsOf(source)?.map((text) =>
    delimiter === '' ? words(text, limit) : pieces(text, delimiter, limit),
  );
  const longest = parts?.reduce((most, list) => Math.max(most, list.length), 0);
  const padded =
    longest === undefined
      ? undefined
      : parts?.flatMap((list) => Array.from({ length: longest }, (_, i) => (i < list.length ? list[i] : '')));
  return [
    withContent('string', [...shape, longest ?? call.fresh('parts')], padded),
    withContent(
      'i64',
      shape,
      parts?.map((list) => list.length),
    ),
  ];
};

/**
 * Splits at most `limit` times at runs of white space. What is left over then isn't known where white space ends it: Python
 * keeps it, onnxruntime doesn't.
 */
function words(text: string, limit: number | undefined): readonly (string | undefined)[] {
  const out: (string | undefined)[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const isLast = out.length === limit;
    const gap = isLast ? -1 : rest.search(/\s/);
    out.push(gap >= 0 ? rest.slice(0, gap) : isLast && /\s$/.test(rest) ? undefined : rest);
    rest = gap < 0 ? '' : rest.slice(gap).trimStart();
  }
  return out;
}

/** Splits at most `limit` times at a delimiter; an empty text has no parts. */
function pieces(text: string, delimiter: string, limit: number | undefined): readonly string[] {
  const all = text === '' ? [] : text.split(delimiter);
  return limit === undefined || all.length <= limit + 1
    ? all
    : [...all.slice(0, limit), all.slice(limit).join(delimiter)];
}

/** StringNormalizer: texts of [C] or [1, C] without stop words, in one case; one empty text if none is left. */
export const stringNormalizer: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const shape = source?.shape ?? null;
  if (shape !== null && (shape.length < 1 || shape.length > 2))
    throw shapeFault(call, `texts of ${shapeText(shape)}, not [C] or [1, C]`);
  const kept = normalised(call, textsOf(source));
  const filters = (stringsAttr(call, 'stopwords') ?? []).length > 0;
  const count: Dim = kept?.length ?? (filters || shape === null ? call.fresh('count') : (shape.at(-1) as Dim));
  return [withContent('string', shape === null ? null : [...shape.slice(0, -1), count], kept)];
};

function normalised(call: Call, texts: readonly string[] | undefined): readonly string[] | undefined {
  if (texts === undefined) return undefined;
  const fold =
    (intAttr(call, 'is_case_sensitive') ?? 0) === 0 ? (text: string) => text.toLowerCase() : (text: string) => text;
  const stops = new Set((stringsAttr(call, 'stopwords') ?? []).map(fold));
  const action = stringAttr(call, 'case_change_action') ?? 'NONE';
  const kept = texts.filter((text) => !stops.has(fold(text)));
  const cased = kept.map((text) =>
    action === 'LOWER' ? text.toLowerCase() : action === 'UPPER' ? text.toUpperCase() : text,
  );
  return cased.length > 0 ? cased : [''];
}

/** TfIdfVectorizer: a weight for each n-gram of the pool, so the last axis is the largest of `ngram_indexes`, plus 1. */
export const tfIdf: ShapeRule = (call) => {
  const shape = requiredTensor(call, 0)?.shape ?? null;
  const size = (intsAttr(call, 'ngram_indexes') ?? []).reduce((most, index) => Math.max(most, index), -1) + 1;
  if (shape !== null && shape.length > 2) throw shapeFault(call, `texts of ${shapeText(shape)}, not [C] or [N, C]`);
  return [tensor('f32', shape === null ? null : [...shape.slice(0, -1), size])];
};

/** Tokenizer: the parts of each text along a new last axis, as long as the longest; an empty tensor of texts has none. */
export const tokenizer: ShapeRule = (call) => {
  const shape = requiredTensor(call, 0)?.shape ?? null;
  if (shape === null) return [tensor('string', null)];
  if (shape.length < 1 || shape.length > 2) throw shapeFault(call, `texts of ${shapeText(shape)}, not [C] or [N, C]`);
  return [tensor('string', shape.includes(0) ? [...shape.slice(0, -1), 0] : [...shape, call.fresh('tokens')])];
};
