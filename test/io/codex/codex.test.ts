/** How Codex is found, configured and called; its behaviour is tested with the real binary in test/clients. */
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, onTestFinished, test } from 'vitest';
import { codexArguments, scrubbedEnvironment } from '../../../scripts/io/codex/arguments.js';
import { deniedReads } from '../../../scripts/io/codex/denied.js';
import { codexPlatform, isOlder, locateCodex, readVersion } from '../../../scripts/io/codex/locate.js';
import { type CodexSettings, inlineToml } from '../../../scripts/io/codex/settings.js';
import { freshFolder } from '../../helpers/repo.js';
import { codexConfig as config } from '../../helpers/settings.js';

async function write(file: string, text: string): Promise<string> {
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, text, { mode: 0o755 });
  return file;
}

describe('finding Codex', () => {
  const { packageName, binary } = codexPlatform();

  /** The files that `npm install -g @openai/codex` leaves: a wrapper, with the platform package beside it. */
  async function npmInstall(folder: string): Promise<{ wrapper: string; native: string }> {
    const modules = path.join(folder, 'lib', 'node_modules');
    await write(path.join(modules, '@openai', 'codex', 'package.json'), '{"name":"@openai/codex","version":"0.169.0"}');
    await write(path.join(modules, packageName, 'package.json'), `{"name":"@openai/codex"}`);
    const wrapper = await write(path.join(modules, '@openai', 'codex', 'bin', 'codex.js'), '#!/usr/bin/env node\n');
    return {
      wrapper,
      native: await write(path.join(modules, packageName, binary), '#!/bin/sh\necho codex-cli 0.200.0\n'),
    };
  }

  test.skipIf(process.platform === 'win32')(
    'a link on PATH leads through the npm wrapper to the native binary',
    async () => {
      const folder = freshFolder();
      const { wrapper, native } = await npmInstall(folder);
      const bin = path.join(folder, 'bin');
      await fs.mkdir(bin);
      await fs.symlink(wrapper, path.join(bin, 'codex'));
      const env = { PATH: ['', '.', path.join(folder, 'nothing here'), bin].join(path.delimiter) };
      expect(await locateCodex('codex', env, null)).toMatchObject({
        kind: 'codex',
        command: path.join(bin, 'codex'),
        native,
        leading: [],
      });
    },
  );

  test('so does a .cmd shim of npm', async () => {
    const folder = freshFolder();
    const { native } = await npmInstall(folder);
    const shim = await write(
      path.join(folder, 'lib', 'codex.cmd'),
      '@ECHO off\r\n"%_prog%"  "%dp0%\\node_modules\\@openai\\codex\\bin\\codex.js" %*\r\n',
    );
    expect(await locateCodex(shim, {}, null)).toMatchObject({ kind: 'codex', native, leading: [] });
  });

  test('a wrapper without its platform package is incomplete', async () => {
    const folder = freshFolder();
    const { wrapper, native } = await npmInstall(folder);
    await fs.rm(native);
    expect(await locateCodex(wrapper, {}, null)).toMatchObject({
      reason: 'codex-missing',
      detail: expect.stringContaining(packageName),
    });
  });

  test('a script in JavaScript is started with Node, on every platform', async () => {
    const folder = freshFolder();
    const script = await write(path.join(folder, 'my codex.mjs'), 'console.log("codex-cli 0.300.1");\n');
    const codex = await locateCodex(script, {}, null);
    expect(codex).toMatchObject({ native: process.execPath, leading: [script] });
    if (codex.kind === 'codex') expect(await readVersion(codex, {})).toEqual({ kind: 'version', version: '0.300.1' });
  });

  test('a relative name, a folder and a file that cannot be run are not Codex', async () => {
    const folder = freshFolder();
    await fs.mkdir(path.join(folder, 'codex'));
    const env = { PATH: folder };
    expect(await locateCodex('codex', env, null)).toMatchObject({ reason: 'codex-missing' });
    expect(await locateCodex('./codex', env, null)).toMatchObject({ reason: 'codex-missing' });
    expect(await locateCodex('bin/codex', env, null)).toMatchObject({ reason: 'codex-missing' });
  });

  test('nothing that lies in the work tree is run, nor what a link outside leads to', async () => {
    const folder = freshFolder();
    const tree = path.join(folder, 'tree');
    const inside = await write(path.join(tree, 'node_modules', '.bin', 'codex.mjs'), '');
    expect(await locateCodex(inside, {}, tree)).toMatchObject({ reason: 'codex-inside-project' });
    const link = path.join(folder, 'codex.mjs');
    await fs.symlink(inside, link);
    expect(await locateCodex(link, {}, tree)).toMatchObject({ reason: 'codex-inside-project' });
    expect(
      await locateCodex(await write(path.join(folder, 'tree-of-another', 'codex.mjs'), ''), {}, tree),
    ).toMatchObject({ kind: 'codex' });
  });

  test('a replaced file has another identity', async () => {
    const script = await write(path.join(freshFolder(), 'codex.mjs'), 'one');
    const before = await locateCodex(script, {}, null);
    await fs.writeFile(script, 'another');
    expect(await locateCodex(script, {}, null)).not.toEqual(before);
  });

  test('versions are compared by number', () => {
    expect([
      isOlder('0.99.0', '0.169.0'),
      isOlder('0.169.0', '0.169.0'),
      isOlder('1.0.0', '0.169.0'),
      isOlder('0.168.9', '0.169.0'),
    ]).toEqual([true, false, false, true]);
  });
});

