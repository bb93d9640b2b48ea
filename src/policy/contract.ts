import type { Contract, ModelPlan, ModelRule, PartialContract, Policy, PolicyChange } from './policy.ts';

/** Nothing is asked for. */
export const noContract: Contract = { interface: null, opset: null, quantization: null, ops: null, layers: null };

const keys = ['interface', 'opset', 'quantization', 'ops', 'layers'] as const;

/** The contract in force, key by key: an entry's own over that of all models. */
export function plannedContract(
  policy: Policy,
  rule: ModelRule | null,
  index: number,
): Pick<ModelPlan, 'contract' | 'contractOrigin'> {
  const own: PartialContract = rule?.contract ?? {};
  const origin = keys.flatMap((key) =>
    key in own ? [[key, `models[${index}].${key}`]] : key in policy.contract ? [[key, key]] : [],
  );
  return {
    contract: { ...noContract, ...policy.contract, ...own },
    contractOrigin: Object.fromEntries(origin) as ModelPlan['contractOrigin'],
  };
}

/** True if a model must be something. */
export const hasContract = ({ contract }: Pick<ModelPlan, 'contract'>): boolean =>
  keys.some((key) => contract[key] !== null);

/** A key of a contract as one line; null if it isn't asked for. */
function contractText(contract: Contract, key: keyof Contract): string | null {
  const { opset, quantization, ops, layers } = contract;
  switch (key) {
    case 'interface':
      return contract.interface;
    case 'opset':
      return opset === null ? null : named({ max: opset.max, min: opset.min });
    case 'quantization':
      return quantization === null ? null : `${quantization.type} for ${quantization.share.text}`;
    case 'ops':
      return ops === null ? null : named({ allow: ops.allow?.join(', ') ?? null, deny: ops.deny.join(', ') || null });
    case 'layers':
      return layers === null ? null : `max_share ${layers.maxShare.text}`;
  }
}

const named = (values: Readonly<Record<string, string | number | null>>): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`]))
    .join('; ');

/** Lines of `policy --explain`. */
export function contractLines({ contract, contractOrigin }: ModelPlan): readonly string[] {
  return keys.flatMap((key) => {
    const text = contractText(contract, key);
    return text === null ? [] : [`  ${key}: ${text}  from ${contractOrigin[key] ?? ''}`];
  });
}

/** What a pull request changes in a model's contract. What it asks for no more is looser, and so is what doesn't compare. */
export function contractChanges(base: ModelPlan, head: ModelPlan): readonly PolicyChange[] {
  return keys.flatMap((key): PolicyChange[] => {
    const [before, after] = [contractText(base.contract, key), contractText(head.contract, key)];
    if (before === after) return [];
    const isTighter = before === null || (after !== null && keepsAll(base.contract, head.contract, key));
    const text = `${key} ${before ?? 'none'} → ${after ?? 'none'}`;
    return [{ kind: isTighter ? 'tightened' : 'loosened', where: head.id, text }];
  });
}

/** True if whatever keeps head's key keeps base's, too. */
function keepsAll(base: Contract, head: Contract, key: keyof Contract): boolean {
  switch (key) {
    case 'interface':
      return true;
    case 'opset':
      return (
        (head.opset?.max ?? Infinity) <= (base.opset?.max ?? Infinity) &&
        (head.opset?.min ?? 0) >= (base.opset?.min ?? 0)
      );
    case 'quantization': {
      const [a, b] = [base.quantization, head.quantization];
      return (
        a !== null && b !== null && b.bits <= a.bits && b.share.over * a.share.under >= a.share.over * b.share.under
      );
    }
    case 'ops': {
      const [a, b] = [base.ops, head.ops];
      if (a === null || b === null) return false;
      const allowed = a.allow === null || b.allow?.every((one) => a.allow?.includes(one)) === true;
      return allowed && a.deny.every((one) => b.deny.includes(one));
    }
    case 'layers': {
      const [a, b] = [base.layers?.maxShare, head.layers?.maxShare];
      return a !== undefined && b !== undefined && b.over * a.under <= a.over * b.under;
    }
  }
}
