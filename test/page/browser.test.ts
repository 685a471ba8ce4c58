/** The exported page in a real Chromium, where one is found. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ReportView } from '../../scripts/core/report/model.js';
import type { Language } from '../../scripts/core/say/language.js';
import { findChromium, NO_CHROMIUM } from '../../scripts/dev/chromium.js';
import { reportPage } from '../../scripts/render/html/page.js';
import { freshFolder } from '../helpers/repo.js';
import { GUARD, hostileFinding, reportOf } from '../helpers/report.js';
import { longStory, story, storyChanges } from '../helpers/report-story.js';

const program = findChromium();
const shots = process.env['CCCC_PAGE_SHOTS'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

const open = story('open', [hostileFinding()]);
const hostile = reportOf(open, { changes: storyChanges(open), guard: GUARD });

let browser: Browser;
let folder: string;

/** Everything that a page says, asks for or runs besides itself. */
interface Noise {
  page: Page;
  noise: string[];
}

function write(name: string, view: ReportView, language: Language): string {
  const file = path.join(folder, `${name}-${language}.html`);
  writeFileSync(file, reportPage(view, language, digest));
  return pathToFileURL(file).href;
}

async function visit(url: string, options: BrowserContextOptions = {}): Promise<Noise> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('console', (said) => noise.push(`${said.type()}: ${said.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('request', (request) => noise.push(...(request.url() === url ? [] : [`request: ${request.url()}`])));
  page.on('dialog', (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, noise };
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found: { id: string; nodes: { target: string[] }[] }[] = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

const shown = (page: Page, selector: string): Promise<number> => page.locator(`${selector}:not([hidden])`).count();

describe.skipIf(program === null)(
  program === null ? `the page in a browser: ${NO_CHROMIUM}` : 'the page in Chromium',
  () => {
    beforeAll(async () => {
      folder = shots ?? freshFolder();
      mkdirSync(folder, { recursive: true });
      browser = await chromium.launch({ executablePath: program ?? '' });
    });
    afterAll(() => browser.close());

    it.each([
      ['en', 'light'],
      ['en', 'dark'],
      ['zh-CN', 'light'],
      ['zh-CN', 'dark'],
    ] as const)(
      'in %s, %s: loads nothing, runs nothing of others, reports nothing, and axe finds nothing',
      async (language, scheme) => {
        const url = write('hostile', hostile, language);
        const { page, noise } = await visit(url, { colorScheme: scheme });
        await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true');
        expect(await violations(page)).toEqual([]);
        await page.setViewportSize({ width: 360, height: 800 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
        expect(noise).toEqual([]);
        if (shots === undefined) return;
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          await page.screenshot({ path: path.join(folder, `${language}-${scheme}-${width}.png`), fullPage: true });
        }
      },
    );

    it('filters findings by box and by word, with the keyboard alone, and says how many are shown', async () => {
      const { page, noise } = await visit(write('hostile', hostile, 'en'));
      expect(await shown(page, '.finding')).toBe(6);
      await page.getByRole('checkbox', { name: 'settled' }).focus();
      await page.keyboard.press('Space');
      expect(await shown(page, '.finding')).toBe(2);
      await page.keyboard.press('/');
      await page.keyboard.type('exit code');
      expect(await page.getByRole('status').first().textContent()).toBe('1 of 6 shown');
      await page.keyboard.press('Escape');
      expect(await shown(page, '.finding')).toBe(2);
      expect(noise).toEqual([]);
    });

    it('hides the events of an actor, and days without any', async () => {
      const { page } = await visit(write('hostile', hostile, 'en'));
      const timeline = page.locator('#timeline');
      for (const name of ['user', 'Claude', 'Codex', 'cccc']) await timeline.getByRole('checkbox', { name }).uncheck();
      expect(await shown(page, '.event')).toBe(1);
      await timeline.getByRole('checkbox', { name: 'guard' }).uncheck();
      expect(await page.locator('.day').first().isVisible()).toBe(false);
    });

    it('opens a folded or filtered finding to which a review links', async () => {
      const { page } = await visit(write('hostile', hostile, 'en'));
      await page.getByRole('checkbox', { name: 'settled' }).uncheck();
      await page.locator('#reviews').getByRole('link', { name: 'A title of only spaces' }).first().click();
      const finding = page.locator('.finding', { hasText: 'A title of only spaces' });
      expect(await finding.getAttribute('open')).not.toBeNull();
      expect(await finding.isVisible()).toBe(true);
    });

    it('shows everything without its script, and nothing that cannot be used there', async () => {
      const { page } = await visit(write('hostile', hostile, 'en'), { javaScriptEnabled: false });
      expect(await shown(page, '.finding')).toBe(6);
      expect(await page.locator('.filters').first().isVisible()).toBe(false);
    });

    it('prints on white, whole, and without what can only be clicked', async () => {
      const { page } = await visit(write('hostile', hostile, 'en'), { colorScheme: 'dark' });
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      expect(await page.locator('nav').isVisible()).toBe(false);
      expect(await page.locator('details:not([open])').count()).toBe(0);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
      if (shots !== undefined) await page.pdf({ path: path.join(folder, 'print.pdf'), format: 'A4' });
    });

    it('holds a ledger of 1,000 entries', async () => {
      const { page, noise } = await visit(write('long', reportOf(longStory(1000)), 'en'));
      expect(await shown(page, '.event')).toBeGreaterThanOrEqual(1000);
      await page.getByRole('navigation').getByRole('link', { name: 'Timeline' }).click();
      await page.waitForFunction('Math.abs(document.querySelector("#timeline").getBoundingClientRect().top) < 200');
      expect(noise).toEqual([]);
    });
  },
);
