import type { Finding } from '#graph/finding.ts';
import type { Initializer, Model } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { ModelRun } from './engine/engine.ts';
import type { Bindings } from './engine/state.ts';
import { constantOf, format, product, symbolsOf } from '#graph/dim.ts';
import { isInteger } from '#graph/dtype.ts';

/** Shapes of inputs and outputs that the file and the user leave open, and why. */
export function unknownShapes(model: Model, bindings: Bindings, { run }: ModelRun): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { name } of model.graph.inputs) {
    const value = bindings.inputs.get(name);
    if (value?.kind !== 'tensor' || value.shape !== null) continue;
    findings.push(unknown(name, `the input ${name} has no shape in the file: give it with --input ${name}=SHAPE`));
  }
  const told = new Set(model.graph.inputs.flatMap(({ type }) => symbolsOfValue(type)));
  const hidden = hiddenConstants(model);
  model.graph.outputs.forEach(({ name }, i) => {
    const value = run.outputs[i];
    if (value === undefined || value.kind === 'unknown' || (value.kind === 'tensor' && value.shape === null)) {
      findings.push(unknown(name, `the shape of the output ${name} doesn't follow from the inputs and the file`));
      return;
    }
    const open = symbolsOfValue(value).filter((symbol) => !told.has(symbol));
    if (open.length === 0) return;
    const cause =
      hidden.length > 0
        ? `; the contents of ${hidden.map((h) => h.name).join(', ')} are external data, which counting never opens`
        : '';
    const shape = value.kind === 'tensor' ? (value.shape ?? []).map(format).join('x') : value.kind;
    const detail = `the output ${name} is ${shape}, with ${open.join(', ')} known only at run time${cause}`;
    findings.push(
      hidden.length > 0 ? unknown(name, detail) : { code: 'data-dependent-shape', level: 'info', layer: name, detail },
    );
  });
  return findings;
}

const unknown = (layer: string, detail: string): Finding => ({
  code: 'unknown-shape',
  level: 'warning',
  layer,
  detail,
});

function symbolsOfValue(value: Value): readonly string[] {
  switch (value.kind) {
    case 'tensor':
      return (value.shape ?? []).flatMap((dim) => [...symbolsOf(dim)]);
    case 'sequence':
    case 'optional':
      return value.element === null ? [] : symbolsOfValue(value.element);
    case 'map':
    case 'unknown':
      return [];
  }
}

/** Small integer constants, such as a Reshape reads, whose contents lie outside the file. */
function hiddenConstants(model: Model): readonly Initializer[] {
  return [...model.graph.initializers.values()].filter((initializer) => {
    const elements = constantOf(product(initializer.dims));
    return initializer.external && isInteger(initializer.dtype) && elements !== undefined && elements <= 64n;
  });
}
