import type { Node } from '#graph/graph.ts';
import { latin1, utf8 } from '#read/protobuf/decode.ts';
import { MAX_KNOWN } from '#read/protobuf/fields.ts';
import { domainOf, type NodeBuilder } from './node.ts';

/** Tags of a NodeProto's fields, all with a length; see `nodeMessage` for what becomes of them. */
const INPUT = 0x0a;
const OUTPUT = 0x12;
const NAME = 0x1a;
const OPERATOR = 0x22;
const ATTRIBUTE = 0x2a;
const DOC = 0x32;
const DOMAIN = 0x3a;
const METADATA = 0x4a;

/**
 * Reads a node at one go: most hold nothing but names, and attributes that some node before had.
 * @param index of the node in its graph
 * @returns the node that `nodeMessage` would make of these bytes, with the same booked; undefined, with nothing booked, where
 * they hold anything else, damage included
 */
export function wholeNode(
  builder: NodeBuilder,
  window: Buffer,
  start: number,
  end: number,
  index: number,
): Node | undefined {
  const { inputs, outputs } = builder;
  let inputCount = 0;
  let outputCount = 0;
  let kept = 250;
  let name = '';
  let op = '';
  let domain = '';
  let list = builder.none;
  let at = start;
  while (at < end) {
    const tag = window[at] as number;
    let length = window[at + 1] as number;
    at += 2;
    if (length >= 0x80) {
      const high = window[at++] as number;
      if (!(high < 0x80)) return undefined;
      length += (high - 1) * 0x80;
    }
    const next = at + length;
    // Not a number where the window ended before the length.
    if (!(next <= end)) return undefined;
    switch (tag) {
      case INPUT:
        kept += 40 + (inputs[inputCount++] = utf8(window, at, next)).length;
        break;
      case OUTPUT:
        kept += 40 + (outputs[outputCount++] = utf8(window, at, next)).length;
        break;
      case NAME:
        name = utf8(window, at, next);
        kept += 40 + name.length;
        break;
      case OPERATOR:
        op = utf8(window, at, next);
        break;
      case ATTRIBUTE: {
        const known = length > MAX_KNOWN ? undefined : list.next.get(latin1(window, at, next));
        if (known === undefined) return undefined;
        list = known;
        kept += 150;
        break;
      }
      case DOMAIN:
        domain = domainOf(utf8(window, at, next));
        break;
      case DOC:
      case METADATA:
        break;
      default:
        return undefined;
    }
    at = next;
  }
  if (op === '') return undefined;
  builder.notes.keep(kept);
  return {
    name,
    op,
    domain,
    overload: '',
    inputs: firstOf(inputs, inputCount),
    outputs: firstOf(outputs, outputCount),
    attrs: list.attrs,
    index,
  };
}

const none: readonly string[] = [];

/** A list of the first `count` names; most nodes have one or none. */
function firstOf(names: readonly string[], count: number): readonly string[] {
  if (count === 0) return none;
  return count === 1 ? [names[0] as string] : names.slice(0, count);
}
