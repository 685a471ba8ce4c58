/** The rules of the base, and what a pull request would change of them. */
import { type BaseRules, type Remark, remark } from '../../core/ci/model.js';
import { parseEditedJson } from '../../core/json.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { oneLine } from '../../core/say/plain.js';
import { fieldsOf, loosenedSettings, same } from '../../core/task/pins.js';
import { type TrustedKey, trustChange, trustChangeText } from '../../core/team/trust.js';
import type { Config } from '../../generated/types.js';
import type { Repository } from '../../io/git/git.js';
import { isConfig } from '../../io/task/config.js';
import { listIn, trustedIn } from '../../io/team/trust-list.js';
import { fileAt } from './facts.js';

export interface Policy {
  rules: BaseRules;
  /** What the pull request changes of them. */
  remarks: Remark[];
}

interface Places {
  repository: Repository;
  base: string;
  head: string;
  /** Relative to the repository. */
  config: string;
  trusted: string;
}

/**
 * Reads the rules.
 *
 * @returns the rules, or why the base has none
 */
export async function readPolicy(places: Places, accept: BaseRules['accept']): Promise<Policy | Notice> {
  const { repository, base, head } = places;
  const [was, now] = await Promise.all([
    settingsAt(repository, base, places.config),
    settingsAt(repository, head, places.config),
  ]);
  if (!('config' in was)) return notice('ci-base-unconfigured', { commit: base.slice(0, 12), detail: was.fault });
  const [trusted, wanted] = await Promise.all([
    keysAt(repository, base, places.trusted),
    keysAt(repository, head, places.trusted),
  ]);
  if ('fault' in trusted)
    return notice('ci-trust-broken', { file: `${base.slice(0, 12)}:${places.trusted}`, detail: trusted.fault });
  const known = trusted.keys ?? [];
  const change = trustChange(known, 'fault' in wanted ? [] : (wanted.keys ?? []));
  const text = trustChangeText(change);
  const told: Notice[] = [
    ...settingsNotices(places.config, was.config, now),
    ...('fault' in wanted ? [notice('ci-trust-broken', { file: places.trusted, detail: wanted.fault })] : []),
    ...(text !== '' && !('fault' in wanted)
      ? [notice('ci-trust-changed', { file: places.trusted, changes: oneLine(text, 600) })]
      : []),
  ];
  return {
    rules: { config: was.config, trusted: trusted.keys, brought: change.added, accept },
    remarks: told.map(remark),
  };
}

type Settings = { config: Config } | { fault: string };

async function settingsAt(repository: Repository, commit: string, file: string): Promise<Settings> {
  const found = await fileAt(repository, commit, file);
  if (found === null) return { fault: '–' };
  if (!('text' in found)) return { fault: found.code };
  const parsed = parseEditedJson(found.text);
  if (!parsed.ok) return { fault: parsed.fault };
  return isConfig(parsed.value) ? { config: parsed.value } : { fault: 'config-invalid' };
}

function settingsNotices(file: string, before: Config, now: Settings): Notice[] {
  if (!('config' in now)) return [notice('ci-settings-looser', { file, names: oneLine(now.fault, 200) })];
  const after = now.config;
  if (same(before, after)) return [];
  const looser = loosenedSettings(before, after);
  if (looser.length > 0) return [notice('ci-settings-looser', { file, names: oneLine(looser.join(', '), 400) })];
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...old.keys(), ...fresh.keys()])].filter((name) => !same(old.get(name), fresh.get(name)));
  return [notice('ci-settings-changed', { file, names: oneLine(names.join(', '), 400) })];
}

/** The keys of a commit's list; null without one. */
async function keysAt(
  repository: Repository,
  commit: string,
  file: string,
): Promise<{ keys: TrustedKey[] | null } | { fault: string }> {
  const found = await fileAt(repository, commit, file);
  if (found === null) return { keys: null };
  if (!('text' in found)) return { fault: found.code };
  try {
    return { keys: trustedIn(listIn(found.text, file)) };
  } catch (error) {
    if (error instanceof Problem) return { fault: oneLine(String(Reflect.get(error.notice.args, 'detail')), 200) };
    throw error;
  }
}
