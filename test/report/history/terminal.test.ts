import { expect, test } from 'vitest';
import { renderHistory } from '#report/history/terminal.ts';
import { syntheticHistory } from '../../support/synthetic-history.ts';

const hostile = 'x\u001b[2J\u202e ##[error]y';
const { history } = syntheticHistory({ commits: 3, models: [hostile], subject: () => hostile });
const failed = history.map((record) => ({
  ...record,
  models: record.models.map((model) => ({ ...model, figures: {}, failure: { code: hostile, message: hostile } })),
}));

test.each([
  ['a line a model', history, null],
  ['the commits of one', history, hostile],
  ['commits without a figure', failed, hostile],
])('history show: what the branch holds acts neither on a terminal nor on a log: %s', (_, records, id) => {
  const shown = renderHistory(records, { id, metric: 'macs', last: 20 });
  expect(shown).toContain(String.raw`x\e[2J\u{202e} #\#[error]y`);
  // oxlint-disable-next-line no-control-regex
  expect(/[\u0000-\u0009\u000b-\u001f\u202e]|##\[/.exec(shown)).toBeNull();
});
