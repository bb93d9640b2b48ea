import type { Dim } from '#graph/dim.ts';
import type { Shape } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, floorDiv, format, mod, mul, product, sub, sum } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { dtypeAt, intAttr, intsAttr, shapeAt, shapeFault, stringAttr, tensor, tensorAt } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { agreed, atLeast, differ, freshSizes, statedSizes } from '#count/ops/shared/agree.ts';
import { normalAxes } from '#count/ops/shared/axes.ts';
import { outputCount } from '#count/ops/elementwise/elementwise.ts';
import { movedFrom } from '#count/ops/movement/move.ts';
import { requiredShape } from '#count/ops/shared/required.ts';
import { isUnequal } from '#count/ops/control/truth.ts';
import { axisInts, slide, windowOf } from './window.ts';

/** Weighted samples of an interpolation over `axes` axes; none where the nearest is picked. */
export function interpolationOps(mode: string, axes: number): number {
  if (mode === 'nearest') return 0;
  return 2 * (mode.endsWith('cubic') ? 4 : 2) ** axes - 1;
}

/** An image given by four sizes. @throws Fault `shape` if it has another rank */
function imageAt(call: Call): readonly [Dim, Dim, Dim, Dim] | null {
  const x = requiredShape(call, 0);
  if (x === null) return null;
  if (x.length !== 4) throw shapeFault(call, `the input has rank ${x.length}; it must be [N, C, H, W]`);
  return [x[0] ?? 1, x[1] ?? 1, x[2] ?? 1, x[3] ?? 1];
}

/** a/b where b must divide a. @throws Fault `shape` if it provably doesn't */
function exactly(call: Call, a: Dim, b: Dim, what: string): Dim {
  if (differ(mod(a, b), 0)) throw shapeFault(call, `${what} ${format(a)} can't be divided by ${format(b)}`);
  return floorDiv(a, b);
}

function blockSize(call: Call): number {
  const block = intAttr(call, 'blocksize');
  if (block !== undefined && block >= 1) return block;
  throw new Fault(
    'bad-attribute',
    `${call.name}: blocksize of ${call.node.op} is ${block ?? 'absent'}`,
    'give it a blocksize of 1 or more',
  );
}

/** Blocks of an image moved between depth and space, in either layout. */
function blocksShape(
  last: boolean,
  change: (call: Call, block: number, c: Dim, h: Dim, w: Dim) => readonly [c: Dim, h: Dim, w: Dim],
): ShapeRule {
  return (call) => {
    const [block, x, source] = [blockSize(call), imageAt(call), tensorAt(call, 0)];
    if (x === null) return [movedFrom(source, freshSizes(call, 0, 4))];
    const [n, first, second, third] = x;
    if (last) {
      const [c, h, w] = change(call, block, third, first, second);
      return [movedFrom(source, [n, h, w, c])];
    }
    return [movedFrom(source, [n, ...change(call, block, first, second, third)])];
  };
}

/** [N, C/b², H·b, W·b]; channels on the last axis where `last`. */
export const depthToSpaceShape = (last = false): ShapeRule =>
  blocksShape(last, (call, block, c, h, w) => [
    exactly(call, c, mul(block, block), 'depth'),
    mul(h, block),
    mul(w, block),
  ]);

/** [N, C·b², H/b, W/b]; channels on the last axis where `last`. */
export const spaceToDepthShape = (last = false): ShapeRule =>
  blocksShape(last, (call, block, c, h, w) => [
    mul(c, mul(block, block)),
    exactly(call, h, block, 'height'),
    exactly(call, w, block, 'width'),
  ]);

/** [N, C, o…] for X [N, C, …] and a grid [N, o…, r]; channels on the last axis where `last`. */
export const gridSampleShape =
  (last = false): ShapeRule =>
  (call) => {
    const [x, grid] = [requiredShape(call, 0), requiredShape(call, 1)];
    const rank = x?.length ?? grid?.length;
    const dtype = dtypeAt(call, 0);
    if (rank === undefined) return [tensor(dtype, null)];
    if (rank < 3 || (grid !== null && grid.length !== rank))
      throw shapeFault(call, `a grid of rank ${grid?.length ?? '?'} for an input of rank ${rank}`);
    if (grid !== null) agreed(call, grid[rank - 1] ?? rank - 2, rank - 2, 'coordinates of the grid, and spatial axes');
    const batch = x?.[0] ?? grid?.[0] ?? call.fresh('dim0');
    const spatial = grid?.slice(1, -1) ?? freshSizes(call, 2, rank);
    const channels = (last ? x?.at(-1) : x?.[1]) ?? call.fresh('dim1');
    const joint = agreed(call, batch, grid?.[0] ?? batch, 'batches of input and grid');
    return [tensor(dtype, last ? [joint, ...spatial, channels] : [joint, channels, ...spatial])];
  };

