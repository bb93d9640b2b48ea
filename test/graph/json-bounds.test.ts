import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseRecord } from '#history/record.ts';
import { parseReport } from '#judge/report-json.ts';
import { readContext } from '#host/actions/context.ts';
import { removeScratch, scratchFolder } from '../support/repository.ts';

afterAll(removeScratch);

function readEventFile(json: string): unknown {
  const temp = scratchFolder();
  const path = join(temp, 'event.json');
  writeFileSync(path, json);
  return readContext({
    GITHUB_REPOSITORY: 'octo/models',
    GITHUB_RUN_ID: '1',
    GITHUB_EVENT_NAME: 'workflow_dispatch',
    GITHUB_EVENT_PATH: path,
    GITHUB_WORKSPACE: temp,
    RUNNER_TEMP: temp,
  });
}

const readers: readonly (readonly [string, (json: string) => unknown, string])[] = [
  ['a report', (json) => parseReport(json, 'r.json'), 'bad-report'],
  ['a record', (json) => parseRecord(json, 'r.json'), 'bad-record'],
  ['an event', readEventFile, 'bad-event'],
];
const texts: readonly (readonly [string, string, string])[] = [
  ['a nest', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'is nested more than'],
  ['millions of items', `{"a":[${'1,'.repeat(4_000_000)}1]}`, 'keys and items'],
  ['a number of 100,000 digits', `{"a":${'9'.repeat(100_000)}}`, 'holds a number of more than 2000 digits'],
];

describe.each(readers)('%s that holds', (_, read, code) => {
  test.each(texts)('%s: a fault, before it is parsed', (__, json, words) => {
    const message = expect.stringContaining(words) as string;
    expect(() => read(json)).toThrow(expect.objectContaining({ code, message }));
  });
});

test('brackets, commas and quotes within texts don’t count', () => {
  const text = `${'[{,:'.repeat(1000)}\\"\\\\`;
  expect(() => readEventFile(`{"a":"${text}","b":["${text}"]}`)).not.toThrow();
});
