/**
 * Sizes and counts, known or symbolic. A `Dim` is a safe integer (by far the commonest: plain arithmetic, no objects), or
 * a polynomial Σ coefficient · Π atoms with bigint coefficients in canonical order, where an atom is a symbol, a floor
 * division, a max or a min. Symbols are integers ≥ 0. This is the only door: what lies behind it is in dim-*.ts.
 *
 * Every operation throws a Fault `overflow` where a formula would grow beyond degree 256, 400 nested operations or
 * coefficients of 4096 bits; a formula of more than 512 terms is kept unexpanded and still evaluates exactly.
 */
export type { Dim, Poly } from './dim/poly.ts';
export type { Sign } from './dim/bounds.ts';
export type { Growth } from './dim/evaluate.ts';
export { add, constantOf, equal, fromBigInt, isConstant, mul, neg, product, sub, sum, symbol } from './dim/ring.ts';
export { ceilDiv, floorDiv, mod, truncDiv } from './dim/divide.ts';
export { broadcast, largest, max, min } from './dim/extreme.ts';
export { isAtLeast, isNeverBelow, isNonNegative, sign } from './dim/bounds.ts';
export { degree, evaluate, growth, growths, substitute, symbolsOf } from './dim/evaluate.ts';
export { format } from './dim/print.ts';
export { productForm } from './dim/product-form.ts';
export { proportion } from './dim/proportion.ts';
export { leadingTerms } from './dim/leading.ts';
export type { LeadingTerm } from './dim/leading.ts';
export type { ProductForm } from './dim/product-form.ts';
export { parseDim } from './dim/parse.ts';
