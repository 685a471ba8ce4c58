/** Ends a call of git that hangs, with the filter or the transport that it waits for. */
import { type ChildProcessWithoutNullStreams, spawnSync } from 'node:child_process';
import { hasCode } from '../../ground/files.js';

/**
 * git itself ends no filter when it is ended (docs/facts/git.md, filters), and whatever holds a pipe of it would be
 * waited for.
 */
export function endCall(child: ChildProcessWithoutNullStreams): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true });
  else for (const one of [...descendantsOf(pid), pid]) kill(one);
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
  child.unref();
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!hasCode(error, 'ESRCH', 'EPERM')) throw error;
  }
}

/** On a system without ps, none are found. */
function descendantsOf(root: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const children = new Map<number, number[]>();
  for (const line of (stdout ?? '').split('\n')) {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found: number[] = [];
  for (const open = [root]; open.length > 0; ) {
    const below = children.get(open.pop() ?? 0) ?? [];
    found.push(...below);
    open.push(...below);
  }
  return found;
}
