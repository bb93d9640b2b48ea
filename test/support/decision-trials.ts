import { confirms, lookAt, longestConfirmation, planLooks, type Look } from '#bench/decide/decide.ts';
import { seeded, type Random } from '#bench/decide/pseudo-random.ts';

/** How D = log(head / base) scatters around the true change, from round to round. */
export type Noise =
  | { readonly kind: 'normal' }
  /** Some rounds lie far off, to the slow side twice as often as to the fast. */
  | { readonly kind: 'outliers'; readonly share: number; readonly times: number }
  /** Each round leans on the one before. */
  | { readonly kind: 'dependent'; readonly correlation: number }
  /** Normal within a machine's mood, which is another every few rounds. */
  | { readonly kind: 'moods'; readonly rounds: number };

export interface Cell {
  readonly models: number;
  /** True change of every model: 0.05 is +5 %. */
  readonly change: number;
  readonly allowance: number;
  /** Of D. */
  readonly sd: number;
  readonly noise: Noise;
}

export interface Rates {
  /** Share of trials in which at least one model fails. */
  readonly anyOver: number;
  /** Shares of all models. */
  readonly over: number;
  readonly within: number;
  readonly undecided: number;
  readonly rounds: number;
}

/** Runs the decision, confirmation included, on `trials` made pull requests of `models` models each. */
export function trials(cell: Cell, count: number, seed: number): Rates {
  const random = seeded(seed);
  const looks = planLooks(cell.models);
  const tally = { over: 0, within: 0, undecided: 0 };
  let [anyOver, rounds] = [0, 0];
  for (let trial = 0; trial < count; trial += 1) {
    let failed = false;
    for (let model = 0; model < cell.models; model += 1) {
      const [verdict, used] = decide(looks, cell, random);
      tally[verdict] += 1;
      rounds += used;
      failed ||= verdict === 'over';
    }
    if (failed) anyOver += 1;
  }
  const all = count * cell.models;
  return {
    anyOver: anyOver / count,
    over: tally.over / all,
    within: tally.within / all,
    undecided: tally.undecided / all,
    rounds: rounds / all,
  };
}

function decide(looks: readonly Look[], cell: Cell, random: Random): ['over' | 'within' | 'undecided', number] {
  const next = series(cell, random);
  const seen: number[] = [];
  for (const look of looks) {
    while (seen.length < look.rounds) seen.push(next());
    const said = lookAt(look, seen, cell.allowance);
    if (said === 'within') return ['within', seen.length];
    if (said === 'over') return confirm(next, cell, seen.length);
  }
  return ['undecided', seen.length];
}

function confirm(next: () => number, { allowance }: Cell, before: number): ['over' | 'undecided', number] {
  const fresh: number[] = [];
  while (fresh.length < longestConfirmation) {
    fresh.push(next());
    const said = confirms(fresh, allowance);
    if (said !== null) return [said ? 'over' : 'undecided', before + fresh.length];
  }
  return ['undecided', before + fresh.length];
}

function series({ change, sd, noise }: Cell, random: Random): () => number {
  const centre = Math.log1p(change);
  switch (noise.kind) {
    case 'normal':
      return () => centre + sd * random.normal();
    case 'outliers':
      return () => {
        const one = sd * random.normal();
        if (random.uniform() >= noise.share) return centre + one;
        return centre + noise.times * Math.abs(one) * (random.uniform() < 2 / 3 ? 1 : -1);
      };
    case 'dependent': {
      let last = random.normal();
      const fresh = Math.sqrt(1 - noise.correlation ** 2);
      return () => {
        last = noise.correlation * last + fresh * random.normal();
        return centre + sd * last;
      };
    }
    case 'moods': {
      let [mood, left] = [1, 0];
      return () => {
        if (left === 0) [mood, left] = [random.uniform() < 0.5 ? 0.3 : 2, noise.rounds];
        left -= 1;
        return centre + sd * mood * random.normal();
      };
    }
  }
}
