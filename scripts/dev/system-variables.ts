/** What a process needs in order to start, on any of the three platforms; nothing else of the caller's is passed on. */
const NAMES = ['PATH', 'Path', 'PATHEXT', 'SystemRoot', 'SYSTEMROOT', 'ComSpec', 'windir', 'TEMP', 'TMP', 'TMPDIR'];

/** Those variables of this process, and further ones by name. */
export const systemVariables = (...more: string[]): Record<string, string> =>
  Object.fromEntries(
    [...NAMES, ...more].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
