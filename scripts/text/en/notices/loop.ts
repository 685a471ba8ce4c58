import type { Notices } from '../../types/notices.js';

/** The loop, and Claude Code's settings with its hooks and rules. */
export const loop = {
  'settings-invalid': ({ file }) =>
    `${file} is not valid JSON, so Claude Code ignores all of it. It was left as it is; fix it first.`,
  'settings-not-plain': ({ file }) =>
    `${file} has comments or trailing commas. They are kept, but Claude Code ignores such a file as a whole, ` +
    'hooks and rules included. Remove them.',
  'settings-shape': ({ file, path }) =>
    `In ${file}, "${path}" is not what Claude Code expects there. The file was left as it is; fix it first.`,
  'hooks-disabled': ({ file }) =>
    `${file} sets disableAllHooks, so Claude Code runs no hook and the loop cannot go on by itself. Remove that line.`,
  'no-session': () => 'This is not a session of Claude Code (no CLAUDE_CODE_SESSION_ID). Type /cccc-loop-start there.',
  'loop-unclaimed': () =>
    'The loop belongs to no session or to another one, so this one stops as usual. Have Claude claim it.',
  'loop-claimed': () => 'The loop belongs to this session now.',
  'loop-is-on': () => 'The loop is on.',
  'loop-is-off': () => 'The loop is off.',
  'loop-off': () => 'The loop is off; its hooks and rules are removed.',
  'loop-incomplete': ({ missing }) => `The loop is on, but this is missing or changed: ${missing}.`,
  'loop-continue_now': ({ status }) => `continue_now: A task is open (${status}): go on now.`,
  'loop-needs_resume': ({ status }) =>
    `needs_resume: The task is paused (${status}); the loop goes on once it is resumed.`,
  'loop-needs_task': () => 'needs_task: No task is open; start one.',
  'loop-needs_replan': () => 'needs_replan: The task must be planned again before the loop can go on.',
  'loop-done': ({ status }) => `done: The task has ended (${status}); there is nothing to continue.`,
  'loop-other-session': () => 'The loop belongs to another session; its Stop hook does not continue this one.',
} satisfies Partial<Notices>;
