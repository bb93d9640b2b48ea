/** Pairs of positions [base, head] of one alignment. */
export type Pairs = [number, number][];

/** A key of each item of a list, or undefined if the item takes no part. */
export type Keys = readonly (string | undefined)[];

/** Cells of the table that a small stretch may be aligned by exactly. */
const maxCells = 250_000;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Aligns two lists in order by equal keys: what both ends share, then what is unique in both (patience), stretch by
 * stretch, small rests exactly (longest common subsequence), large rests key by key in order. About linear in time.
 */
export function align(base: Keys, head: Keys): Pairs {
  const pairs: Pairs = [];
  const open: [Stretch, Stretch][] = [
    [
      { from: 0, to: base.length },
      { from: 0, to: head.length },
    ],
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [a, b] = trimEnds(base, head, next[0], next[1], pairs);
    if (a.from >= a.to || b.from >= b.to) continue;
    const anchors = increasing(uniquePairs(base, head, a, b));
    if (anchors.length > 0) open.push(...between(anchors, a, b));
    else if ((a.to - a.from) * (b.to - b.from) <= maxCells) pairs.push(...longest(base, head, a, b));
    else pairs.push(...inTurn(base, head, a, b));
    pairs.push(...anchors);
  }
  return pairs.toSorted(([a], [b]) => a - b);
}

function trimEnds(base: Keys, head: Keys, a: Stretch, b: Stretch, pairs: Pairs): [Stretch, Stretch] {
  let { from: i, to: iEnd } = a;
  let { from: j, to: jEnd } = b;
  while (i < iEnd && j < jEnd && base[i] !== undefined && base[i] === head[j]) pairs.push([i++, j++]);
  while (i < iEnd && j < jEnd && base[iEnd - 1] !== undefined && base[iEnd - 1] === head[jEnd - 1])
    pairs.push([--iEnd, --jEnd]);
  return [
    { from: i, to: iEnd },
    { from: j, to: jEnd },
  ];
}

/** Items whose key occurs once in each stretch. */
function uniquePairs(base: Keys, head: Keys, a: Stretch, b: Stretch): Pairs {
  const left = positions(base, a);
  const right = positions(head, b);
  const pairs: Pairs = [];
  for (const [key, at] of left) {
    const to = right.get(key);
    if (at >= 0 && to !== undefined && to >= 0) pairs.push([at, to]);
  }
  return pairs;
}

/** Key → its position, or −1 if it occurs more than once. */
function positions(keys: Keys, { from, to }: Stretch): Map<string, number> {
  const found = new Map<string, number>();
  for (let i = from; i < to; i += 1) {
    const key = keys[i];
    if (key !== undefined) found.set(key, found.has(key) ? -1 : i);
  }
  return found;
}

/** The longest part of the pairs (ascending on the left) that ascends on the right too. */
export function increasing(pairs: Pairs): Pairs {
  const tails: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, right], i) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < right) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = i;
  });
  const chosen: Pairs = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) chosen.push(pair);
  }
  return chosen.toReversed();
}

/** The stretches before, between and after the anchors. */
function between(anchors: Pairs, a: Stretch, b: Stretch): [Stretch, Stretch][] {
  const stretches: [Stretch, Stretch][] = [];
  let [i, j] = [a.from, b.from];
  for (const [left, right] of anchors) {
    stretches.push([
      { from: i, to: left },
      { from: j, to: right },
    ]);
    [i, j] = [left + 1, right + 1];
  }
  stretches.push([
    { from: i, to: a.to },
    { from: j, to: b.to },
  ]);
  return stretches;
}

/** Longest common subsequence of two small stretches. */
function longest(base: Keys, head: Keys, a: Stretch, b: Stretch): Pairs {
  const [n, m] = [a.to - a.from, b.to - b.from];
  const width = m + 1;
  const lengths = new Uint32Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i -= 1) {
    for (let j = m - 1; j >= 0; j -= 1) {
      const key = base[a.from + i];
      lengths[i * width + j] =
        key !== undefined && key === head[b.from + j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const pairs: Pairs = [];
  for (let i = 0, j = 0; i < n && j < m;) {
    const key = base[a.from + i];
    if (key !== undefined && key === head[b.from + j]) pairs.push([a.from + i++, b.from + j++]);
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** The k-th occurrence of a key with the k-th, as far as that keeps the order. */
function inTurn(base: Keys, head: Keys, a: Stretch, b: Stretch): Pairs {
  const waiting = new Map<string, number[]>();
  for (let j = b.to - 1; j >= b.from; j -= 1) {
    const key = head[j];
    if (key === undefined) continue;
    const list = waiting.get(key);
    if (list === undefined) waiting.set(key, [j]);
    else list.push(j);
  }
  const pairs: Pairs = [];
  for (let i = a.from; i < a.to; i += 1) {
    const key = base[i];
    const j = key === undefined ? undefined : waiting.get(key)?.pop();
    if (j !== undefined) pairs.push([i, j]);
  }
  return increasing(pairs);
}
