import '../helpers/seed.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeCommand, policyOf } from '../../scripts/guard/index.js';
import { places } from '../helpers/guard-places.js';
import { EVERY_ASKED as ASKED, EVERY_SILENT as SILENT } from './tables/rows.js';

const policy = policyOf(undefined);
const verdict = (command: string): string => judgeCommand(command, places, policy).verdict;

/** Whether a command consists of plain words: no quotes, no expansions, no lists. */
const isPlain = (command: string): boolean =>
  /^[\w./:=@%,+~ -]+$/.test(command) &&
  !/(?:^| )~|^(?:set|export|declare|if|for|while|case|cd|time|exec|source|coproc|alias|builtin|enable|shopt|hash|fc|history|\.|!|[A-Z_]+=)/.test(
    command,
  ) &&
  !/^\w+=/.test(command);
const rows = [...ASKED.map(({ command }) => command), ...SILENT].filter(isPlain);
const row = fc.constantFrom(...rows);

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
/** Programs that take a command as separate words. */
const PREFIXES: readonly ((command: string) => string)[] = [
  (command) => command,
  (command) => `env CI=1 ${command}`,
  (command) => `sudo -n ${command}`,
  (command) => `timeout 60 ${command}`,
  (command) => `timeout -k 5 1m ${command}`,
  (command) => `nohup ${command}`,
  (command) => `nice -n 5 ${command}`,
  (command) => `command ${command}`,
  (command) => `stdbuf -o L ${command}`,
  (command) => `flock /tmp/lock ${command}`,
  (command) => `doas ${command}`,
  (command) => `pkexec ${command}`,
  (command) => `taskset -c 0 ${command}`,
  (command) => `chrt -i 0 ${command}`,
  (command) => `systemd-run --user --scope ${command}`,
  (command) => `unshare -r ${command}`,
  (command) => `nsenter -t 1 -m ${command}`,
  (command) => `volta run ${command}`,
  (command) => `mise exec -- ${command}`,
  (command) => `nix develop -c ${command}`,
  (command) => `perf stat ${command}`,
];

/** Shell syntax around a command. */
const WRAPPERS: readonly ((command: string) => string)[] = [
  (command) => `bash -c ${quoted(command)}`,
  (command) => `sh -c "${command}"`,
  (command) => `bash -lc ${quoted(command)}`,
  (command) => `( ${command} )`,
  (command) => `{ ${command}; }`,
  (command) => `true && ${command}`,
  (command) => `false || ${command}`,
  (command) => `echo start; ${command}`,
  (command) => `${command}; echo end`,
  (command) => `${command} 2>&1 | tee out.log`,
  (command) => `if true; then ${command}; fi`,
  (command) => `for i in 1; do ${command}; done`,
  (command) => `f() { ${command}; }; f`,
  (command) => `eval ${quoted(command)}`,
  (command) => `x=$(${command})`,
  (command) => `echo ${quoted(command)} | bash`,
  (command) => `bash <<'END'\n${command}\nEND`,
  (command) => `! ${command}`,
  (command) => `time ${command}`,
  (command) => `${command} &`,
  (command) => `cat <(${command})`,
  (command) => `alias x=${quoted(command)}; x`,
];

/** Options, variables and settings whose value a program runs. */
const HIDING: readonly ((command: string) => string)[] = [
  (command) => `pwsh -c ${quoted(command)}`,
  (command) => `cmd /c ${quoted(command)}`,
  (command) => `script -qc ${quoted(command)} /dev/null`,
  (command) => `nix-shell --run ${quoted(command)}`,
  (command) => `npm exec -c ${quoted(command)}`,
  (command) => `hyperfine ${quoted(command)}`,
  (command) => `GIT_PAGER=${quoted(command)} git log`,
  (command) => `git -c core.pager=${quoted(command)} log`,
  (command) => `git config alias.x ${quoted(`!${command}`)}`,
  (command) => `vim -c ${quoted(`!${command}`)}`,
  (command) => `make X=${quoted(command)}`,
];

/** Spellings of a word that the shell reads as the same word. */
const SPELLINGS: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => `'${word}'`,
  (word) => `"${word}"`,
  (word) => `${word.slice(0, 1)}''${word.slice(1)}`,
  (word) => `${word.slice(0, 1)}"${word.slice(1)}"`,
  (word) => `\\${word}`,
  (word) => `$'${word}'`,
];

