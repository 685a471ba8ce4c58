import { it } from 'vitest';
import { TaskProject } from '../helpers/task.js';
it('tries', () => {
  const task = new TaskProject({ config: (c) => Reflect.set(Reflect.get(c, 'testing'), 'commands', [{ name: 'unit', run: ['node', '-e', '0'], required: true, timeout_seconds: 10 }]) });
  const show = (...args: string[]) => { const r = task.text(...args); console.log(`$ cccc ${args.join(' ')} (${r.code})\n${r.stdout}${r.stderr}`); };
  show('gates'); show('status');
  task.accepted();
  show('gates'); show('status'); show('trace');
  show('gates', '--language', 'zh-CN'); show('status', '--language', 'zh-CN'); show('trace', '--language', 'zh-CN', '--limit', '4');
  show('doctor'); show('doctor', '--language', 'zh-CN');
  task.repo.git('add', '-A'); task.repo.git('commit', '-qm', 'M001');
  const clone = task.repo.clone();
  console.log(clone.dir, task.repo.tryGit('-C', clone.dir, 'status', '--short'));
});
