/**
 * An executable stand-in for Codex with the same command line and events, which takes its answers from a folder. It
 * makes tests fast; the tests in test/clients use the real Codex.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Review } from '../../scripts/generated/types.js';

const SCRIPT = `const fs = require('node:fs');
const path = require('node:path');
const home = __dirname;
const args = process.argv.slice(2);
if (args[0] === '--version') {
  console.log('codex-cli ' + fs.readFileSync(path.join(home, 'version'), 'utf8').trim());
  process.exit(0);
}
if (args[0] === 'sandbox' && fs.existsSync(path.join(home, 'hang'))) {
  fs.writeFileSync(path.join(home, 'hanging'), '');
  setInterval(() => {}, 1000);
  return;
}
if (args[0] === 'sandbox') {
  const refused = args.includes('-P') && fs.existsSync(path.join(home, 'no-profile'));
  if (refused) console.error('no profile here');
  const [program, ...files] = args.slice(args.indexOf('--') + 1);
  if (refused || program === 'touch') process.exit(1);
  if (program !== 'cat' && program !== 'cmd.exe') {
    const ran = require('node:child_process').spawnSync(program, files, { stdio: 'inherit' });
    process.exit(ran.status ?? 1);
  }
  for (const file of files) if (path.basename(file) !== 'hidden') fs.writeSync(1, fs.readFileSync(file));
  process.exit(files.length > 1 ? 1 : 0);
}
if (args[0] === 'login' && fs.existsSync(path.join(home, 'logged-out'))) {
  console.error('Not logged in');
  process.exit(1);
}
if (args[0] === 'login') { console.error('API key configured'); process.exit(0); }
if (args[0] !== 'exec') { console.error('unexpected', args[0]); process.exit(2); }
const prompt = fs.readFileSync(0, 'utf8');
const calls = path.join(home, 'calls');
fs.mkdirSync(calls, { recursive: true });
const numbered = () => {
  for (let n = fs.readdirSync(calls).filter((name) => name.endsWith('.prompt')).length + 1; ; n += 1) {
    try {
      fs.writeFileSync(path.join(calls, n + '.prompt'), prompt, { flag: 'wx' });
      return n;
    } catch (error) {
      // Another call that runs at the same time has this number.
      if (error.code !== 'EEXIST') throw error;
    }
  }
};
const n = numbered();
const call = { args, cwd: process.cwd(), env: process.env, pid: process.pid };
fs.writeFileSync(path.join(calls, n + '.json'), JSON.stringify(call));
let given = {};
for (const name of fs.readdirSync(path.join(home, 'replies')).sort()) {
  const file = path.join(home, 'replies', name);
  let reply;
  try {
    reply = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    // Another call that runs at the same time has taken this one.
    if (error.code === 'ENOENT') continue;
    throw error;
  }
  if (reply.to !== undefined && !prompt.includes(reply.to)) continue;
  if (reply.butNot !== undefined && prompt.includes(reply.butNot)) continue;
  try {
    fs.unlinkSync(file);
  } catch (error) {
    if (error.code === 'ENOENT') continue;
    throw error;
  }
  given = reply;
  break;
}
const say = (event) => process.stdout.write(JSON.stringify(event) + '\\n');
const resumed = args.indexOf('resume') + 1;
say({ type: 'thread.started', thread_id: given.thread ?? (resumed > 0 ? args[resumed] : 'thread-' + n) });
say({ type: 'turn.started' });
if (given.partial)
  say({ type: 'item.completed', item: { id: 'p', type: 'agent_message', text: given.partial } });
const finish = () => {
  if (given.signal) process.kill(process.pid, given.signal);
  if (given.stderr) fs.writeSync(2, given.stderr + '\\n');
  if (given.exit !== undefined) process.exit(given.exit);
  const ids = new Set(prompt.match(/F-[0-9a-f]{10}(-\\d+)?/g) ?? []);
  const earlier = [...ids].map((id) => ({ id, status: 'resolved', comment: 'seen' }));
  const reply = {
    summary: 'ok', coverage_notes: null, files_read: [], earlier_findings: earlier,
    excluded_files_acknowledged: [], findings: [], next_milestone_id: null, needs_human_question: null,
    verdict: 'pass', ...given.reply,
  };
  for (const [name, content] of Object.entries(given.writes ?? {})) {
    const file = path.join(process.cwd(), 'tree', name);
    if (content === null) fs.rmSync(file);
    else {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content);
    }
  }
  for (const [name, target] of Object.entries(given.links ?? {}))
    fs.symlinkSync(target, path.join(process.cwd(), 'tree', name));
  for (const { command, output, exit = 0 } of given.commands ?? []) {
    const item = { id: 'c', type: 'command_execution', command, aggregated_output: output };
    say({ type: 'item.completed', item: { ...item, exit_code: exit, status: exit === 0 ? 'completed' : 'failed' } });
  }
  say({ type: 'item.completed', item: { id: 'm', type: 'agent_message', text: given.text ?? JSON.stringify(reply) } });
  const usage = { input_tokens: 100, cached_input_tokens: 0, output_tokens: 20, reasoning_output_tokens: 0 };
  say({ type: 'turn.completed', usage });
};
if (given.tool) require('node:child_process').spawn(given.tool[0], given.tool.slice(1), { stdio: 'ignore' });
if (given.hold) {
  const timer = setInterval(() => {
    if (!fs.existsSync(path.join(home, 'go'))) return;
    clearInterval(timer);
    finish();
  }, 20);
} else finish();
`;

/** The script all in Node: for tests of launchers, which look at it while it runs, and of what it does meanwhile. */
export const IN_NODE = `#!/usr/bin/env node\n${SCRIPT}`;

