import type { Dim } from '#graph/dim.ts';
import type { Finding } from '#graph/finding.ts';
import type { Model } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { ModelRun } from './engine.ts';
import { format, isConstant, equal } from '#graph/dim.ts';

/** Contradictions between what the file declares (value_info, graph outputs) and what its inputs and nodes make. */
export function checkDeclared(model: Model, { run }: ModelRun): readonly Finding[] {
  const declared = new Map<string, Value>(model.graph.declared);
  for (const output of model.graph.outputs) declared.set(output.name, output.type);
  if (declared.size === 0) return [];
  const findings: Finding[] = [];
  const makers = new Set([...declared.keys()].flatMap((name) => run.makerOf(name) ?? []));
  for (const layer of [...makers].toSorted((a, b) => a.node.index - b.node.index)) {
    layer.node.outputs.forEach((name, i) => {
      const claim = declared.get(name);
      const truth = layer.outputs[i];
      if (claim === undefined || truth === undefined || agrees(claim, truth)) return;
      findings.push({
        code: 'declared-shape-mismatch',
        level: 'warning',
        layer: layer.name,
        detail: `the file declares ${name} as ${text(claim)}, but its inputs make it ${text(truth)}; counted as inferred`,
      });
    });
  }
  return findings;
}

function agrees(claim: Value, truth: Value): boolean {
  if (claim.kind !== 'tensor' || truth.kind !== 'tensor')
    return claim.kind === truth.kind || claim.kind === 'unknown' || truth.kind === 'unknown';
  if (claim.shape === null || truth.shape === null) return true;
  if (claim.shape.length !== truth.shape.length) return false;
  return claim.shape.every((dim, i) => {
    const made = truth.shape?.[i] as Dim;
    return !isConstant(dim) || !isConstant(made) || equal(dim, made);
  });
}

const text = (value: Value): string =>
  value.kind === 'tensor'
    ? `${value.dtype}[${value.shape === null ? '?' : value.shape.map(format).join(',')}]`
    : value.kind;
