/** What the lines are about: calls that the guard is there to ask about. */
import type { Recorded } from './sandbox.js';

export const DANGERS: readonly (readonly string[])[] = [
  ['rm', '-rf', 'src'],
  ['rm', '-r', '-f', '/home/u/my-app/src'],
  ['git', 'push', '--force', 'origin', 'main'],
  ['git', 'reset', '--hard', 'HEAD~3'],
  ['git', 'clean', '-fdx'],
  ['npm', 'publish'],
  ['kubectl', 'delete', 'ns', 'prod'],
  ['terraform', 'destroy', '-auto-approve'],
  ['psql', '-c', 'DROP TABLE users'],
  ['docker', 'push', 'acme/app'],
  ['shutdown', '-h', 'now'],
  ['dd', 'if=/dev/zero', 'of=/dev/sda'],
  ['aws', 's3', 'rm', 's3://prod', '--recursive'],
  ['crontab', '-r'],
  ['gh', 'repo', 'delete', 'acme/app', '--yes'],
  ['redis-cli', 'FLUSHALL'],
  ['mkfs.ext4', '/dev/sda1'],
  ['helm', 'uninstall', 'web'],
  ['twine', 'upload', 'dist/*'],
];

/** Whether a call is one of them; more words may stand between theirs. */
export const isDanger = ({ cwd, program, args }: Recorded): boolean =>
  DANGERS.some(([name, ...words]) => {
    let at = 0;
    for (const arg of args) if (arg === words[at]) at += 1;
    return program === name && at === words.length && (words.at(-1) !== 'src' || cwd === '/home/u/my-app');
  });
