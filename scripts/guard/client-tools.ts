/**
 * The tools of Claude Code, and how the input of each is judged. A tool that is not listed is judged by what its input
 * shows, like a tool of an MCP server, because a new version of the client may add one.
 */
export type ToolKind =
  /** `command` is a line for a POSIX shell. */
  | 'shell'
  | 'powershell-line'
  /** `code` is JavaScript. */
  | 'code'
  /** Writes the file that it names. */
  | 'edit'
  /** Reads the file that it names. */
  | 'read'
  /** Neither runs a command nor touches a file of the user; whatever it starts calls tools of its own. */
  | 'harmless'
  | 'unknown';

const KINDS: Readonly<Record<Exclude<ToolKind, 'unknown'>, string>> = {
  shell: 'Bash|Monitor',
  'powershell-line': 'PowerShell',
  code: 'REPL',
  edit: 'Edit|Write|MultiEdit|NotebookEdit',
  read: 'Read',
  harmless:
    'Agent|AskUserQuestion|BashOutput|CronCreate|CronDelete|CronList|DeferredToolPlaceholder|EnterPlanMode|' +
    'EnterWorktree|ExitPlanMode|ExitWorktree|Glob|Grep|KillShell|LSP|ListAgents|ReportFindings|ScheduleWakeup|' +
    'SendMessage|Skill|SlashCommand|StructuredOutput|Task|TaskCreate|TaskGet|TaskList|TaskOutput|TaskStop|TaskUpdate|' +
    'TodoWrite|ToolSearch|WebFetch|WebSearch|Workflow',
};

const ALL = ['shell', 'edit', 'read', 'powershell-line', 'code', 'harmless'] as const;

/** How a tool's input is judged. */
export function toolKind(tool: string): ToolKind {
  for (const kind of ALL) if (`|${KINDS[kind]}|`.includes(`|${tool}|`)) return kind;
  return 'unknown';
}

/** The hook's matcher: every tool except the harmless ones, so that it also covers tools that are not known yet. */
export const TOOL_MATCHER = `^(?!(?:${KINDS.harmless})$)`;
