import type { Some } from './some.ts';

/** What a model isn't, though its contract says so. */
export type ContractReason =
  /** Inputs and outputs that aren't what they are at base, though they must be. */
  | { readonly kind: 'interface-locked'; readonly names: Some }
  /** A version of the operator set that is newer than `most` or older than `least`. */
  | { readonly kind: 'opset'; readonly version: number; readonly most: number | null; readonly least: number | null }
  /** Layers that multiply wider numbers than `wanted`, which a share of `kept` must keep to; `share` of all multiply-accumulates (0.07 is 7 %), null for formulas. */
  | {
      readonly kind: 'wide-numbers';
      readonly wanted: string;
      readonly kept: string;
      readonly share: number | null;
      readonly layers: Some;
    }
  /** Operators that are denied, or that aren't among the allowed. */
  | { readonly kind: 'operators'; readonly of: 'deny' | 'allow'; readonly ops: Some }
  /** A layer with too large a share of the multiply-accumulates, and how many `others` have one. */
  | {
      readonly kind: 'layer-share';
      readonly layer: string;
      readonly share: number | null;
      readonly allowed: string;
      readonly others: number;
    }
  /** A part of the contract that hangs on open sizes. */
  | { readonly kind: 'contract-open'; readonly of: 'quantization' | 'layers' };
