/** Opens a file in the program that the user's system has for it. */
import { spawn } from 'node:child_process';
import path from 'node:path';

/** How long an opener may take to fail; one that runs longer has become the browser itself. */
const LIMIT_MS = 4000;

/** The system's opener and its arguments; no shell reads them. */
export function openerOf(
  platform: NodeJS.Platform,
  file: string,
  env: NodeJS.ProcessEnv = process.env,
): { program: string; args: string[] } {
  if (platform === 'darwin') return { program: '/usr/bin/open', args: [file] };
  if (platform !== 'win32') return { program: 'xdg-open', args: [file] };
  const system = path.win32.join(env['SystemRoot'] || env['SYSTEMROOT'] || 'C:\\Windows', 'System32');
  return { program: path.win32.join(system, 'rundll32.exe'), args: ['url.dll,FileProtocolHandler', file] };
}

/**
 * Opens a file.
 *
 * @param file an absolute path
 * @returns null when it was opened, otherwise the opener that is missing or failed
 */
export function openFile(file: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const { program, args } = openerOf(process.platform, file, env);
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true, windowsHide: true, env });
    const timer = setTimeout(() => over(null), LIMIT_MS);
    const over = (result: string | null): void => {
      clearTimeout(timer);
      child.unref();
      resolve(result);
    };
    child.once('error', () => over(program));
    child.once('exit', (code) => over(code === 0 ? null : program));
  });
}