describe('the call', () => {
  const chosen: CodexSettings = {
    kind: 'settings',
    model: 'm',
    effort: 'high',
    provider: 'p',
    isChosen: true,
    carried: { model_providers: { p: { base_url: 'x', request_max_retries: 7 } } },
    limits: { request_max_retries: 7 },
    usesLogin: false,
    login: {},
    envKey: null,
    variables: [],
    baseUrl: null,
    hosts: [],
    proxy: null,
    digest: '',
  };
  const places = { folder: '/jobs/1', schemaFile: '/jobs/1.json', denied: null };
  const valuesOf = (args: string[], flag: string): string[] =>
    args.flatMap((arg, index) => (args[index - 1] === flag ? [arg] : []));

  test('is read-only whatever else is configured, and what keeps the repository out comes last', () => {
    const args = codexArguments(config({ config_overrides: ['model_verbosity="low"'] }), chosen, places);
    expect(valuesOf(args, '-s')).toEqual(['read-only']);
    const set = valuesOf(args, '-c');
    expect(set[0]).toBe('model_verbosity="low"');
    expect(set.indexOf('project_root_markers=[]')).toBeGreaterThan(set.indexOf('model_provider="p"'));
    expect(args.at(-1)).toBe('-');
  });

  test('denies single reads by a profile, beside which no -s may stand', () => {
    const args = codexArguments(
      config({ config_overrides: ['default_permissions=":danger-full-access"', 'sandbox_mode="danger-full-access"'] }),
      chosen,
      { ...places, denied: ['/home/me/.ssh', '/a "b"'] },
    );
    expect(valuesOf(args, '-s')).toEqual([]);
    const profile = parse(valuesOf(args, '-c').slice(-2).join('\n'));
    expect(profile).toEqual({
      default_permissions: 'cccc',
      permissions: { cccc: { extends: ':read-only', filesystem: { '/home/me/.ssh': 'deny', '/a "b"': 'deny' } } },
    });
  });

  describe.runIf(process.platform !== 'win32')('the places that commands may not read', () => {
    const place = async (): Promise<{ root: string; home: string; state: string; job: string }> => {
      const root = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'cccc denied ')));
      const [home, state] = [path.join(root, 'me'), path.join(root, 'me', '.local', 'state', 'cccc')];
      const job = path.join(state, 'snapshots', '1');
      for (const dir of [
        path.join(job, 'tree'),
        path.join(state, 'snapshots', 'other'),
        path.join(home, 'project', '.git'),
        path.join(home, '.ssh'),
      ])
        await fs.mkdir(dir, { recursive: true });
      onTestFinished(() => fs.rm(root, { recursive: true, force: true }));
      return { root, home, state, job };
    };

    test('are keys, logins, what else lies in the state directory, and the live work tree', async () => {
      const { home, state, job } = await place();
      await fs.writeFile(path.join(state, 'key'), '');
      const denied = deniedReads(
        { needed: [job], own: [path.join(home, 'project')], stateDir: state },
        { HOME: home, CODEX_HOME: path.join(home, '.codex') },
      );
      for (const one of ['.ssh', '.aws', '.codex', 'project']) expect(denied).toContain(path.join(home, one));
      expect(denied).toEqual(expect.arrayContaining([path.join(state, 'key'), path.join(state, 'snapshots', 'other')]));
      for (const around of [state, path.join(state, 'snapshots'), job]) expect(denied).not.toContain(around);
    });

    test('never lie one below another, also where a link hides that: bubblewrap would start no command', async () => {
      const { root, home, state, job } = await place();
      await fs.symlink(path.join(home, 'project'), path.join(root, 'linked'));
      await fs.mkdir(path.join(home, 'project', 'dotfiles'));
      await fs.symlink(path.join(home, 'project', 'dotfiles'), path.join(home, '.gnupg'));
      const own = [path.join(root, 'linked'), path.join(home, 'project', '.git'), path.join(home, 'project-2')];
      const denied = deniedReads({ needed: [job], own, stateDir: state }, { HOME: home });
      expect(denied.filter((one) => one.startsWith(path.join(home, 'project')))).toEqual([
        path.join(home, 'project'),
        path.join(home, 'project-2'),
      ]);
    });

    test('leave out what is needed: of a folder around it, all that lies beside it is denied', async () => {
      const { home, state, job } = await place();
      const native = path.join(home, '.codex', 'packages', 'codex');
      await fs.mkdir(path.dirname(native), { recursive: true });
      for (const file of [native, path.join(home, '.codex', 'auth.json'), path.join(home, 'notes.txt')])
        await fs.writeFile(file, '');
      const denied = deniedReads(
        { needed: [job, native], own: [home, path.join(job, 'home')], stateDir: state },
        { HOME: home, CODEX_HOME: path.join(home, '.codex') },
      );
      expect(denied).toEqual(
        expect.arrayContaining(
          ['notes.txt', '.codex/auth.json', '.ssh', 'project'].map((name) => path.join(home, name)),
        ),
      );
      expect(denied).toContain(path.join(job, 'home'));
      expect(
        denied.filter((one) => [job, native, path.join(job, 'tree')].some((kept) => `${kept}/`.startsWith(`${one}/`))),
      ).toEqual([]);
    });
  });

  test("bounds a provider's retries where its definition does not", () => {
    const limited = config({ idle_timeout_seconds: 300 });
    const provider = valuesOf(codexArguments(limited, chosen, places), '-c').find((set) =>
      set.startsWith('model_providers.p='),
    );
    expect(parse(provider ?? '')).toEqual({
      model_providers: {
        p: { request_max_retries: 7, stream_max_retries: 2, stream_idle_timeout_ms: 300_000, base_url: 'x' },
      },
    });
  });

  test('leaves a built-in provider and unset choices to Codex', () => {
    const args = codexArguments(
      config(),
      { ...chosen, model: null, effort: null, provider: 'openai', isChosen: false, carried: {}, limits: {} },
      places,
    );
    expect(args).not.toContain('-m');
    expect(valuesOf(args, '-c').filter((set) => /^model_(providers|reasoning)/.test(set))).toEqual([]);
  });

  test('writes any value as TOML on one line', () => {
    const value = { 'a b': ['x"\\\n', '\u007f\u0001', 1, true], 技: { empty: [] } };
    const line = inlineToml(value);
    expect(line).not.toContain('\n');
    expect(parse(`v=${line}`)['v']).toEqual(value);
  });

  test('has an environment of named variables only', () => {
    const given = {
      PATH: '/bin',
      HOME: '/home/me',
      OPENAI_API_KEY: 'x',
      MY_KEY: 'y',
      RUST_LOG: 'trace',
      TZ: 'Asia/Tokyo',
      EMPTY: undefined,
    };
    const env = scrubbedEnvironment(['MY_KEY', 'RUST_LOG', 'TZ', 'EMPTY'], given, null);
    expect(env).toMatchObject({ PATH: '/bin', HOME: '/home/me', MY_KEY: 'y', TZ: 'UTC' });
    expect(env['RUST_LOG']).toContain('codex_otel.trace_safe=info');
    expect(Object.keys(env).sort()).toEqual(['HOME', 'MY_KEY', 'PATH', 'RUST_LOG', 'TZ']);
    const home = path.join('/jobs', 'home');
    expect(scrubbedEnvironment([], given, home)).toMatchObject({
      HOME: home,
      USERPROFILE: home,
      CODEX_HOME: path.join(home, '.codex'),
    });
  });
});
