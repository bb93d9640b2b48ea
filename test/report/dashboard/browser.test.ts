import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderDashboard } from '../../../src/gate/history/dashboard.ts';
import { removeScratch, scratchFolder } from '../../support/repository.ts';
import { syntheticHistory, type SyntheticQuestion } from '../../support/synthetic-history.ts';

/** Debian's: apt-get install -y --no-install-recommends chromium fonts-dejavu-core */
const executablePath = '/usr/bin/chromium';
const absent = !existsSync(executablePath);
if (absent) console.warn(`skipped: there is no ${executablePath} to show the dashboard in`);

let browser: Browser;
beforeAll(async () => {
  if (!absent) browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
});
afterAll(async () => {
  if (!absent) await browser.close();
  removeScratch();
});

interface Opened {
  readonly page: Page;
  /** Errors of the console and of scripts, and requests for anything but the page itself. */
  readonly faults: string[];
  /** Time from the navigation's start until the page was drawn, in ms. */
  readonly ready: number;
}

const look = { title: 'octo/models', commitUrl: 'https://example.org/octo/models/commit/', version: '0.1.0' };

async function open(question: SyntheticQuestion, width = 1280): Promise<Opened> {
  const html = renderDashboard(
    { ...syntheticHistory(question), problems: [] },
    { ...look, generatedAt: new Date('2026-01-02T03:04:05Z') },
  );
  const path = join(scratchFolder(), 'page.html');
  writeFileSync(path, html);
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const faults: string[] = [];
  const address = pathToFileURL(path).href;
  page.on('console', (message) => message.type() !== 'log' && faults.push(message.text()));
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('request', (request) => request.url() !== address && faults.push(`request: ${request.url()}`));
  page.on('dialog', (dialog) => {
    faults.push('a dialog');
    void dialog.dismiss();
  });
  await page.goto(address);
  await page.waitForSelector('html[data-ready=true]');
  const ready = await page.evaluate(() => performance.now());
  return { page, faults, ready };
}

/** What a script on the page can know of a name: whether it became markup. */
const said = async (page: Page, selector: string): Promise<string> => (await page.textContent(selector)) ?? '';

const subject = (): string => '</title><iframe src=javascript:alert(1)><a href="javascript:alert(1)">';
const six = ['detector', 'classifier', 'segmenter', 'whisper', 'pose', 'tracker'];

