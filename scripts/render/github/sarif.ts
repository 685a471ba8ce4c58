/** The remarks on a pull request as a SARIF 2.1.0 log, for code scanning. */
import type { PullRequestView, Remark } from '../../core/ci/model.js';
import type { Language } from '../../core/say/language.js';
import { visible } from '../../core/say/packet-text.js';
import { redact } from '../../core/say/redact.js';
import { sentence } from '../say.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The log; code scanning shows only what has a place, so the others are placed at the settings. */
export function remarksSarif(view: PullRequestView, version: string, language: Language): object {
  const rules = [...new Set(view.remarks.map(({ notice }) => notice.code))].sort();
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'cc-codex-collaborate', version, rules: rules.map((code) => ({ id: `cccc/${code}` })) },
        },
        automationDetails: { id: 'cccc/pull-request' },
        columnKind: 'utf16CodeUnits',
        results: view.remarks.map((one) => resultOf(one, rules.indexOf(one.notice.code), language)),
        properties: { result: view.result, base: view.base, head: view.head },
      },
    ],
  };
}

const LEVELS = { error: 'error', warning: 'warning', notice: 'note' } as const;

function resultOf({ level, notice, file, line }: Remark, ruleIndex: number, language: Language): object {
  const region = file !== null && line !== null && line > 0 ? { region: { startLine: line } } : {};
  return {
    ruleId: `cccc/${notice.code}`,
    ruleIndex,
    level: LEVELS[level],
    message: { text: visible(redact(sentence(notice, language))) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } }],
  };
}

/** A path below the repository as a relative URI; one that leads elsewhere is placed at the settings. */
function uriOf(file: string | null): string {
  const parts = (file ?? '').split('/');
  const isInside = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  if (!isInside) return 'docs/cccc/config.json';
  return parts.map((part) => encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\ufffd'))).join('/');
}
