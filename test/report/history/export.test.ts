import { expect, test } from 'vitest';
import { historyCsv, historyOpenMetrics } from '#report/history/export.ts';
import { syntheticHistory } from '../../support/synthetic-history.ts';

const names = ['##[error]x', 'a\u001b[2J\u001b[31mPASS', 'b\u009b31m', 'c\u0000\u0007', 'd\ne'];
const { history } = syntheticHistory({ commits: 3, models: names, subject: () => 'x\u001b]0;title\u0007' });

test.each([
  ['CSV', historyCsv],
  ['OpenMetrics', historyOpenMetrics],
])('%s holds no control of a terminal and no command of a log, whatever the branch holds', (_, format) => {
  // oxlint-disable-next-line no-control-regex
  expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|##\[/.exec(format(history))).toBeNull();
});
