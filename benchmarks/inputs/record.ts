import { badgeFiles, badgeOf } from '#history/badge.ts';
import { parseRecent, withRecord } from '#history/recent.ts';
import { parseRecord, recordPath, recordText } from '#history/record.ts';
import type { HistoryRecord } from '#history/record.ts';
import { inOrderOfTime } from '#history/series.ts';
import { renderDashboard } from '#gate/history/dashboard.ts';
import { historyCsv, historyJson, historyOpenMetrics } from '#report/history/export.ts';
import { renderHistory } from '#report/history/terminal.ts';
import type { Random } from '../../test/support/mutate.ts';
import { attacks } from '../../test/support/hostile-text.ts';
import { syntheticHistory } from '../../test/support/synthetic-history.ts';
import { chance, type Json, jsonText, mutated, pick } from './draw.ts';
import { inertData, inertTerminal, type Kind, must, orFault, same } from './property.ts';

/** Records of the history, as anybody who may push to the data branch could write them. */
export const historyRecord: Kind = { input, check };

const { history } = syntheticHistory({
  commits: 6,
  models: ['detector', 'text (long)', ...attacks.slice(0, 3)],
  every: 2,
});
const seeds = history.map((one) => JSON.parse(recordText(one)) as Record<string, Json>);
const failure: Json = { code: 'x', message: '\u001b[31m' };

function input(random: Random): string {
  const seed = pick(random, seeds);
  const more = {
    acceptances: [{ model: 'detector', metric: 'macs', reason: 'r', by: 'ada' }],
    environment: { cpu: 'x' },
    failure,
  };
  return jsonText(mutated(chance(random, 0.5) ? seed : { ...seed, ...more }, random), random);
}

function check(text: string, random: Random): string {
  const name = nameOf(text);
  const read = orFault(() => parseRecord(text, name));
  if ('fault' in read) {
    must(read.fault === 'bad-record', `an unreadable record is ${read.fault}`);
    return 'refused';
  }
  const { value } = read;
  same(parseRecord(recordText(value), recordPath(value.sha)), value, 'printed and read again it is another');
  const recent = withRecord(parseRecent(chance(random, 0.5) ? text : null), value);
  same(parseRecent(JSON.stringify(recent)), JSON.parse(JSON.stringify(recent)), 'recent.json is read as another');
  badges(value);
  told(inOrderOfTime([...history, value]), random);
  return 'read';
}

/** The path that the record's own commit would have; what is no text has a path all the same. */
function nameOf(text: string): string {
  const sha = /"sha":"([0-9a-f]{40,64})"/.exec(text)?.[1] ?? 'a'.repeat(40);
  return recordPath(sha);
}

function badges(value: HistoryRecord): void {
  for (const { path, text } of badgeFiles(value)) {
    must(/^badges\/[\w.%/-]+\.json$/.test(path), `a badge lies at ${path}`);
    must(!path.split('/').some((part) => part === '' || part === '.' || part === '..'), `a badge lies at ${path}`);
    inertData(text, 'a badge');
  }
  for (const model of value.models) badgeOf(model, 'latency');
}

function told(all: readonly HistoryRecord[], random: Random): void {
  must(all.length >= history.length, 'a record is lost');
  const metric = pick(random, ['macs', 'size', 'latency']);
  inertTerminal(renderHistory(all, { id: null, metric, last: 20 }), 'history show');
  const id = pick(random, all.at(-1)?.models ?? [])?.id;
  if (id !== undefined) orFault(() => inertTerminal(renderHistory(all, { id, metric, last: 20 }), 'history show'));
  inertData(historyOpenMetrics(all).replaceAll('\t', ''), 'the metrics');
  inertData(historyCsv(all).replaceAll(/[\t\r]/g, ''), 'the CSV');
  JSON.parse(historyJson(all));
  for (const cell of cellsOf(historyCsv(all))) must(!/^[=+@]/.test(cell), `a cell of the CSV is a formula: ${cell}`);
  if (!chance(random, 1 / 40)) return;
  const page = pageOf(all);
  must((page.match(/<script/gi) ?? []).length === scripts, 'the page has other scripts than its own');
}

/** RFC 4180: a cell is plain, or in quotes with its own doubled. */
const cellsOf = (csv: string): string[] =>
  [...csv.matchAll(/(?<=^|,|\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

const pageOf = (all: readonly HistoryRecord[]): string =>
  renderDashboard(
    { history: all, layers: new Map(), problems: [] },
    { title: 't', commitUrl: null, generatedAt: new Date(0), version: '0' },
  );
const scripts = (pageOf(history).match(/<script/gi) ?? []).length;
