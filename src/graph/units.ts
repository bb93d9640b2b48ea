declare const unit: unique symbol;
type Unit<Name extends string> = bigint & { readonly [unit]: Name };

/** Multiply–accumulate operations. */
export type Macs = Unit<'macs'>;
/** Floating-point or integer operations, a multiply and an add being two. */
export type Ops = Unit<'ops'>;
export type Bytes = Unit<'bytes'>;
/** Count of parameters (elements of weights). */
export type Params = Unit<'params'>;
/** Multiply–accumulates × weight bits × activation bits. */
export type BitOps = Unit<'bitops'>;

export const macs = (n: bigint): Macs => n as Macs;
export const ops = (n: bigint): Ops => n as Ops;
export const bytes = (n: bigint): Bytes => n as Bytes;
export const params = (n: bigint): Params => n as Params;
export const bitOps = (n: bigint): BitOps => n as BitOps;

/** FLOPs = 2 · MACs: the only place that knows it. */
export const flopsOfMacs = (m: Macs): Ops => ops(2n * m);
