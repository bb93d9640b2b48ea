import { expect, test } from 'vitest';
import { parseRecent, withRecord } from '../../../src/history/recent.ts';
import { historyNote } from '../../../src/report/history/note.ts';
import type { GateReport } from '../../../src/judge/types.ts';
import { syntheticHistory } from '../../support/synthetic-history.ts';

const { history } = syntheticHistory({ commits: 40, models: ['detector', '@team|`x`'], every: 4, measured: 0 });

test('thirty commits are kept, a model that is new has gaps before it, one that went is gone', () => {
  const recent = history.reduce(withRecord, parseRecent(null));
  expect(recent.commits).toEqual(history.slice(-30).map(({ sha }) => sha));
  expect(recent.macs['detector']).toHaveLength(30);
  const [last] = history.slice(-1);
  if (last === undefined) throw new Error('no history');
  const renamed = { ...last, models: last.models.map((model) => ({ ...model, id: 'other' })) };
  const next = withRecord(recent, renamed);
  expect(Object.keys(next.macs)).toEqual(['other']);
  expect(next.macs['other']?.slice(0, -1)).toEqual(Array.from({ length: 29 }, () => null));
  expect(parseRecent(JSON.stringify(next))).toEqual(next);
});

test.each(['', 'null', '[]', '{"schema":"flopgate/recent/1","commits":1}', '{"schema":"x"}'])(
  '%j says nothing',
  (json) => {
    expect(parseRecent(json).commits).toEqual([]);
  },
);

const outcome = (id: string, head: bigint) => ({ id, case: '', figures: { macs: { head } } });
const report = (...ids: readonly string[]) =>
  ({ models: ids.map((id) => outcome(id, 1_200_000_000n)) }) as unknown as GateReport;

test('a line for changed models, names inert; none where nothing is recorded', () => {
  const recent = JSON.stringify(history.reduce(withRecord, parseRecent(null)));
  expect(
    historyNote(
      recent,
      report('detector', '@team|`x`', 'unknown'),
      'flopgate-data',
      'https://h/o/r/tree/flopgate-data',
    ),
  ).toMatch(
    /^\*\*History\*\* \[`flopgate-data`\]\(https:\/\/h\/o\/r\/tree\/flopgate-data\), MACs: `detector` [▁-█]+█ 1\.2 G · `` @team\|`x` `` [▁-█]+ 1\.2 G$/,
  );
  expect(historyNote(recent, report('unknown'), 'b', 'u')).toBeNull();
  expect(historyNote(null, report('detector'), 'b', 'u')).toBeNull();
});
