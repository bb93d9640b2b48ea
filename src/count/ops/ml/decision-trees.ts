import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, mul } from '#graph/dim.ts';
import { intAttr, intsAttr, stringAttr, stringsAttr, tensor, tensorAttr } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { classCount, labelType, rowsOf } from './linear-model.ts';
import { transformCost } from './post-transform.ts';

/** Decision nodes in an array: children by position, −1 if a child is a leaf. */
interface Forest {
  readonly roots: readonly number[];
  readonly children: readonly (readonly [number, number])[];
}

/** Σ over the trees of the decisions on the longest way from root to leaf; undefined if the nodes are no forest. */
function decisionsOf({ roots, children }: Forest): number | undefined {
  const depths = new Map<number, number>();
  const open = new Set<number>();
  let total = 0;
  for (const root of roots) {
    const stack = [root];
    while (stack.length > 0) {
      const node = stack.at(-1) ?? -1;
      const below = (children[node] ?? []).filter((child) => child >= 0 && child < children.length);
      const next = below.find((child) => !depths.has(child));
      if (depths.has(node) || next === undefined) {
        depths.set(node, depths.get(node) ?? 1 + Math.max(0, ...below.map((child) => depths.get(child) ?? 0)));
        open.delete(node);
        stack.pop();
        continue;
      }
      open.add(node);
      if (open.has(next)) return undefined;
      stack.push(next);
    }
    total += root < 0 ? 0 : (depths.get(root) ?? 0);
  }
  return total;
}

/** The forest of TreeEnsembleClassifier and -Regressor: nodes named by tree and node id, a leaf by its mode. */
function namedForest(call: Call): { readonly forest: Forest; readonly trees: number } | undefined {
  const [trees, ids, yes, no] = ['nodes_treeids', 'nodes_nodeids', 'nodes_truenodeids', 'nodes_falsenodeids'].map(
    (name) => intsAttr(call, name) ?? [],
  );
  const modes = stringsAttr(call, 'nodes_modes') ?? [];
  if (trees === undefined || ids === undefined || [ids, yes, no, modes].some((list) => list?.length !== trees.length))
    return undefined;
  const places = new Map(trees.map((tree, i) => [`${tree}/${ids[i] ?? 0}`, i]));
  const child = (tree: number, id: number): number => {
    const place = places.get(`${tree}/${id}`) ?? -1;
    return modes[place] === 'LEAF' ? -1 : place;
  };
  const children = trees.map((tree, i): readonly [number, number] => [
    child(tree, yes?.[i] ?? -1),
    child(tree, no?.[i] ?? -1),
  ]);
  const roots = [...new Map(trees.map((tree, i) => [tree, i] as const).toReversed()).values()];
  const decisive = children.map((pair, i): readonly [number, number] => (modes[i] === 'LEAF' ? [-1, -1] : pair));
  return { forest: { roots: roots.filter((root) => modes[root] !== 'LEAF'), children: decisive }, trees: roots.length };
}

/** The forest of TreeEnsemble: positions of decision nodes, children flagged as leaves. */
function indexedForest(call: Call): { readonly forest: Forest; readonly trees: number } | undefined {
  const list = (name: string): readonly number[] => intsAttr(call, name) ?? [];
  const [roots, yes, no, yesLeaf, noLeaf] = [
    list('tree_roots'),
    list('nodes_truenodeids'),
    list('nodes_falsenodeids'),
    list('nodes_trueleafs'),
    list('nodes_falseleafs'),
  ];
  if (yes.length !== no.length || yes.length !== yesLeaf.length || yes.length !== noLeaf.length) return undefined;
  const children = yes.map((child, i): readonly [number, number] => [
    yesLeaf[i] === 0 ? child : -1,
    noLeaf[i] === 0 ? (no[i] ?? -1) : -1,
  ]);
  return { forest: { roots, children }, trees: roots.length };
}

/** What a forest's leaves are made into. */
interface Aggregation {
  readonly outputs: number;
  readonly isMean: boolean;
  readonly transform: string;
}

/** Compares on the longest way down each tree, one add a tree, base values, a division for a mean, the post-transform. */
function forestCost(call: Call, found: ReturnType<typeof namedForest>, to: Aggregation): Cost {
  const rows = rowsOf(call);
  const decisions = found === undefined ? undefined : decisionsOf(found.forest);
  if (rows === undefined || found === undefined || decisions === undefined) return unknownCost;
  const hasBase = call.node.attrs.has('base_values') || call.node.attrs.has('base_values_as_tensor');
  const perRow = decisions + found.trees + to.outputs * (Number(hasBase) + Number(to.isMean));
  const after = transformCost(to.transform, mul(rows, to.outputs));
  return { ...after, elementwise: add(mul(rows, perRow), after.elementwise ?? 0) };
}

const transformOf = (call: Call): string => stringAttr(call, 'post_transform') ?? 'NONE';

/** TreeEnsembleClassifier: a label and a score for each class, a row. */
export const treeClassifier: ShapeRule = (call) => {
  const rows = rowsOf(call);
  const classes = classCount(call, 'classlabels_int64s');
  return [
    tensor(labelType(call), rows === undefined ? null : [rows]),
    tensor('f32', rows === undefined ? null : [rows, classes]),
  ];
};

export const treeClassifierCost: CostRule = (call) =>
  forestCost(call, namedForest(call), {
    outputs: classCount(call, 'classlabels_int64s'),
    isMean: false,
    transform: transformOf(call),
  });

/** TreeEnsembleRegressor: `n_targets` values a row. */
export const treeRegressor: ShapeRule = (call) => {
  const rows = rowsOf(call);
  return [tensor('f32', rows === undefined ? null : [rows, intAttr(call, 'n_targets') ?? 1])];
};

export const treeRegressorCost: CostRule = (call) =>
  forestCost(call, namedForest(call), {
    outputs: intAttr(call, 'n_targets') ?? 1,
    isMean: stringAttr(call, 'aggregate_function') === 'AVERAGE',
    transform: transformOf(call),
  });

/** TreeEnsemble: `n_targets` values a row, in the type of the leaf weights. */
export const treeEnsemble: ShapeRule = (call) => {
  const rows = rowsOf(call);
  const dtype = tensorAttr(call, 'leaf_weights')?.dtype ?? 'unknown';
  return [tensor(dtype, rows === undefined ? null : [rows, intAttr(call, 'n_targets') ?? 1])];
};

/** Names of TreeEnsemble's `post_transform` numbers. */
const transforms = ['NONE', 'SOFTMAX', 'LOGISTIC', 'SOFTMAX_ZERO', 'PROBIT'];

export const treeEnsembleCost: CostRule = (call) =>
  forestCost(call, indexedForest(call), {
    outputs: intAttr(call, 'n_targets') ?? 1,
    isMean: intAttr(call, 'aggregate_function') === 0,
    transform: transforms[intAttr(call, 'post_transform') ?? 0] ?? 'NONE',
  });
