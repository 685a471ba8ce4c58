/** Where checks run: setup and start try each check in the clean copy, and every check that runs in place is named. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, makeProject } from '../helpers/repo.js';
import { TaskProject } from '../helpers/task.js';

const node = (program: string, change: object = {}) => ({
  name: 'unit',
  run: [process.execPath, '-e', program],
  required: true,
  timeout_seconds: 60,
  ...change,
});
const NEEDS_PLANTED = `process.exit(require('fs').existsSync('local.txt') ? 0 : 1)`;
const configOf = (task: TaskProject) =>
  JSON.parse(readFileSync(task.repo.file('docs/cccc/config.json'), 'utf8')).testing;
const said = (ran: { json: { findings: { code: string }[] } }): string[] => ran.json.findings.map(({ code }) => code);

describe('start', () => {
  it('sets a check that passes only in the work tree to in-place, and gate, packet and review say why', () => {
    const repo = makeProject().write('.gitignore', 'local.txt\n').commit().write('local.txt', 'x');
    const task = new TaskProject({ repo, config: { testing: { commands: [node(NEEDS_PLANTED)] } } });
    task.implemented();
    const reason = 'it passes only in the work tree (in the copy: exit 1)';
    expect(configOf(task).commands).toEqual([node(NEEDS_PLANTED, { where: 'in-place', reason })]);
    task.ok('review', 'milestone');
    const gate = task.run('gates').json.data['checks'];
    expect(gate).toMatchObject({ state: 'open', results: [{ name: 'unit', in_place: reason }] });
    expect(task.text('gates').stdout).toContain(`unit passed (ran in place because ${reason})`);
    expect(task.codex.prompts.at(-1)).toContain(`ran in place, in the work tree itself, because "${reason}"`);
    const shown = String(task.run('review', 'show').json.findings[0]?.args['file']);
    expect(readFileSync(task.repo.file(shown), 'utf8')).toContain(`ran in place: ${reason}`);
    task.set('testing.commands', [node(NEEDS_PLANTED)]);
    expect(task.run('gates').json.data).toMatchObject({ safety: { state: 'open' } });
  });

  it('leaves a check in the copy that passes there, tries it once, and one that passes nowhere too', () => {
    const counted = path.join(freshFolder(), 'count');
    const counts = node(`require('fs').appendFileSync(${JSON.stringify(counted)}, process.cwd() + '\\n')`);
    const fails = node('process.exit(1)', { name: 'style', required: false });
    const task = new TaskProject({ config: { testing: { commands: [counts, fails] } } });
    task.ok('start', 'x');
    expect(configOf(task).commands).toEqual([counts, fails]);
    const runs = (): string[] => readFileSync(counted, 'utf8').trim().split('\n');
    expect(runs()).toHaveLength(1);
    expect(runs()[0]?.startsWith(task.stateDir)).toBe(true);
    task.ok('abandon', 'over');
    task.ok('start', 'y');
    expect(runs()).toHaveLength(1);
    task.set('testing.commands', [{ ...counts, where: 'in-place' }, fails]);
    expect(task.run('gates').json.data).toMatchObject({
      safety: { state: 'closed', reason: 'pins-changed', detail: 'testing.commands' },
    });
  });

  it('does not try in the work tree what changes files under review', () => {
    const task = new TaskProject({
      config: { testing: { commands: [node(`require('fs').writeFileSync('made.txt', ''); process.exit(1)`)] } },
    });
    task.ok('start', 'x');
    expect([task.exists('made.txt'), configOf(task).commands[0].where]).toEqual([false, undefined]);
  });
});

describe('an editable install outside the project', () => {
  it('makes checks run in place, by name', () => {
    const task = new TaskProject({ config: { testing: { commands: [node('')] } } });
    const environment = freshFolder();
    const packages = path.join(environment, 'lib/python3.12/site-packages');
    mkdirSync(packages, { recursive: true });
    task.env['VIRTUAL_ENV'] = environment;
    task.implemented();
    writeFileSync(path.join(packages, '__editable__.app.pth'), `${task.repo.dir}/src\n`);
    const ran = task.ok('review', 'milestone');
    expect(said(ran)).toContain('review-passed');
    expect(task.text('gates').stdout).toContain('__editable__.app.pth leads into the work tree');
  });
});

describe('setup', () => {
  it('proposes what the copy needs of the ignored paths, and the check finds it there', () => {
    const repo = makeProject()
      .write('.gitignore', 'node_modules\nsrc/made\n*.log\n.env*\n')
      .write('package.json', JSON.stringify({ scripts: { test: 'node test.cjs' } }))
      .write('test.cjs', `require('one'); require('./src/made/two'); require('fs').readFileSync('.env.test')`)
      .commit()
      .write('node_modules/one/index.js', '')
      .write('src/made/two.js', '')
      .write('.env.test', '')
      .write('debug.log', '');
    const task = new TaskProject({ repo });
    task.repo.remove('docs/cccc/config.json');
    const ran = task.ok('setup', '--preset', 'recommended', '--language', 'en', '--yes');
    expect(configOf(task)).toEqual({
      commands: [{ name: 'npm test', run: ['npm', 'test'], required: true, timeout_seconds: 600 }],
      carry: ['node_modules', '.env*', '/src/made'],
    });
    expect(said(ran)).not.toContain('check-only-in-place');
    expect(existsSync(path.join(task.stateDir, 'copies'))).toBe(true);
  });
});