/** F = (2·taps − 1)N: 7N for bilinear, 31N for bicubic sampling of images. */
export const gridSampleCost: CostRule = (call, outputs) => {
  const count = outputCount(outputs);
  const rank = shapeAt(call, 0)?.length ?? shapeAt(call, 1)?.length;
  if (count === undefined || rank === undefined) return unknownCost;
  return { elementwise: mul(count, interpolationOps(stringAttr(call, 'mode') ?? 'linear', rank - 2)) };
};

/** [N, H, W, 2] or [N, D, H, W, 3] for theta [N, r, r + 1] and a size [N, C, (D,) H, W]. */
export const affineGridShape: ShapeRule = (call) => {
  const theta = requiredShape(call, 0);
  const length = requiredShape(call, 1)?.[0];
  const sizes = statedSizes(call, 1, 0, 'a size of the grid');
  const rank =
    sizes?.length ?? (typeof length === 'number' ? length : typeof theta?.[1] === 'number' ? theta[1] + 2 : undefined);
  const dtype = dtypeAt(call, 0);
  if (rank === undefined) return [tensor(dtype, null)];
  if (rank !== 4 && rank !== 5) throw shapeFault(call, `${rank} sizes; a grid is made for images (4) or volumes (5)`);
  const axes = rank - 2;
  if (theta !== null && theta.length !== 3)
    throw shapeFault(call, `theta has rank ${theta.length}; it must be [N, ${axes}, ${axes + 1}]`);
  agreed(call, theta?.[1] ?? axes, axes, 'rows of theta, and axes');
  agreed(call, theta?.[2] ?? axes + 1, axes + 1, 'columns of theta, and axes + 1');
  const batch = sizes?.[0] ?? theta?.[0] ?? call.fresh('dim0');
  const spatial = sizes?.slice(2) ?? freshSizes(call, 1, axes + 1);
  return [tensor(dtype, [agreed(call, batch, theta?.[0] ?? batch, 'batches of theta and size'), ...spatial, axes])];
};

/**
 * As its definition: a 3×4 matrix times every point, M = 12·N·D·H·W (D = 1 for images), where an image's matrix is filled up by N
 * additions; the points themselves, F = 4·D·H·W + 2·(D + H + W) and the steps between them, cost nothing where the size is constant.
 */
export const affineGridCost: CostRule = (call, [grid]) => {
  if (grid?.kind !== 'tensor' || grid.shape === null) return unknownCost;
  const [batch = 1, ...rest] = grid.shape;
  const spatial = rest.slice(0, -1);
  const points = product(spatial);
  const isImage = spatial.length === 2;
  const steps = intAttr(call, 'align_corners') !== 1 ? 9 : isImage ? 5 : add(5, isUnequal(spatial[0] ?? 1, 1));
  const made = sum([mul(points, 4), mul(sum(isImage ? [1, ...spatial] : spatial), 2), steps]);
  const fixed = tensorAt(call, 1)?.constant === true;
  return { macs: product([batch, points, 12]), elementwise: add(isImage ? batch : 0, fixed ? 0 : made) };
};

/** The input with the axes in `axes` (all by default) cropped or padded to the sizes of the second input. */
export const centerCropPadShape: ShapeRule = (call) => {
  const x = requiredShape(call, 0);
  const target = requiredShape(call, 1)?.[0];
  const stated = intsAttr(call, 'axes');
  const sizes = statedSizes(call, 1, 0, 'a size of the crop');
  if (x === null) {
    const whole = stated === undefined && typeof target === 'number' && target <= 64;
    return [movedFrom(tensorAt(call, 0), whole ? (sizes ?? freshSizes(call, 0, target)) : null)];
  }
  const axes = stated === undefined ? x.map((_, axis) => axis) : normalAxes(call, stated, x.length);
  if (target !== undefined) agreed(call, target, axes.length, 'sizes, and axes to crop or pad');
  const shape = x.map((size, axis) => {
    const at = axes.indexOf(axis);
    return at < 0 ? size : (sizes?.[at] ?? call.fresh(`dim${axis}`));
  });
  return [movedFrom(tensorAt(call, 0), shape)];
};