describe('how a command is written does not change what it is', () => {
  test('wrapping', () => {
    fc.assert(
      fc.property(row, fc.constantFrom(...PREFIXES), fc.constantFrom(...WRAPPERS), (command, prefix, wrap) => {
        // Inside a wrapper, the output of env is not shown; the output of a pipe may be filtered.
        fc.pre(!/^(?:env|printenv|crontab -l|bash -n)/.test(command));
        const wrapped = wrap(prefix(command));
        expect(verdict(wrapped), wrapped).toBe(verdict(command));
      }),
      { numRuns: 1500 },
    );
  });

  test('hiding', () => {
    fc.assert(
      fc.property(row, fc.constantFrom(...HIDING), (command, hide) => {
        // The program around it reads the files itself, and shows what it runs.
        fc.pre(
          command.includes(' ') &&
            !/cccc|\.env|^(?:env|printenv|crontab -l|bash -n|pbpaste)|\/i(?:ex)?\b/.test(command),
        );
        const hidden = hide(command);
        if (verdict(command) !== 'silent') expect(verdict(hidden), hidden).not.toBe('silent');
      }),
      { numRuns: 1500 },
    );
  });

  test('quoting', () => {
    fc.assert(
      fc.property(
        row,
        fc.array(fc.constantFrom(...SPELLINGS), { minLength: 12, maxLength: 12 }),
        (command, spellings) => {
          const spelled = command
            .split(' ')
            .map((word, index) => (word === '' ? word : (spellings[index % spellings.length]?.(word) ?? word)))
            .join('  ');
          expect(verdict(spelled), spelled).toBe(verdict(command));
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('variables of the same line', () => {
    fc.assert(
      fc.property(row, fc.nat(5), (command, at) => {
        const words = command.split(' ');
        const index = at % words.length;
        const text = `W=${words[index]}; ${words.map((word, place) => (place === index ? '"$W"' : word)).join(' ')}`;
        expect(verdict(text), text).toBe(verdict(command));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    [
      'rm -rf src',
      [
        'rm -r -f src',
        'rm -fr src',
        'rm src -rf',
        'rm -f src -r',
        'rm --force --recursive src',
        'rm -rfv src',
        'rm -rf -- src',
      ],
    ],
    [
      'git push --force origin feature',
      [
        'git push origin --force feature',
        'git push origin feature --force',
        'git push -f origin feature',
        'git push origin -f feature',
        'git -C . push -f origin feature',
      ],
    ],
    [
      'git reset --hard HEAD~1',
      ['git reset HEAD~1 --hard', 'git -c a.b=c reset --hard HEAD~1', 'git --no-pager reset --hard HEAD~1'],
    ],
    ['git clean -fd', ['git clean -df', 'git clean -d -f', 'git clean --force -d']],
    [
      'kubectl delete pod web -n prod',
      [
        'kubectl -n prod delete pod web',
        'kubectl --namespace prod delete pod web',
        'kubectl --namespace=prod delete pod web',
        'kubectl delete -n prod pod web',
      ],
    ],
    ['terraform apply -auto-approve', ['terraform -chdir=x apply -auto-approve', 'terraform apply --auto-approve']],
    ['npm publish --access public', ['npm --access public publish', 'npm --access=public publish']],
    ['docker push acme/app', ['docker --context x push acme/app', 'docker image push acme/app']],
    ['chmod -R 777 src', ['chmod 777 -R src', 'chmod --recursive 777 src']],
  ])('%s with its flags in another order', (command, others) => {
    for (const other of others) expect(verdict(other), other).toBe(verdict(command));
  });

  test('xargs passes arguments that are judged like arguments', () => {
    for (const command of rows.filter(
      (one) => one.split(' ').length > 1 && /^(?:rm|git|kubectl|npm|docker|cat) /.test(one),
    )) {
      const words = command.split(' ');
      const piped = `echo ${words.slice(-1).join('')} | xargs ${words.slice(0, -1).join(' ')}`;
      expect(verdict(piped), piped).toBe(verdict(command));
    }
  });
});
