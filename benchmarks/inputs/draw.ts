import type { Random } from '../../test/support/mutate.ts';
import { attacks } from '../../test/support/hostile-text.ts';

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
/** A whole number of [low, high]. */
export const whole = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));
export const chance = (random: Random, of: number): boolean => random() < of;
export const many = <T>(random: Random, most: number, make: () => T): T[] =>
  Array.from({ length: Math.floor(random() ** 2 * (most + 1)) }, make);

const names = [
  'a',
  'b',
  'batch',
  'models/a.onnx',
  'models/**/*.onnx',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'é',
  '模型',
];
const odd = [
  ...'`|\\@#<>[]()!*_~&$:/-+=.{}"\' \n\r\t\0a1%,?'.split(''),
  '\u202e',
  '\u2028',
  '\ud800',
  '\u{1f600}',
  '\u001b',
];

/** A text made to break out of what it stands in; now and then a long one. */
export function hostile(random: Random): string {
  const kind = random();
  if (kind < 0.4) return pick(random, attacks);
  if (kind < 0.6) return pick(random, names);
  if (kind < 0.63) return pick(random, [...odd, 'ab ']).repeat(whole(random, 1, 5000));
  if (kind < 0.8) return many(random, 4, () => pick(random, attacks)).join(pick(random, ['', ' ', 'a']));
  return many(random, 30, () => pick(random, odd)).join('');
}

const numbers = [
  0,
  -0,
  1,
  -1,
  2,
  7,
  0.5,
  -1.5,
  1e9,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  1e21,
  5e-324,
  1.7e308,
  1e-7,
];
const digits = [
  '0',
  '1',
  '-1',
  '00',
  '4200000000',
  '9'.repeat(60),
  '9'.repeat(400),
  '1'.repeat(401),
  '-0',
  '1e3',
  '0x10',
  ' 1',
  '',
];

/** A value of any type, small as a rule. */
export function anyJson(random: Random, depth = 3): Json {
  const kind = random();
  if (kind < 0.25) return hostile(random);
  if (kind < 0.4) return pick(random, numbers);
  if (kind < 0.5) return pick(random, digits);
  if (kind < 0.6) return pick(random, [null, true, false, [], {}]);
  if (depth === 0) return nested(random);
  if (kind < 0.8) return many(random, 4, () => anyJson(random, depth - 1));
  return record(many(random, 4, () => [hostile(random), anyJson(random, depth - 1)] as const));
}

/** Deep, as no reader expects. */
function nested(random: Random): Json {
  if (!chance(random, 0.02)) return null;
  let value: Json = 1;
  const list = chance(random, 0.5);
  for (let left = whole(random, 10, 2000); left > 0; left--) value = list ? [value] : { a: value };
  return value;
}

/** An object whose keys may be any, `__proto__` too, as JSON.parse makes it. */
export function record(entries: readonly (readonly [string, Json])[]): { [key: string]: Json } {
  const made: { [key: string]: Json } = {};
  for (const [key, value] of entries)
    Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
  return made;
}

type Place =
  | { readonly list: Json[]; readonly at: number }
  | { readonly object: { [key: string]: Json }; readonly key: string };

function placesOf(value: Json, places: Place[] = []): Place[] {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) {
      places.push({ list: value, at });
      placesOf(item, places);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      places.push({ object: value, key });
      placesOf(item, places);
    }
  }
  return places;
}

const at = (place: Place): Json => ('list' in place ? place.list[place.at] : place.object[place.key]) ?? null;
function put(place: Place, value: Json): void {
  if ('list' in place) place.list[place.at] = value;
  else Object.defineProperty(place.object, place.key, { value, enumerable: true, configurable: true, writable: true });
}

type Change = (random: Random, place: Place, all: readonly Place[]) => void;

/** A value of the type that stands there: what a reader takes, mostly, and what follows then has to cope with. */
const another: Change = (random, place) => {
  const value = at(place);
  if (typeof value === 'number') put(place, pick(random, numbers));
  else if (typeof value === 'boolean') put(place, !value);
  else if (typeof value !== 'string') put(place, anyJson(random, 1));
  else put(place, /^-?\d+$/.test(value) && chance(random, 0.8) ? pick(random, digits) : hostile(random));
};

const changes: readonly Change[] = [
  another,
  another,
  another,
  another,
  another,
  (random, place) => put(place, anyJson(random)),
  (random, place, all) => put(place, structuredClone(at(pick(random, all)))),
  (_, place) => {
    if ('list' in place) place.list.splice(place.at, 1);
    else delete place.object[place.key];
  },
  (random, place) => {
    if ('list' in place)
      for (let times = pick(random, [1, 1, 1, 3, 60]); times > 0; times--) place.list.push(structuredClone(at(place)));
    else put({ object: place.object, key: hostile(random) }, anyJson(random, 1));
  },
  (_, place) => put(place, null),
];

/** Another value made of this one by one to ten changes; in half of the cases changes that keep every type. */
export function mutated(seed: Json, random: Random): Json {
  const holder: { [key: string]: Json } = { root: structuredClone(seed) };
  const gentle = chance(random, 0.5);
  for (let left = Math.ceil(random() ** 2 * 10); left > 0; left--) {
    const places = placesOf(holder['root'] ?? null);
    if (places.length === 0) return anyJson(random);
    const place = pick(random, places);
    if (!gentle) pick(random, changes)(random, place, places);
    else if (typeof at(place) !== 'object') another(random, place, places);
  }
  return holder['root'] ?? null;
}

/** The text with a piece cut, doubled, moved or replaced, once to four times. */
export function scrambled(text: string, random: Random, pieces: readonly string[]): string {
  let result = text;
  for (let left = whole(random, 1, 4); left > 0; left--) {
    const from = whole(random, 0, result.length);
    const to = Math.min(result.length, from + Math.floor(random() ** 3 * 60));
    const piece = pick(random, [
      '',
      result.slice(from, to).repeat(2),
      pick(random, pieces),
      hostile(random),
      result.slice(whole(random, 0, result.length)).slice(0, 40),
    ]);
    result = result.slice(0, from) + piece + result.slice(to);
  }
  return result;
}

/** JSON text of the value, in rare cases broken. */
export function jsonText(value: Json, random: Random): string {
  const text = JSON.stringify(value);
  return chance(random, 0.04)
    ? scrambled(text, random, ['{', '}', '[', ']', ',', '"', '\\u0000', '1e999', '\\ud800'])
    : text;
}
