import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { build, filesBelow, type Manifest, NAME } from '../../scripts/dev/build.js';
import { projectRoot } from '../../scripts/dev/project.js';
import { zip } from '../../scripts/dev/release.js';
import { skillFolder } from '../helpers/dist.js';
import { parse } from '../helpers/sources.js';

const temporary = mkdtempSync(path.join(os.tmpdir(), 'cccc-bundle-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

function readSkill(file: string): string {
  return readFileSync(path.join(skillFolder(), file), 'utf8');
}

function importsOf(file: string): string[] {
  return parse(file, readSkill(file)).imports.map(({ specifier }) => specifier);
}

/** The modules that a CommonJS file loads. */
const requiresOf = (file: string): string[] =>
  [...readSkill(file).matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map((found) => found[1] ?? '');

function readManifest(): Manifest {
  return JSON.parse(readSkill('manifest.json'));
}

async function modulesBelow(folder: string): Promise<string[]> {
  return (await filesBelow(skillFolder())).filter((file) => file.startsWith(`${folder}/`) && /\.[cm]js$/.test(file));
}

/** The file names in a zip's central directory (APPNOTE.TXT 4.3.12), in order. */
function namesInZip(archive: Buffer): string[] {
  const names: string[] = [];
  let at = archive.indexOf('PK\x01\x02', 0, 'latin1');
  while (at >= 0 && archive.readUInt32LE(at) === 0x02014b50) {
    const length = archive.readUInt16LE(at + 28);
    names.push(archive.toString('utf8', at + 46, at + 46 + length));
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return names;
}

/** The files that a hook loads only when needed. */
const PARTS: Readonly<Record<string, string[]>> = {
  // `fs` without a prefix is for a Node that is too old to know one.
  'hooks/cccc-guard.cjs': ['fs', 'fs', './cccc-guard-judge.cjs'],
  'hooks/cccc-stop.cjs': ['fs'],
  'hooks/cccc-guard-judge.cjs': ['./cccc-guard-voice.cjs'],
};

describe('the skill folder', () => {
  test('its hooks are one file each and the two parts of the guard, and import only node:* and these', async () => {
    const hooks = await modulesBelow('hooks');
    expect(hooks).toEqual([
      'hooks/cccc-guard-judge.cjs',
      'hooks/cccc-guard-voice.cjs',
      'hooks/cccc-guard.cjs',
      'hooks/cccc-passed.cjs',
      'hooks/cccc-statusline.cjs',
      'hooks/cccc-stop-failure.cjs',
      'hooks/cccc-stop.cjs',
    ]);
    for (const hook of hooks) {
      expect(
        requiresOf(hook).filter((specifier) => !specifier.startsWith('node:')),
        hook,
      ).toEqual(PARTS[hook] ?? []);
    }
  });

  test('its scripts import only their own files and Node', async () => {
    const scripts = await modulesBelow('scripts');
    expect(scripts).toContain('scripts/cccc.mjs');
    for (const script of scripts) {
      const foreign = importsOf(script).filter(
        (specifier) => !specifier.startsWith('node:') && !builtinModules.includes(specifier),
      );
      const missing = foreign.filter(
        (specifier) => !scripts.includes(path.posix.join(path.posix.dirname(script), specifier)),
      );
      expect(missing, script).toEqual([]);
    }
  });

  test('its manifest names the version and every other file with its sha256', async () => {
    const { version } = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8'));
    const files = (await filesBelow(skillFolder())).filter((file) => file !== 'manifest.json');
    const digest = (file: string) =>
      createHash('sha256')
        .update(readFileSync(path.join(skillFolder(), file)))
        .digest('hex');
    expect(readManifest()).toEqual({
      name: NAME,
      version,
      files: Object.fromEntries(files.map((file) => [file, digest(file)])),
    });
  });

  test('it runs from a folder without node_modules, whatever that folder is called', async () => {
    const copy = path.join(temporary, 'a folder 技能');
    cpSync(skillFolder(), copy, { recursive: true });
    const { stdout, exitCode } = await execa('node', [path.join(copy, 'scripts/cccc.mjs'), 'help'], {
      cwd: temporary,
      reject: false,
    });
    expect({ exitCode, names: stdout.includes('cccc') }).toEqual({ exitCode: 0, names: true });
  });

  test('building the same sources again gives the same bytes', async () => {
    const out = path.join(temporary, 'again');
    expect(await build({ out, partial: false })).toEqual(readManifest());
  });

  test('contains no path of this checkout', async () => {
    for (const file of await filesBelow(skillFolder())) {
      expect(readSkill(file).includes(projectRoot()), file).toBe(false);
    }
  });
});

describe('the release', () => {
  test('holds exactly the skill folder, and is the same archive each time', async () => {
    const [one, two] = [path.join(temporary, 'one.zip'), path.join(temporary, 'two.zip')];
    await zip(skillFolder(), one);
    await zip(skillFolder(), two);
    expect(namesInZip(readFileSync(one))).toEqual((await filesBelow(skillFolder())).map((file) => `${NAME}/${file}`));
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  });

  test('the npm package holds the skill folder and its command', () => {
    const { files, bin, dependencies } = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8'));
    expect({ files, bin, dependencies }).toEqual({
      files: [`dist/${NAME}`],
      bin: { cccc: `dist/${NAME}/scripts/cccc.mjs` },
      dependencies: undefined,
    });
    expect(existsSync(path.join(skillFolder(), 'scripts/cccc.mjs'))).toBe(true);
    expect(readSkill('scripts/cccc.mjs').startsWith('#!/usr/bin/env node\n')).toBe(true);
  });
});
