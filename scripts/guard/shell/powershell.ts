/**
 * Rewrites a PowerShell line as one of a POSIX shell, so that the same rules judge it. Blocks and parentheses become
 * separate commands; cmdlets and their aliases become the programs that do the same.
 */

/** Quoted text, comments and here-strings, which are kept aside while the rest is rewritten. */
const KEPT =
  /@'\r?\n([\s\S]*?)\r?\n'@|@"\r?\n([\s\S]*?)\r?\n"@|<#[\s\S]*?#>|'((?:[^']|'')*)'|"((?:[^"`]|""|`[\s\S])*)"/g;

/** The PowerShell input as a text for the shell reader that names the same things. */
export function asShell(line: string): string {
  const kept: string[] = [];
  const bare = line.replace(KEPT, (whole: string, ...groups: (string | undefined)[]) => {
    const [hereLiteral, here, literal, text] = groups;
    if (whole.startsWith('<#')) return ' ';
    const word = literal ?? text;
    if (word !== undefined && (/^[\w.-]+$/.test(word) || ARGUMENTS.test(line.slice(0, Number(groups[4]))))) return word;
    kept.push(literal !== undefined || hereLiteral !== undefined ? plain(hereLiteral ?? literal) : open(here ?? text));
    return `\u0002${kept.length - 1}\u0002`;
  });
  const shell = STEPS.reduce(
    (given, [pattern, to]) => (typeof to === 'string' ? given.replace(pattern, to) : given.replace(pattern, to)),
    bare,
  );
  return shell.replace(/\u0002(\d+)\u0002/g, (_, index: string) => kept[Number(index)] ?? '').replaceAll('\\', '/');
}

const plain = (text = ''): string => `'${text.replaceAll("''", "'").replaceAll("'", '’')}'`;
/** What PowerShell expands in double quotes stays an expansion; an escaped dollar sign does not. */
const open = (text = ''): string =>
  `"${text.replaceAll('""', '’').replace(/`([\s\S])/g, (_, char: string) => (char === '$' ? '\u0003' : char))}"`
    .replaceAll('\u0003', "'$'")
    .replace(/(?<=.)"(?=.)/gs, '’');

/** What follows is one text with the arguments of another program. */
const ARGUMENTS = /-Arg(?:umentList|s)?\s+$/i;

/** Where a command begins. */
const START = String.raw`(^|[\n;|&]\s*)`;
const named = (names: string, to: string): [RegExp, string] => [
  new RegExp(String.raw`${START}(?:${names})(?=[\s;|]|$)`, 'gi'),
  `$1${to}`,
];
const KEYWORDS =
  'if|elseif|else|foreach|for|while|switch|do|until|try|catch|finally|function|filter|return|param|begin|process|end|' +
  'in|then|fi|done|case|esac|select|time|throw|trap';
const QUIET = 'ErrorAction|EA|WarningAction|WA|InformationAction|ErrorVariable|OutVariable|Encoding|Stream|Depth';
const CHOOSING = 'Include|Exclude|Filter|Attributes';

const UNCHOSEN = String.raw`(?:\s+-(?!Include|Exclude|Filter|Path|LiteralPath)\w+)*`;
const ALL_HERE = new RegExp(
  String.raw`\b(?:Get-ChildItem|gci|dir|ls)${UNCHOSEN}\s*\|\s*(?:Remove-Item|ri|del|rm)\b`,
  'gi',
);

const STEPS: readonly (readonly [RegExp, string | ((word: string) => string)])[] = [
  [/`\r?\n/g, ' '],
  [/`([\s\S])/g, '$1'],
  // A property of a cmdlet's result is not a command.
  [/\)\.\w+(?=\s*(?:$|[;|)]))/g, ')'],
  [/[@$]?\(|\)|(?<!\$)\{|\}/g, ' ; '],
  [/(?:;\s*)+(?=\|)/g, ''],
  [new RegExp(`${START}(?:${KEYWORDS})(?![\\w-])`, 'gi'), '$1; '],
  [/(^|[\n;|]\s*)&\s+/g, '$1'],
  [/(^|[\n;]\s*)\$\w+\s+in\s+/gi, '$1'],
  // `$x = command`, `[type]$x = …`
  [/(^|[\n;]\s*)(?:\[[\w.]+\]\s*)?\$[\w:.]+(?:\[[^\]]*\])?\s*[-+*/]?=\s*/g, '$1'],
  // All that a listing without a path or a choice finds is in the current folder.
  [ALL_HERE, 'rm -r ./*'],
  [new RegExp(String.raw`\s-(?:${QUIET})[:\s]\s*\S+`, 'gi'), ' '],
  [new RegExp(String.raw`\s-(?:${CHOOSING})[:\s]\s*\S+`, 'gi'), ' '],
  [/\s-(?:Confirm:\$false|Verbose|PassThru|Raw|NoNewline|Wait|NoClobber)\b/gi, ' '],
  [/[^\n;|]*\s-WhatIf\b[^\n;|]*/gi, ' '],
  [/\b(?:Get-Item|gi|Get-Content|gc) +env:[\\/]?(\w+)/gi, 'echo $$$1'],
  [/\$env:(\w+)/gi, '$$$1'],
  [/(^|[\n;]\s*)(\$\w+)(?=\s*(?:$|[\n;|]))/g, '$1echo $2'],
  named('(?:Get-ChildItem|gci|dir|ls) +env:\\S*', 'env'),
  named('Remove-Item|ri|del|erase|rd|rmdir|rm', 'rm'),
  named('Clear-Content|clc', 'truncate -s 0'),
  named('Get-Content|gc|type|cat', 'cat'),
  named('Get-ChildItem|gci|dir|ls', 'ls'),
  named('Copy-Item|copy|cpi|cp', 'cp'),
  named('Move-Item|move|mi|mv|Rename-Item|ren|rni', 'mv'),
  named('Set-Content|Add-Content|Out-File|Tee-Object|sc|ac', 'tee'),
  named('Set-Location|chdir|sl|Push-Location|pushd', 'cd'),
  named('Write-Output|Write-Host|echo', 'echo'),
  named('Start-Process|saps|start', ''),
  [/\b(?:iex|irm|iwr|Invoke-Expression|Invoke-RestMethod|Invoke-WebRequest)\b/gi, (word) => word.toLowerCase()],
  [/ -(?:Recurse|Recurs|Recur|Recu|Rec|Re|r)\b/gi, ' -r'],
  [/ -(?:Force|Forc|For|fo)\b/gi, ' -f'],
  [/ -(?:Path|LiteralPath|Destination|FilePath|ArgumentList|Value)\b[: ]?/gi, ' '],
  [/\bls ([^\s|;]+)[^|;]*\| rm\b/g, 'rm $1'],
  [/,\s*/g, ' '],
  // No command is empty in a shell.
  [/[\s;]*\n[\s;]*/g, '\n'],
  [/;[\s;]*/g, '; '],
  [/^[\s;|]+|[\s;|]+$/g, ''],
];
