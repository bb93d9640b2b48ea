/** A seeded source of numbers, the same on every machine: for orders, inputs and simulations, never for secrets. */
export interface Random {
  /** In [0, 1). */
  uniform(): number;
  /** Whole, in [0, below). */
  below(limit: number): number;
  /** Standard normal. */
  normal(): number;
}

/** Mulberry32 over a 32-bit seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = Math.imul(state ^ (state >>> 15), 1 | state);
    z = (z + Math.imul(z ^ (z >>> 7), 61 | z)) ^ z;
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
  let spare: number | undefined;
  const normal = (): number => {
    if (spare !== undefined) {
      const given = spare;
      spare = undefined;
      return given;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return { uniform, normal, below: (limit) => Math.floor(uniform() * limit) };
}

/** A seed made from a seed and a text (FNV-1a): the same input has the same contents in both models. */
export function seedOf(seed: number, text: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
