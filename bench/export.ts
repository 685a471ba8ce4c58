/** Times the report of a task of 1,000 entries: making the page, and opening it in a Chromium where one is found. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { type Entry, nextEntry } from '../scripts/core/task/ledger.js';
import { findChromium, NO_CHROMIUM } from '../scripts/dev/chromium.js';
import { longStory } from '../test/helpers/report-story.js';
import { bareNode, interleaved, median, paired, type Ran } from './measure.js';
import type { Row } from './row.js';
import type { Stage } from './stage.js';

const ENTRIES = 1000;

/** Seconds beyond the start of Node, and seconds until the page can be used. */
const LIMITS = { make: 2, open: 1 };

/** The rows. The ledger is an exported one, as on a clone, so that nothing else is measured. */
export async function exportRows(stage: Stage, runs: number): Promise<Row[]> {
  const ledger = path.join(stage.paths.ledgerExports, 'bench.jsonl');
  await mkdir(path.dirname(ledger), { recursive: true });
  await writeFile(ledger, chained());
  const file = path.join(stage.folder, 'report.html');
  const name = `export html, ${ENTRIES} entries, less bare Node`;
  const bare = 'bare Node';
  const samples = await interleaved(
    [
      bareNode(bare, { cwd: stage.project, env: stage.env }),
      { name, call: stage.call('export', 'html', '--output', file), verify: verifyExport },
    ],
    runs,
  );
  const value = paired(samples, [name, bare], (own, node) => (own - node) / 1000);
  const made: Row = {
    name,
    runs,
    ms: median(samples[name] ?? []),
    against: null,
    value,
    unit: 's',
    limit: LIMITS.make,
  };
  return [made, ...(await openingRow(file, runs))];
}

/** The same entries as lines of a ledger, each with the hash of the one before. */
function chained(): string {
  const signing = { hash: (text: string) => createHash('sha256').update(text).digest('hex'), keyId: 'bench' };
  const lines: Entry[] = [];
  for (const { event } of longStory(ENTRIES).entries)
    lines.push(nextEntry(lines.at(-1) ?? null, event, { ...signing, mac: () => 'bench' }));
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function verifyExport({ stdout }: Ran): void {
  const { ok, data }: { ok: boolean; data: { file: string } } = JSON.parse(stdout);
  if (!ok || data.file === '') throw new Error(`export: ${stdout}`);
}

/** From the address to the end of the page's script and the first picture. */
async function openingRow(file: string, runs: number): Promise<Row[]> {
  const program = findChromium();
  if (program === null) {
    console.error(`Opening the page was not measured: ${NO_CHROMIUM}.`);
    return [];
  }
  const browser = await chromium.launch({ executablePath: program });
  try {
    const times: number[] = [];
    for (let round = 0; round <= runs; round += 1) {
      const page = await browser.newPage();
      const began = process.hrtime.bigint();
      await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
      await page.evaluate('new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))');
      if (round > 0) times.push(Number(process.hrtime.bigint() - began) / 1e6);
      await page.close();
    }
    const ms = median(times);
    const name = `opening that page in Chromium`;
    return [{ name, runs, ms, against: null, value: ms / 1000, unit: 's', limit: LIMITS.open }];
  } finally {
    await browser.close();
  }
}
