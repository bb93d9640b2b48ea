import type { Comparison, ModelOutcome } from '#judge/types.ts';
import type { Fault } from '#graph/fault.ts';
import type { TreeFile } from '#graph/tree.ts';
import type { BytesOf } from '#gate/compare.ts';
import type { PlannedChange } from '#gate/find/planned.ts';
import type { Open } from '#gate/side.ts';
import { compareModel } from '#gate/compare.ts';
import { mapPool } from '#gate/map-pool.ts';
import { createCounter } from '#gate/side.ts';
import { judgeModel } from '#judge/judge.ts';

/** A change, and what judging it needs beside its files. Plain data. */
export interface Task {
  readonly change: PlannedChange;
  readonly acceptances: Comparison['acceptances'];
  readonly watch?: NonNullable<Comparison['watch']>;
}

/** What the files of tasks are asked for by. */
export interface Files {
  readonly open: Open;
  readonly bytesOf: BytesOf;
}

/**
 * Counts tasks and judges each in all of its cases as soon as it is counted: a count takes megabytes, what is judged of it kilobytes.
 * Content that several tasks share is counted once.
 * @param width tasks at once: while one waits for its bytes another is counted
 * @returns outcomes of each task, in order, without anything that is measured
 */
export async function outcomesOf(
  tasks: readonly Task[],
  { open, bytesOf }: Files,
  width: number,
  begun: (task: Task, index: number) => void = () => undefined,
): Promise<readonly (readonly ModelOutcome[])[]> {
  const counter = createCounter(open);
  counter.expect(tasks.flatMap(({ change }) => filesOf(change)));
  return mapPool(tasks, width, async (task, index) => {
    begun(task, index);
    const { acceptances, watch } = task;
    const comparisons = await compareModel(task.change, counter, bytesOf);
    return comparisons.map((one) => judgeModel({ ...one, acceptances, ...(watch === undefined ? {} : { watch }) }));
  });
}

/** Outcomes of a task that couldn't be done at all. */
export function failedOutcomes({ change, acceptances, watch }: Task, fault: Fault): readonly ModelOutcome[] {
  const { plan, base, head } = change;
  const { code, message, hint } = fault;
  const failure = { kind: 'failed', failure: { code, message: `${plan.path}: ${message}`, hint } } as const;
  return plan.cases.map((casePlan) =>
    judgeModel({
      plan,
      casePlan,
      change: change.change,
      basePath: base !== null && head !== null && base.path !== head.path ? base.path : null,
      base: base === null ? null : failure,
      head: head === null ? null : failure,
      latency: null,
      acceptances,
      ...(watch === undefined ? {} : { watch }),
    }),
  );
}

/** The model files of a change. */
export function filesOf({ base, head }: Pick<PlannedChange, 'base' | 'head'>): readonly TreeFile[] {
  return [base, head].flatMap((file) => file ?? []);
}
