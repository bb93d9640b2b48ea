import { Fault } from '#graph/fault.ts';
import type { Attr, FunctionDef, Node } from '#graph/graph.ts';
import { message, name, type Message } from '#read/protobuf/fields.ts';
import type { Notes } from '#read/notes.ts';
import { attrMessage, finishAttr, newAttr, reuseAttr, type AttrBuilder } from './attr.ts';
import { checkDistinct, subgraphs } from './graph.ts';
import { domainOf, finishNode, newNode, nodeMessage, reuseNode, type NodeBuilder } from './node.ts';
import { opsetField, opsetsOf, type Opset } from './opset.ts';

/** A FunctionProto as far as it is read. */
export interface FunctionBuilder {
  readonly notes: Notes;
  /** The node and the attribute under way. */
  readonly node: NodeBuilder;
  readonly attr: AttrBuilder;
  name: string;
  domain: string;
  overload: string;
  readonly inputs: string[];
  readonly outputs: string[];
  readonly nodes: Node[];
  readonly opsets: Opset[];
  readonly attributeNames: string[];
  readonly attributeDefaults: Map<string, Attr>;
}

export function newFunction(notes: Notes): FunctionBuilder {
  notes.keep(500);
  return {
    notes,
    node: newNode(notes, 0, subgraphs),
    attr: newAttr(notes, 0, subgraphs),
    name: '',
    domain: '',
    overload: '',
    inputs: [],
    outputs: [],
    nodes: [],
    opsets: [],
    attributeNames: [],
    attributeDefaults: new Map(),
  };
}

const kept = (to: FunctionBuilder, label: string): string => {
  to.notes.keep(40 + label.length);
  return label;
};

export const functionMessage: Message<FunctionBuilder> = {
  name: 'FunctionProto',
  fields: {
    1: name((to, v) => void (to.name = v)),
    4: name((to, v) => void to.inputs.push(kept(to, v))),
    5: name((to, v) => void to.outputs.push(kept(to, v))),
    6: name((to, v) => void to.attributeNames.push(kept(to, v))),
    7: message(
      () => nodeMessage,
      (to) => reuseNode(to.node),
      (to, child) => void to.nodes.push(finishNode(child, to.nodes.length)),
    ),
    9: opsetField(),
    10: name((to, v) => void (to.domain = domainOf(v))),
    11: message(
      () => attrMessage,
      (to) => reuseAttr(to.attr),
      addDefault,
    ),
    13: name((to, v) => void (to.overload = v)),
  },
};

function addDefault(to: FunctionBuilder, from: AttrBuilder): void {
  const owner = (): string => `function '${to.name}'`;
  if (to.attributeDefaults.has(from.name)) {
    const what = `${owner()} gives the attribute '${from.name}' two defaults`;
    throw new Fault('bad-attribute', what, 'export the model again');
  }
  to.attributeDefaults.set(from.name, finishAttr(from, owner));
}

/** @throws Fault as `opsetsOf`; `duplicate-name` of two inputs or outputs */
export function finishFunction(from: FunctionBuilder): FunctionDef {
  checkDistinct(from.inputs, `function '${from.name}' has two inputs`);
  checkDistinct(from.outputs, `function '${from.name}' has two outputs`);
  const { name: functionName, domain, overload, inputs, outputs, nodes, attributeNames, attributeDefaults } = from;
  const opsets = opsetsOf(from.opsets, `function '${functionName}'`);
  return { name: functionName, domain, overload, inputs, outputs, nodes, opsets, attributeNames, attributeDefaults };
}
