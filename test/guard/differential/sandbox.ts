/** Runs lines in real bash where they can do nothing, and says which programs they called. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Recorded {
  cwd: string;
  program: string;
  args: readonly string[];
}

/** What lines may really run; whatever is missing here is missing there. */
const TOOLS = [
  'bash sh env xargs find cat timeout nice nohup tr sed head tail base64 rev sort seq setsid stdbuf flock awk perl',
  'tee cut paste dirname basename xxd sleep ls mkdir mktemp touch expr od wc uniq tac true false printf echo test',
  'ionice taskset ed make',
].join(' ');
/** What only writes down how it was called. */
export const STUBS =
  'rm git npm kubectl terraform psql docker shutdown dd aws crontab chmod gh redis-cli mkfs.ext4 helm twine'.split(' ');

const SCRIPT = readFileSync(new URL('sandbox.sh', import.meta.url), 'utf8');
const NOBODY = '65534';

function run(lines: readonly string[]) {
  const own = ['unshare', '--user', '--map-root-user', '--mount', '--pid', '--net', '--fork', '--kill-child'];
  const asNobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  const [program = '', ...args] = [...(process.getuid?.() === 0 ? asNobody : []), ...own, 'bash', '-c', SCRIPT];
  return spawnSync(program, args, {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', TOOLS, STUBS: STUBS.join(' ') },
    input: lines.map((line) => `${line}\0`).join(''),
    encoding: 'utf8',
    timeout: 20_000 + 4_500 * lines.length,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Why lines cannot be run on this machine; null when they can. */
export function sandboxFault(): string | null {
  if (process.platform !== 'linux') return 'no namespaces on this system';
  const { status, stdout, stderr } = run(["git 'a b' ''"]);
  const isRecorded = stdout === ['5', '2', '/home/u/my-app', 'git', 'a b', '', ''].join('\0');
  return status === 0 && isRecorded
    ? null
    : `no namespaces for this user: ${stderr.trim() || stdout || String(status)}`;
}

/** In: lines without NUL. Out: the calls of each. */
export function callsOf(lines: readonly string[]): Recorded[][] {
  const { status, stdout, stderr } = run(lines);
  const fields = stdout.split('\0').slice(0, -1);
  const calls = lines.map(() => {
    const count = Number(fields.shift());
    const own = fields.splice(0, count);
    const calls: Recorded[] = [];
    while (own.length > 0) {
      const [words, cwd = '', program = ''] = own.splice(0, 3);
      calls.push({ cwd, program, args: own.splice(0, Number(words)) });
    }
    return calls;
  });
  if (status !== 0 || fields.length > 0 || calls.length !== lines.length)
    throw new Error(`the sandbox ended with ${status}: ${stderr}`);
  return calls;
}
