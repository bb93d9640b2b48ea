import { format, leadingTerms, neg, parseDim } from '#graph/dim.ts';
import type { Dim, LeadingTerm } from '#graph/dim.ts';
import { apart } from '#graph/effort.ts';
import { Fault } from '#graph/fault.ts';
import type { QuantityKind } from './number-text.ts';
import { quantityText } from './number-text.ts';

/** Characters up to which people are shown a formula as it is. */
const legible = 100;

/** How a formula is shown. */
export interface FormulaStyle {
  readonly kind: QuantityKind;
  /** Characters that it may take; as a rule `legible`. */
  readonly most?: number;
  /** Significant digits of the coefficients. */
  readonly digits?: number;
}

/**
 * A formula as people see it: whole if it is short, else `≈` and what makes up most of it, quotients not rounded:
 * `≈ 36.2k*H*N*W + 512k*N`, `≈ max(64B*H*N*W, 5.86KiB*N)`.
 * @param formula or its text, as JSON holds it
 */
export function briefFormula(formula: Dim | string, { kind, most = legible, digits = 3 }: FormulaStyle): string {
  const text = typeof formula === 'string' ? formula : format(formula);
  if (text.length <= most) return text;
  const sums = sumsOf(formula);
  // Fewer terms, and fewer sums of a maximum, until they fit.
  for (let shown = 12; shown > 0 && sums.length > 0; shown -= 1) {
    const brief = briefSums(sums, shown, kind, digits);
    if (brief.length <= most) return brief;
  }
  const first = sums.length > 0 ? briefSums(sums, 1, kind, digits) : text;
  return `${first.slice(0, Math.max(1, most - 1))}…`;
}

/** What makes up a formula; nothing if that takes too many steps. Each is worked out by itself: a document may hold those of any number of models. */
function sumsOf(formula: Dim | string): Sums {
  const sums = withoutFault(() => {
    const dim = typeof formula === 'string' ? parseDim(formula) : formula;
    return dim === undefined ? undefined : leadingTerms(dim);
  });
  return sums ?? [];
}

/**
 * A formula in a table: of one product as a number and sizes, `714 M × N`, else as `briefFormula` has it. Hostile text.
 * @param formula or its text, as JSON holds it
 */
export function tableFormula(formula: Dim | string, style: FormulaStyle): string {
  const text = withoutFault(() => {
    const dim = typeof formula === 'string' ? parseDim(formula) : formula;
    return dim === undefined ? undefined : productText(dim, style);
  });
  return text !== undefined && text.length <= (style.most ?? legible) ? text : briefFormula(formula, style);
}

/** A change that hangs on sizes, with its sign: `+32 M × N`, `−714 M × N`, `0`. Hostile text. */
export function changeFormula(formula: string, style: FormulaStyle): string {
  return withoutFault(() => signedChange(formula, style)) ?? briefFormula(formula, style);
}

function signedChange(formula: string, style: FormulaStyle): string {
  const dim = parseDim(formula);
  if (dim === undefined || dim === 0) return dim === 0 ? '0' : briefFormula(formula, style);
  const [lead] = leadingTerms(dim)?.[0] ?? [];
  const isLess = lead !== undefined && lead.coefficient < 0;
  const text = tableFormula(isLess ? neg(dim) : dim, style);
  const [about, rest] = text.startsWith('≈ ') ? ['≈ ', text.slice(2)] : ['', text];
  return `${about}${isLess ? '−' : '+'}${isLess && / [+-] /.test(rest) ? `(${rest})` : rest}`;
}

/** What `work` gives, with steps of its own; undefined if the formula asks for too many, or is none that can be. */
function withoutFault<T>(work: () => T): T | undefined {
  try {
    return apart(work);
  } catch (thrown) {
    if (thrown instanceof Fault) return undefined;
    throw thrown;
  }
}

/** Undefined unless the formula is one coefficient times sizes. */
function productText(dim: Dim, { kind, digits = 3 }: FormulaStyle): string | undefined {
  if (typeof dim === 'number') return quantityText(BigInt(dim), kind, digits);
  const [term] = dim.terms;
  const { coefficient, monomial } = term ?? {};
  if (coefficient === undefined || monomial === undefined || dim.terms.length !== 1 || coefficient < 0n)
    return undefined;
  if (!monomial.factors.every(({ atom }) => atom.kind === 'symbol')) return undefined;
  const sizes = monomial.factors.map(({ atom, power }) => (power === 1 ? atom.key : `${atom.key}^${power}`));
  const number = coefficient === 1n && kind === 'count' ? [] : [quantityText(coefficient, kind, digits)];
  return [...number, ...sizes].join(' × ');
}

/** Characters of formulas that a document may still hold. */
export interface TextBudget {
  left: number;
}

/** Characters to which a formula is cut where a document holds too much of them. */
const cutTo = 64;

/** The formula as programs read it; cut short, with `…` at its end, where the document has no room for it. */
export function formulaText(formula: Dim, budget: TextBudget): string {
  if (typeof formula === 'number') return String(formula);
  const text = format(formula);
  budget.left -= text.length;
  return budget.left >= 0 || text.length <= cutTo ? text : `${text.slice(0, cutTo)}…`;
}

/** True if people are shown less than the whole. */
export const isShortened = (formula: Dim): boolean => format(formula).length > legible;

/** Two formulas, distinguished: with as many digits as it takes. */
export function briefPair(a: Dim | string, b: Dim | string, style: FormulaStyle): readonly [string, string] {
  for (let digits = 3; digits < 16; digits += 2) {
    const texts = [tableFormula(a, { ...style, digits }), tableFormula(b, { ...style, digits })] as const;
    if (texts[0] !== texts[1]) return texts;
  }
  return [tableFormula(a, style), tableFormula(b, style)];
}

type Sums = readonly (readonly LeadingTerm[])[];

function briefSums(sums: Sums, shown: number, kind: QuantityKind, digits: number): string {
  const texts = sums.slice(0, shown).map((terms) => briefSum(terms, shown, kind, digits));
  if (sums.length === 1) return `≈ ${texts[0] ?? ''}`;
  const rest = sums.length - texts.length;
  return `≈ max(${[...texts, ...(rest > 0 ? [`… ${rest} more`] : [])].join(', ')})`;
}

function briefSum(terms: readonly LeadingTerm[], shown: number, kind: QuantityKind, digits: number): string {
  let text = '';
  for (const [i, { coefficient, factors }] of terms.slice(0, shown).entries()) {
    const sign = coefficient < 0 ? (i === 0 ? '-' : ' - ') : i === 0 ? '' : ' + ';
    const size = sizeText(Math.abs(coefficient), kind, digits);
    text += sign + (factors === '' ? size : size === '1' ? factors : `${size}*${factors}`);
  }
  return terms.length > shown ? `${text} + …` : text;
}

/** `36.2k`, `5.86KiB`, `0.25`: as a budget writes it. */
function sizeText(size: number, kind: QuantityKind, digits: number): string {
  const unit = kind === 'bytes' ? 'B' : '';
  if (size < 100 && !Number.isInteger(size)) return `${Number(size.toPrecision(digits))}${unit}`;
  return quantityText(BigInt(Math.round(size)), kind, digits).replace(' ', '');
}
