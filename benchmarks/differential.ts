/**
 * Compares counting with running: `node benchmarks/differential.ts [models] [first seed] [--seconds N]`. Small made models, every third
 * mutated, are counted and run by onnxruntime-node in a process of its own; where the count says exact, sizes and known contents of
 * the outputs must be the runtime's. Prints what came out with a seed of each; `--seed N` compares one, and keeps it as
 * differential-N.onnx. A model that the runtime refuses runs nowhere, so that no count of it is too low.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compare, modelOf, startRuntime, type Compared, type Runtime } from '../test/support/differential.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string' }, seed: { type: 'string' } },
});
const available = await startRuntime().catch(() => null);
if (available === null) console.log("skipped: onnxruntime-node's binary does not load here");
else await run(available);

async function run(started: Runtime): Promise<void> {
  try {
    if (values.seed !== undefined) await one(started, Number(values.seed));
    else
      await many(
        started,
        Number(positionals[0] ?? 10_000),
        Number(positionals[1] ?? 1),
        Number(values.seconds ?? Infinity),
      );
  } finally {
    started.close();
  }
}

async function one(runtime: Runtime, seed: number): Promise<void> {
  const file = `differential-${seed}.onnx`;
  writeFileSync(file, modelOf(seed));
  const { verdict, detail } = await compare(runtime, seed);
  console.log(`${file}: ${verdict}: ${detail}`);
}

async function many(runtime: Runtime, models: number, first: number, seconds: number): Promise<void> {
  const start = performance.now();
  const classes = new Map<string, { count: number; seed: number }>();
  let differing = 0;
  let seed = first;
  for (; seed < first + models && performance.now() - start < seconds * 1000; seed++) {
    // One at a time: the runtime's process answers in order.
    // oxlint-disable-next-line no-await-in-loop
    const compared = await compare(runtime, seed);
    const kind = kindOf(compared);
    classes.set(kind, { count: (classes.get(kind)?.count ?? 0) + 1, seed: classes.get(kind)?.seed ?? seed });
    if (compared.verdict !== 'differ') continue;
    differing++;
    console.log(`seed ${seed}: ${compared.detail}`);
  }
  const lines = [...classes].toSorted((a, b) => b[1].count - a[1].count);
  for (const [kind, { count, seed: example }] of lines)
    console.log(`${String(count).padStart(8)}  ${kind} (seed ${example})`);
  const took = performance.now() - start;
  console.log(
    `${seed - first} models in ${(took / 1000).toFixed(0)} s (${((took / (seed - first)) * 1000).toFixed(0)} ms per 1,000), ${differing} differ`,
  );
  if (differing > 0) process.exitCode = 1;
}

/** Refusals of one kind differ in numbers and names. */
function kindOf({ verdict, detail }: Compared): string {
  if (verdict !== 'refused' && verdict !== 'open') return verdict;
  const text = detail.replaceAll(/\s+/g, ' ').replaceAll(/'[^']*'|"[^"]*"|\([^()]*\)|\d+|v\d+/g, '_');
  return `${verdict}: ${text.slice(0, 110)}`;
}