describe.skipIf(absent)('the dashboard in Chromium', () => {
  test('keyboard, filter, choice, comparison and table', async () => {
    const { page, faults } = await open({ commits: 400, models: six, measured: 1 });
    expect(await said(page, '#models-said')).toBe('6 of 6 models');
    await page.keyboard.press('/');
    await page.keyboard.type('class');
    expect(await said(page, '#models-said')).toBe('1 of 6 models');
    await page.keyboard.press('Escape');
    expect(await said(page, '#models-said')).toBe('6 of 6 models');

    await page.getByRole('checkbox', { name: /^classifier/ }).check();
    expect(await page.locator('#legend li').allTextContents()).toEqual(['detector (dotted: its budget)', 'classifier']);
    const slider = page.getByRole('slider', { name: 'Chosen commit' });
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await slider.inputValue()).toBe('1');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^0000000, 2016-01-01: Change 2; detector: /);
    await page.keyboard.press('b');
    expect(await page.inputValue('#base')).toBe('0000000');
    await page.keyboard.press('+');
    expect(await said(page, '#chart-said')).toMatch(/ 10\d commits, /);
    await page.keyboard.press('0');
    expect(await said(page, '#chart-said')).toMatch(/^MACs, 400 commits, 2016-01-01 to 2016-05-13$/);

    await page.getByRole('button', { name: /increase accepted: a better backbone/ }).click();
    expect(await slider.inputValue()).toBe('134');
    await page.getByLabel('To commit', { exact: false }).fill('00000018f');
    await page.getByLabel('To commit', { exact: false }).blur();
    expect(await said(page, '#layers-said')).toMatch(/^detector, 0000000 → 0000018: \d+ of 30 layers differ\.$/);
    expect(await page.locator('#layers tbody tr').count()).toBeGreaterThan(0);

    await page.selectOption('#metric', 'latency');
    expect(await said(page, '#happenings')).toMatch(/◆ 000000c detector: latency \+1[12]\.\d % from here on/);
    await page.getByLabel('relative to the first').check();
    expect(await said(page, '#chart-said')).toContain('latency, relative to the first commit shown');
    await page.getByText('The chart as a table').click();
    // A disclosure tells of its opening in a later turn of the page's event loop.
    await expect.poll(async () => page.locator('#values tbody tr').count()).toBe(100);
    await page.getByRole('button', { name: 'Older' }).click();
    expect(await said(page, '#values-said')).toMatch(/^Page 2 of 4/);
    await page.getByRole('button', { name: 'Choose none' }).click();
    expect(await said(page, '#chart-said')).toBe('Choose a model to see its line.');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('the pointer: a click chooses a commit, a drag zooms', async () => {
    const { page, faults } = await open({ commits: 400, models: six });
    const box = await page.locator('#chart .u-over').boundingBox();
    if (box === null) throw new Error('no chart');
    await page.mouse.click(box.x + box.width / 2, box.y + 50);
    const now = Number(await page.inputValue('#commit'));
    expect(now).toBeGreaterThan(195);
    expect(now).toBeLessThan(206);
    await page.mouse.move(box.x + box.width / 4, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 60, { steps: 3 });
    await page.mouse.up();
    expect(await said(page, '#chart-said')).toMatch(/ (?:9\d|10\d) commits, /);
    await page.getByRole('button', { name: 'Show all commits' }).click();
    expect(await said(page, '#chart-said')).toContain('400 commits');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('ten thousand commits of twenty models are drawn in time', async () => {
    const models = Array.from({ length: 20 }, (_, i) => `model-${i}`);
    const { page, faults, ready } = await open({ commits: 10_000, models, measured: 0 });
    // The page's promise is 2 s on a quiet machine; no test asserts it, a busy one is given longer.
    expect(ready).toBeLessThan(20_000);
    await page.getByRole('button', { name: 'Choose all' }).click();
    expect(await page.locator('#legend li').count()).toBe(20);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('hostile names can only be read', async () => {
    const names = [
      '</script><script>document.title="owned"</script>',
      '<img src=x onerror=alert(1)>',
      '"><svg/onload=alert(1)>',
      '__proto__',
      'constructor',
      '\u202egnp.exe\u0000\n<!--',
      '${alert(1)}`\u2028',
    ];
    const { page, faults } = await open({ commits: 30, models: names, every: 5, subject });
    await page.getByRole('button', { name: 'Choose all' }).click();
    await page.getByText('The chart as a table').click();
    expect(await page.title()).toBe('octo/models: efficiency history');
    expect(await page.locator('img, svg, iframe').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('#models .name').allTextContents()).toEqual([
      ...names.slice(0, 5),
      '\\u{202e}gnp.exe\\u{0}\\n<!--',
      '${alert(1)}`\\u{2028}',
    ]);
    expect(await said(page, '#commit-subject')).toBe(subject());
    expect(await page.locator('a[href^=javascript]').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 375],
    ['dark', 375],
  ] as const)('axe finds nothing in %s at %i pixels, and nothing is wider than the window', async (theme, width) => {
    const { page, faults } = await open({ commits: 60, models: six, every: 8 }, width);
    await page.selectOption('#theme', theme);
    await page.getByRole('button', { name: 'Choose all' }).click();
    await page.getByText('The chart as a table').click();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await page.evaluate(await axe());
    const violations = await page.evaluate(async () => {
      const { axe: found } = globalThis as unknown as { axe: { run(): Promise<{ violations: unknown[] }> } };
      return (await found.run()).violations as { id: string; nodes: { html: string; failureSummary: string }[] }[];
    });
    expect(
      violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)]),
    ).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('nothing recorded is said, too', async () => {
    const page = await browser.newPage();
    const empty = { history: [], layers: new Map(), problems: [] };
    await page.setContent(renderDashboard(empty, { ...look, generatedAt: new Date() }));
    expect(await said(page, 'main')).toContain('Nothing is recorded yet');
    await page.close();
  });
});

/** axe as the page's own policy lets it in: by the debugger, not by an element. */
async function axe(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}
