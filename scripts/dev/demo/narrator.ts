/** Describes what happens while it happens, from the actions of the two real clients and the entries of the ledger. */
import path from 'node:path';
import { jsonOf, textAt } from '../../core/json.js';
import type { Entry } from '../../core/task/ledger.js';
import type { ClaudeEvent } from './claude-client.js';
import { heading, line, type OnLine, quote } from './display.js';
import { phraseOf } from './ledger-tail.js';
import type { DemoVerb, DemoWords } from './words/types.js';

/** The heading above the first step of each part. */
const CHAPTERS: Record<string, (words: DemoWords['headings'], reason: string) => string> = {
  'write-discovery': ({ planning }) => planning,
  'start-milestone': ({ milestone }, reason) => milestone(/M\d+/.exec(reason)?.[0] ?? ''),
  'review-final': ({ final }) => final,
};

/** What a tool does with the file that it receives. */
const FILE_VERBS: Readonly<Record<string, DemoVerb>> = { Read: 'reads', Write: 'writes', Edit: 'edits' };

export class Narrator {
  private readonly project: string;
  private readonly words: DemoWords;
  private readonly say: OnLine;
  /** Returns the new entries of the ledger since its last call. */
  private readonly newEntries: () => Entry[];
  private readonly commands = new Map<string, string>();
  private files: { verb: DemoVerb | ''; names: string[] } = { verb: '', names: [] };
  private lastStep = '';

  constructor(project: string, words: DemoWords, say: OnLine, newEntries: () => Entry[]) {
    this.project = project;
    this.words = words;
    this.say = say;
    this.newEntries = newEntries;
  }

  /** Codex ran a command in its sandbox, reported a finding, or gave its verdict. */
  codex(verb: DemoVerb, detail: string): void {
    this.flush();
    this.say(line(this.words, 'codex', verb, detail));
  }

  claude(event: ClaudeEvent): void {
    switch (event.kind) {
      case 'calls':
        return this.call(event.id, event.tool, event.input);
      case 'says':
        this.flush();
        return this.say(line(this.words, 'claude', 'says', this.words.spoken(event.text)));
      case 'result':
        return this.result(this.commands.get(event.id) ?? '', event.text, event.failed);
      case 'hook':
        return this.hook(event.event === 'Stop' ? blockReason(event.output) : null);
      case 'started':
      case 'notice':
      case 'ended':
        return this.flush();
      default:
        event satisfies never;
    }
  }

  private hook(reason: string | null): void {
    if (reason !== null) this.say(line(this.words, 'hook', 'says', this.words.notYet(reason)));
  }

  private call(id: string, tool: string, input: Record<string, unknown>): void {
    const verb = FILE_VERBS[tool];
    if (verb === undefined) {
      this.flush();
      const command = shortCommand(String(input['command'] ?? tool));
      this.commands.set(id, command);
      if (command !== 'cccc next') this.say(line(this.words, 'claude', 'runs', command));
      return;
    }
    if (verb !== this.files.verb) this.flush();
    this.files = { verb, names: [...this.files.names, this.short(String(input['file_path']))] };
  }

  private flush(): void {
    const { verb, names } = this.files;
    if (names.length > 0) this.say(line(this.words, 'claude', verb, listed(names)));
    this.files = { verb: '', names: [] };
  }

  private result(command: string, text: string, failed: boolean): void {
    const step = stepIn(text);
    const tests = /# pass (\d+)[\s\S]*# fail (\d+)/.exec(text);
    if (step !== null) this.told(step);
    else if (tests) this.say(line(this.words, '', '', this.words.tests(tests[1] ?? '', tests[2] ?? '')));
    // The findings of a review were already shown when Codex reported them.
    else if (failed && command !== '' && !command.startsWith('cccc review'))
      for (const row of quote(text.split('\n').slice(0, 8).join('\n'))) this.say(row);
    for (const entry of this.newEntries()) {
      const phrase = phraseOf(entry.event, this.words);
      if (phrase !== null) this.say(line(this.words, 'gate', '', phrase));
    }
  }

  private told(step: Told): void {
    const chapter = CHAPTERS[step.action];
    if (chapter !== undefined && step.text !== this.lastStep)
      this.say(heading(chapter(this.words.headings, step.text)));
    this.lastStep = step.text;
    this.say(line(this.words, '', 'next', step.text));
  }

  private short(file: string): string {
    return path
      .relative(this.project, file)
      .split(path.sep)
      .join('/')
      .replace(/^.*\.claude\/skills\/cc-codex-collaborate\//, '');
  }
}

/** File names in one line; a common folder is named once. */
const listed = (names: string[]): string =>
  names
    .map((name, at) =>
      at > 0 && path.posix.dirname(name) === path.posix.dirname(names[at - 1] ?? '') ? path.posix.basename(name) : name,
    )
    .join(', ');

/** Shows `node ".../cccc.mjs" next` as `cccc next`. */
const shortCommand = (command: string): string =>
  command.replace(/node ("[^"]*cccc\.mjs"|'[^']*cccc\.mjs'|\S*cccc\.mjs)/g, 'cccc');

interface Told {
  action: string;
  /** The action and its reason, on one line. */
  text: string;
}

/** The step that the program asks for, with its reason. */
function stepIn(text: string): Told | null {
  const found = /^ACTION ([a-z-]+)\n(?:Why: )?(.*)$/m.exec(text);
  return found ? { action: found[1] ?? '', text: `${found[1] ?? ''}: ${found[2] ?? ''}` } : null;
}

/** What a Stop hook continues the turn with, as a block or as context; null when it lets the turn end. */
function blockReason(output: string): string | null {
  const said = jsonOf(output);
  const reason = textAt(said, 'reason') ?? textAt(said, 'hookSpecificOutput', 'additionalContext');
  return reason === null ? null : (stepIn(reason)?.text ?? reason);
}
