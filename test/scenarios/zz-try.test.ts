import { mkdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { it } from 'vitest';
import { makeProject } from '../helpers/repo.js';
import { TaskProject } from '../helpers/task.js';
it('tries', () => {
  const repo = makeProject();
  for (let i = 0; i < 500; i++) { mkdirSync(repo.file(`lib/p${i}`), { recursive: true }); for (let j = 0; j < 100; j++) writeFileSync(repo.file(`lib/p${i}/f${j}.js`), `export const n=${i * 100 + j};\n`); }
  repo.commit('many');
  const task = new TaskProject({ repo });
  task.accepted();
  const t = (p: string, a: string[]) => { const s = process.hrtime.bigint(); spawnSync(p, a, { cwd: repo.dir, env: task.env }); return Number(process.hrtime.bigint() - s) / 1e6; };
  const measure = (title: string) => {
    const xs: Record<string, number[]> = { bare: [], status: [], gates: [] };
    for (let i = 0; i < 9; i++) { xs['bare']!.push(t('node', ['-e', '0'])); xs['status']!.push(t('git', ['status', '--porcelain'])); xs['gates']!.push(t('node', [task.cli, 'gates', '--json'])); }
    const m = Object.fromEntries(Object.entries(xs).map(([k, v]) => [k, Math.round(v.sort((a, b) => a - b)[4]!)]));
    console.log(title, m, 'limit', m['bare']! + 3 * m['status']!);
  };
  measure('accepted');
  repo.git('add', 'src'); repo.git('commit', '-qm', 'M001');
  measure('committed');
  console.log(task.text('gates').stdout);
  task.ok('milestone', 'start', 'M002');
  for (let i = 0; i < 5; i++) { repo.write('src/q.ts', `${i}\n`); repo.git('add', 'src'); repo.git('commit', '-qm', `w${i}`); }
  measure('five more commits');
}, 600_000);
