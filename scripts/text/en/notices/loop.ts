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
  'hooks-disabled': ({ file, key, by }) => {
    if (by === 'managed')
      return (
        `${file}, an administrator's settings, sets ${key}, so Claude Code runs no hook of this project, and no ` +
        'setting of yours changes that. Ask the administrator, or work without the loop: it names one step at a time.'
      );
    if (by === 'session' && file === key)
      return `This session runs with ${key}, so it runs no hook of this project. Start Claude Code without it.`;
    return (
      `${file} sets ${key}, so Claude Code runs no hook and the loop cannot go on by itself. ` +
      (by === 'session'
        ? 'Start Claude Code without that setting.'
        : by === 'local'
          ? 'Remove that line.'
          : 'Remove that line, or set it to false in .claude/settings.local.json, which comes after it.')
    );
  },
  'hook-node-unfit': ({ node, why }) =>
    `${node} runs this command and was not recorded for the hooks, ` +
    {
      place: 'since it lies where a project or a package brings it along',
      rights: 'since it is not executable',
      owner: 'since it belongs neither to you nor to the system',
    }[why] +
    '. The hooks look for another one.',
  'hook-node-missing': ({ needed }) =>
    `The hooks would find no Node that starts: none is recorded, and none is on PATH or where version managers keep ` +
    `theirs. The guard would then deny every call. Run this with Node ${needed} or later.`,
  'hook-node-old': ({ node, found, needed }) =>
    `The hooks would start with ${node}, which is Node ${found} and too old. Run this with Node ${needed} or later, ` +
    'which is then recorded for them.',
  'hook-node-unrecorded': ({ node }) =>
    `The hooks would start with ${node}, which is not the recorded Node: it was found on the PATH of this shell, ` +
    "which need not be Claude Code's, or where a version manager keeps it. Starting the loop again records the Node " +
    'of that command.',
  'hooks-unseen': ({ at }) =>
    `Claude Code has run none of the hooks since the loop was switched on at ${at}, although the task went on. ` +
    'Without them, Claude stops after each turn and the guard asks nothing. Start Claude Code again in this project; ' +
    '/hooks there lists the hooks that it runs.',
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
