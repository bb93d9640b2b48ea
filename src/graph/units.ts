import { mul, type Dim } from './dim.ts';

declare const unit: unique symbol;
type Unit<Name extends string> = bigint & { readonly [unit]: Name };

/** Multiply–accumulate operations. */
export type Macs = Unit<'macs'>;
/** Operations, a multiply and an add being two. */
export type Ops = Unit<'ops'>;
/** Multiply–accumulates × weight bits × activation bits. */
export type BitOps = Unit<'bitops'>;
/** Elements of weights. */
export type Params = Unit<'params'>;
export type Bytes = Unit<'bytes'>;

/** FLOPs = 2 · MACs: the only place that knows it. */
export const flopsOfMacs = (macs: Dim): Dim => mul(macs, 2);