const PERL = '/usr/bin/perl';

/**
 * The short answers once more, in Perl: a review asks for six of them, and Node starts fifteen times as slowly. To
 * Node, which does the rest, this is a comment; to Perl, the rest is data.
 */
const IN_PERL = `#!${PERL}
0 && 1 /*_;
use Cwd 'realpath';
(my $home = realpath($0)) =~ s{/[^/]*$}{};
sub has { -e "$home/$_[0]" }
sub text { open(my $file, '<', $_[0]) or die "$_[0]: $!"; local $/; <$file> }
my $word = @ARGV ? $ARGV[0] : '';
if ($word eq '--version') {
  print 'codex-cli ', join(' ', split(' ', text("$home/version"))), chr(10);
  exit 0;
}
if ($word eq 'sandbox' && has('hang')) {
  open(my $file, '>', "$home/hanging") or die $!;
  close $file;
  sleep 1 while 1;
}
if ($word eq 'sandbox') {
  my $refused = has('no-profile') && grep { $_ eq '-P' } @ARGV;
  print STDERR 'no profile here', chr(10) if $refused;
  shift @ARGV while @ARGV && $ARGV[0] ne '--';
  my (undef, $program, @files) = @ARGV;
  exit 1 if $refused || $program eq 'touch';
  if ($program !~ m{^(cat|cmd[.]exe)$}) { exec { $program } $program, @files or exit 1 }
  for my $file (@files) { print text($file) if $file !~ m{(^|/)hidden$} }
  exit(@files > 1 ? 1 : 0);
}
if ($word eq 'login') {
  print STDERR has('logged-out') ? 'Not logged in' : 'API key configured', chr(10);
  exit(has('logged-out') ? 1 : 0);
}
exec { 'node' } 'node', $0, @ARGV or die $!;
__END__
*/;
${SCRIPT}`;

export type Finding = Review['findings'][number];

/**
 * The answer to one call. A call without an answer passes, and resolves every earlier finding that its prompt names.
 */
