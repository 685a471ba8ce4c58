/** The remarks on a pull request as a SARIF log. */
import type { PullRequestView, Remark } from '../../core/ci/model.js';
import type { Language } from '../../core/say/language.js';
import { logOf, relativeUri, type SarifResult } from '../sarif.js';
import { sentence } from '../say.js';

/** The log; code scanning shows only what has a place, so the others are placed at the settings. */
export function remarksSarif(view: PullRequestView, version: string, language: Language): object {
  const { remarks, result, base, head } = view;
  const results = remarks.map((one) => resultOf(one, language));
  return logOf({ id: 'pull-request', version, results, properties: { result, base, head } });
}

const LEVELS = { error: 'error', warning: 'warning', notice: 'note' } as const;

function resultOf({ level, notice, file, line }: Remark, language: Language): SarifResult {
  const uri = relativeUri(file);
  const id: unknown = notice.code === 'ci-finding' ? Reflect.get(notice.args, 'id') : null;
  return {
    rule: { name: notice.code },
    level: LEVELS[level],
    text: sentence(notice, language),
    uri: uri ?? 'docs/cccc/config.json',
    line: uri === null ? null : line,
    finding: typeof id === 'string' ? id : null,
  };
}
