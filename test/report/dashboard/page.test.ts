import { expect, test } from 'vitest';
import { renderDashboard } from '#gate/history/dashboard.ts';
import { syntheticHistory } from '../../support/synthetic-history.ts';

const hostile = '</title><script>alert(1)</script>"\'&\u202e';
const { history, layers } = syntheticHistory({ commits: 3, models: [hostile, 'b'], subject: () => hostile });
const page = renderDashboard(
  { history, layers, problems: [] },
  { title: hostile, commitUrl: null, generatedAt: new Date(0), version: '0.0.0' },
);

test('names in the page are text: none opens or ends an element, or is unseen', () => {
  expect(page).toContain('&#60;script&#62;alert(1)');
  expect(page).not.toContain('<script>alert(1)');
  expect(page).not.toContain('\u202e');
  expect(page.match(/<\/title>/g)).toHaveLength(1);
});

test('without scripts it shows the newest figures of each model', () => {
  const rows = /<noscript>.*<\/noscript>/s.exec(page)?.[0].match(/<tr><td>/g);
  expect(rows).toHaveLength(2);
});