export interface FakeReply {
  /** Answers only a call whose prompt has this text; several calls at the same time take replies in any order. */
  to?: string;
  /** Does not answer a call whose prompt has this text. */
  butNot?: string;
  reply?: Partial<Review>;
  /** The exact text of the last message, in place of the reply. */
  text?: string;
  /** Exits with this code, without a reply. */
  exit?: number;
  /** Written to stderr before it exits. */
  stderr?: string;
  /** Waits until release() before it answers. */
  hold?: boolean;
  commands?: { command: string; output: string; exit?: number }[];
  /** What a writer does in its copy: path → content, null to delete; and path → target of a symbolic link. */
  writes?: Record<string, string | null>;
  links?: Record<string, string>;
  /** Said before the end, so that it is there when the run ends otherwise. */
  partial?: string;
  /** Another name of the conversation than the one that was asked for. */
  thread?: string;
  /** A signal that ends it. */
  signal?: string;
  /** A program with arguments that it starts, as Codex starts the commands of its model. */
  tool?: string[];
}

export class FakeCodex {
  readonly dir: string;
  private queued = 0;

  constructor(dir: string) {
    this.dir = dir;
    // One that is there is as a task before left it.
    if (existsSync(this.file)) return;
    mkdirSync(path.join(dir, 'replies'), { recursive: true });
    writeFileSync(path.join(dir, 'version'), '0.169.0');
    this.becomes(existsSync(PERL) ? IN_PERL : IN_NODE);
  }

  /** Puts another script in its place. */
  becomes(script: string): this {
    writeFileSync(this.file, script);
    chmodSync(this.file, 0o755);
    return this;
  }

  /** The absolute path for codex.cli_command. */
  get file(): string {
    return path.join(this.dir, 'codex');
  }

  answer(...replies: FakeReply[]): this {
    for (const reply of replies)
      writeFileSync(path.join(this.dir, 'replies', String(++this.queued).padStart(4, '0')), JSON.stringify(reply));
    return this;
  }

  /** From now on, nobody is logged in. */
  logOut(): this {
    writeFileSync(path.join(this.dir, 'logged-out'), '');
    return this;
  }

  /** From now on, its sandbox has no permission profiles. */
  forgetProfiles(): void {
    writeFileSync(path.join(this.dir, 'no-profile'), '');
  }

  /** From now on, its sandbox never starts; `isHanging` tells whether one was tried. */
  hang(): void {
    writeFileSync(path.join(this.dir, 'hang'), '');
  }

  get isHanging(): boolean {
    return existsSync(path.join(this.dir, 'hanging'));
  }

  release(): void {
    writeFileSync(path.join(this.dir, 'go'), '');
  }

  /** The prompts of all calls so far, in order. */
  get prompts(): string[] {
    const calls = path.join(this.dir, 'calls');
    if (!existsSync(calls)) return [];
    const names = readdirSync(calls).filter((name) => name.endsWith('.prompt'));
    return names
      .sort((a, b) => parseInt(a, 10) - parseInt(b, 10))
      .map((name) => readFileSync(path.join(calls, name), 'utf8'));
  }

  /** Command line, folder, environment and process id of a call, counted from 1. */
  call(number: number): { args: string[]; cwd: string; env: Record<string, string>; pid: number } {
    return JSON.parse(readFileSync(path.join(this.dir, 'calls', `${number}.json`), 'utf8'));
  }
}

export const finding = (given: Partial<Finding> = {}): Finding => ({
  same_as: null,
  severity: 'P1',
  category: 'correctness',
  title: 'It is wrong',
  file: 'src/main.ts',
  line: 1,
  on_changed_line: true,
  reachable_failure: 'call it',
  explanation: 'It returns the wrong number.',
  required_fix: 'Return the right one.',
  ...given,
});

/** A reply that sends the work back with these findings. */
export const sentBack = (...findings: Partial<Finding>[]): FakeReply => ({
  reply: { findings: (findings.length > 0 ? findings : [{}]).map(finding), verdict: 'fail_fixable' },
});