/** [N, C/prod(block), image…] for columns [N, C, L]: the number of blocks must fit L. */
export const col2ImShape: ShapeRule = (call) => {
  const columns = requiredShape(call, 0);
  const [imageShape, blockShape] = [requiredShape(call, 1), requiredShape(call, 2)];
  const image = statedSizes(call, 1, 1, 'a size of the image');
  const block = statedSizes(call, 2, 1, 'a size of the block');
  const axes = image?.length ?? block?.length ?? imageShape?.[0] ?? blockShape?.[0];
  const dtype = dtypeAt(call, 0);
  if (typeof axes !== 'number' || axes > 64) return [tensor(dtype, null)];
  if (columns !== null && columns.length !== 3)
    throw shapeFault(call, `the columns have rank ${columns.length}; they must be [N, C, L]`);
  if (image !== undefined && block !== undefined) checkBlocks(call, image, block, columns?.[2]);
  const channels =
    columns === null || block === undefined
      ? call.fresh('dim1')
      : exactly(call, columns[1] ?? 1, product(block), 'channels');
  return [tensor(dtype, [columns?.[0] ?? call.fresh('dim0'), channels, ...(image ?? freshSizes(call, 2, axes + 2))])];
};

function checkBlocks(call: Call, image: readonly Dim[], block: readonly Dim[], blocks: Dim | undefined): void {
  if (image.length !== block.length)
    throw shapeFault(call, `an image of ${image.length} axes and a block of ${block.length}`);
  const count = product(slide(call, windowOf(call, block), image));
  if (blocks !== undefined) agreed(call, blocks, count, 'columns, and positions of the block in the image');
}

/** F = N_in: every element of the columns is added into the image. */
export const col2ImCost: CostRule = (call) => {
  const read = elements(shapeAt(call, 0));
  return read === undefined ? unknownCost : { elementwise: read };
};

/** Image without `border` [left, top, right, bottom]; `scale` [height, width] gives the sizes instead. */
export const cropShape: ShapeRule = (call) => {
  const [border, scale] = [axisInts(call, 'border', 4, 0) ?? [0, 0, 0, 0], axisInts(call, 'scale', 2, 1)];
  const x = imageAt(call);
  if (x === null) return [movedFrom(tensorAt(call, 0), freshSizes(call, 0, 4))];
  const [n, c, h, w] = x;
  const [left = 0, top = 0, right = 0, bottom = 0] = border;
  const [height, width] = scale ?? [sub(h, add(top, bottom)), sub(w, add(left, right))];
  return [
    movedFrom(tensorAt(call, 0), [
      n,
      c,
      atLeast(call, height ?? 1, 1, 'the height'),
      atLeast(call, width ?? 1, 1, 'the width'),
    ]),
  ];
};

/** [H, W, C]: what a file in memory decodes to; the size is known only from its bytes. */
export const imageDecoderShape: ShapeRule = (call) => {
  const channels = stringAttr(call, 'pixel_format') === 'Grayscale' ? 1 : 3;
  return [tensor('u8', [call.fresh('height'), call.fresh('width'), channels])];
};

/** Channels padded to a block of 8 or 16, which depends on the processor: known only if they fill either. */
export const reorderInputShape: ShapeRule = (call) => {
  const x = requiredShape(call, 0);
  if (x === null) return [tensor(dtypeAt(call, 0), null)];
  if (x.length < 3) throw shapeFault(call, `the input has rank ${x.length}`);
  const last = intAttr(call, 'channels_last') === 1;
  const channels = (last ? x.at(-1) : x[1]) ?? 1;
  const padded = typeof channels === 'number' && channels % 16 === 0 ? channels : call.fresh('dim1');
  const shape: Shape = [x[0] ?? 1, padded, ...(last ? x.slice(1, -1) : x.slice(2))];
  return [tensor(dtypeAt(call, 0), shape)];
};

/** The channels that `channels` names, the padding dropped. */
export const reorderOutputShape: ShapeRule = (call) => {
  const x = requiredShape(call, 0);
  if (x === null) return [tensor(dtypeAt(call, 0), null)];
  const channels = intAttr(call, 'channels') ?? 0;
  if (channels < 1 || x.length < 3) throw shapeFault(call, `${channels} channels of an input of rank ${x.length}`);
  const spatial = x.slice(2);
  const last = intAttr(call, 'channels_last') === 1;
  return [tensor(dtypeAt(call, 0), last ? [x[0] ?? 1, ...spatial, channels] : [x[0] ?? 1, channels, ...spatial])];
};
