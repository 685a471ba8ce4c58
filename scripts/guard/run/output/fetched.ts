/** Files that a command of the line fetches, in case a later one runs them. */
import { valueOfFlag } from '../../args.js';
import type { Call } from '../../model.js';
import { resolved } from '../../paths.js';
import type { Scope } from '../scope.js';
import { isToFile } from './streams.js';

export const isFetch = ({ program }: Call): boolean =>
  /^(?:curl|wget|aria2c|http|https|xh|axel|irm|iwr|invoke-webrequest)$/.test(program);

/** Remembers the files into which something was fetched, in case a later command runs them. */
export function noteFetched(call: Call, scope: Scope): void {
  const names = call.args.flatMap(({ text }, index) =>
    /^(?:-\w*[oO]|--output(?:-document)?)$/.test(text) ? [call.args[index + 1]?.text ?? ''] : [],
  );
  const url = call.args.find(({ text }) => /^https?:/.test(text))?.text ?? '';
  const folder = valueOfFlag(call.args, '-P', '--directory-prefix', '--output-dir', '-d', '--dir')?.text;
  const file = url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  const own =
    call.program === 'tee'
      ? call.args.map(({ text }) => text)
      : isFetch(call) && isToFile(call)
        ? [...names, file, ...(folder === undefined ? [] : [`${folder}/${file}`])]
        : [];
  for (const name of [...own, ...call.writes.map(({ text }) => text)])
    if (name !== '' && name !== '-' && !name.startsWith('http')) scope.fetched.add(resolved(name, call.cwd));
}
