/**
 * Times a plugin's guard in a session without a loop, where it runs before each tool call of every project that has the
 * plugin: as the client starts it, by a shell, against Node doing nothing. The clock counts here, since no Node runs
 * that could read its own CPU time.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { makePlugin } from '../scripts/dev/release/plugin.js';
import { bareNode, interleaved, median, paired } from './measure.js';
import type { Row } from './row.js';
import type { Stage } from './stage.js';

/** A multiple of Node's start. */
const LIMIT = 0.35;

export async function pluginRow(stage: Stage, skill: string, runs: number): Promise<Row> {
  const plugin = path.join(stage.folder, 'plugin');
  await makePlugin(skill, plugin);
  const { hooks } = JSON.parse(readFileSync(path.join(plugin, 'hooks', 'hooks.json'), 'utf8'));
  const { command }: { command: string } = hooks.PreToolUse[0].hooks[0];
  const [name, bare] = ["plugin's guard without a loop", 'bare Node'];
  const env = { ...stage.env, CLAUDE_PLUGIN_ROOT: plugin, CLAUDE_PROJECT_DIR: stage.project };
  const input = JSON.stringify({ hook_event_name: 'PreToolUse', tool_name: 'Bash', tool_input: { command: 'ls' } });
  const verify = ({ stdout, stderr }: { stdout: string; stderr: string }): void => {
    if (stdout + stderr !== '') throw new Error(`${name}: ${stdout}${stderr}`);
  };
  const call = { program: '/bin/sh', args: ['-c', command], cwd: stage.project, env, input };
  const samples = await interleaved([{ name, call, verify }, bareNode(bare, { cwd: stage.project, env, input })], runs);
  return {
    name,
    runs,
    ms: median(samples[name] ?? []),
    against: { name: bare, ms: median(samples[bare] ?? []) },
    value: paired(samples, [name, bare], (own, node) => own / node),
    unit: '×',
    limit: LIMIT,
  };
}
