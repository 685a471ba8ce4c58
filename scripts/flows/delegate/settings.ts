/** The settings of a delegated run: those of the project, with what the caller chose for this call. */
import { defaultConfig } from '../../core/install/config.js';
import type { Config } from '../../generated/types.js';
import { readConfig, readConfigValue } from '../../io/task/config.js';
import type { Project } from '../task/place.js';

/**
 * The project's settings, or the recommended ones where it was not set up.
 *
 * @throws the Problems of readConfig
 */
export const configOf = ({ paths }: Pick<Project, 'paths'>): Config =>
  readConfigValue(paths) === undefined ? defaultConfig('recommended', 'auto') : readConfig(paths);

/** What a caller may choose for one call; null leaves the setting. */
export interface Choices {
  model: string | null;
  effort?: Config['codex']['reasoning_effort'];
}

/** The settings with the caller's choices. */
export const withChoices = (config: Config, { model, effort = null }: Choices): Config => ({
  ...config,
  codex: {
    ...config.codex,
    model: model ?? config.codex.model,
    reasoning_effort: effort ?? config.codex.reasoning_effort,
  },
});
