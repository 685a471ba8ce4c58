/**
 * Code from the net that would run at once: packages by URL, scripts by URL, shells at the end of a
 * connection.
 */
import { lineOf, texts } from '../../args.js';
import { type Call, type Finding, type Kind, shown } from '../../model.js';
import { isShell } from '../../run/shells.js';

const URL = /^(?:https?|git|ssh|ftp)(?:\+\w+)?:\/\/(?!localhost|127\.0\.0\.1)/;
const REPOSITORY = /^(?:git[+:@]|github:|gitlab:|bitbucket:|gist:)|^[A-Za-z][\w-]*\/[\w.-]+(?:#.+)?$/;

/** After how many words of a program comes what it fetches and runs. */
const FETCH_AND_RUN: readonly (readonly [program: string, verb: RegExp, length: number])[] = [
  ['npx', /^/, 0],
  ['bunx', /^/, 0],
  ['pnpx', /^/, 0],
  ['uvx', /^/, 0],
  ['npm', /^(?:exec|x) /, 1],
  ['pnpm', /^(?:dlx|exec) /, 1],
  ['yarn', /^dlx /, 1],
  ['bun', /^(?:x|run) /, 1],
  ['bun', /^https?:/, 0],
  ['pipx', /^run /, 1],
  ['uv', /^run /, 1],
  ['uv', /^tool run /, 2],
  ['deno', /^(?:run|install|eval|compile|serve) /, 1],
  ['deno', /^https?:/, 0],
  ['nix', /^(?:run|shell|develop) /, 1],
  ['nix-shell', /^/, 0],
  ['docker', /^buildx bake /, 2],
];

function isFetchedProgram(call: Call): boolean {
  const rows = FETCH_AND_RUN.filter(([program]) => program === call.program);
  if (rows.length === 0) return false;
  // What follows -c is a separate command.
  const end = call.program.startsWith('nix')
    ? call.args.findIndex(({ text }) => /^(?:-c|--command|--run|--)$/.test(text))
    : -1;
  const { words, flags } = lineOf(
    end < 0 ? call.args : call.args.slice(0, end),
    '-p --package --from --spec --with --python --registry -c --call -w --workspace',
  );
  const line = `${texts(words)} `;
  const from = flags.some((flag) => /^(?:--from|--spec|--package|-p)=?(?:git\+|https?:|github:)/.test(flag));
  const isNode = /^(?:npx|bunx|pnpx|npm|pnpm|yarn)$/.test(call.program);
  return (
    from ||
    rows.some(([, verb, length]) => {
      const first = words[length]?.text ?? '';
      return (
        verb.test(line) &&
        (URL.test(first) ||
          (call.program === 'nix' && /^(?:github|gitlab|sourcehut|git\+\w+):/.test(first)) ||
          (isNode && REPOSITORY.test(first)))
      );
    })
  );
}

/** An address without TLS that is not one of this network. */
const PLAIN_ADDRESS = String.raw`(?:^|[ =])http:\/\/(?!localhost|127\.|10\.|192\.168\.|[\w-]+(?:[:/]|$))`;
const UNPROTECTED = new RegExp(String.raw`(?:^| )(?:pip )?(?:install|i|add|download)\b.*${PLAIN_ADDRESS}`);

/** Installers that take whatever an unprotected address sends, or a list of it from elsewhere. */
function isUnprotected(call: Call): boolean {
  if (!/^(?:pip3?|uv|npm|pnpm|yarn|gem|bundle|cargo|go|poetry|conda)$/.test(call.program)) return false;
  const line = texts(call.args);
  return (
    UNPROTECTED.test(line) ||
    /(?:^| )(?:pip )?install\b.* (?:-r|--requirement|-c|--constraint)[= ]?https?:\/\/(?!localhost)/.test(line) ||
    /(?:^| )(?:pip )?install\b.* --trusted-host[= ](?!localhost|pypi\.org|files\.pythonhosted\.org)/.test(line)
  );
}

const CONNECTORS = 'nc|ncat|netcat|socat|telnet|openssl';

/** A shell whose input or output is a connection to somewhere else. */
function isRemoteShell(call: Call): boolean {
  const line = texts(call.args);
  if (/^(?:nc|ncat|netcat)$/.test(call.program))
    return /(?:^| )(?:-\w*[ec]|--exec|--sh-exec|--lua-exec)[= ]?\S*(?:sh|cmd|powershell|python|perl)\b/.test(line);
  if (call.program === 'socat') return /(?:EXEC|SYSTEM):/i.test(line) && /(?:TCP|UDP|OPENSSL|SSL)\S*:/i.test(line);
  if (!isShell(call.program)) return false;
  const isSocket = [...call.writes, ...call.reads].some(({ text }) =>
    /^\/dev\/(?:tcp|udp)\/(?!localhost|127\.)/.test(text),
  );
  return (
    isSocket ||
    (call.next !== null &&
      `|${CONNECTORS}|`.includes(`|${call.next.program}|`) &&
      !/localhost|127\.0\.0\.1/.test(call.next.args.join(' ')))
  );
}

export function judgeRemoteCode(call: Call): Finding[] {
  const found = (kind: Kind): Finding[] => [{ category: 'net-to-shell', kind, subject: shown(call) }];
  return isFetchedProgram(call) || isUnprotected(call) || isRemoteShell(call) ? found('net-shell') : injected(call);
}

/** Libraries that are loaded into every program from a place to which anybody may write. */
function injected(call: Call): Finding[] {
  const isInjected = [
    'LD_PRELOAD',
    'LD_AUDIT',
    'DYLD_INSERT_LIBRARIES',
    'BASH_ENV',
    'PYTHONSTARTUP',
    'PERL5OPT',
    'RUBYOPT',
    'NODE_OPTIONS',
    'PERL5LIB',
    'GCONV_PATH',
  ].some((name) => {
    const text = call.env.get(name) ?? '';
    return (
      /(?:^|[\s=:])(?:\/tmp|\/var\/tmp|\/dev\/shm)\//.test(text) ||
      [...call.fetched].some((file) => text.includes(file))
    );
  });
  return isInjected ? [{ category: 'unclear', kind: 'computed-command', subject: shown(call) }] : [];
}
