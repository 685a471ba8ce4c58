/** A SARIF 2.1.0 log for code scanning: what the logs of a report and of a pull request have in common. */
import { visible } from '../core/say/packet-text.js';
import { redact } from '../core/say/redact.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const NAME = 'cc-codex-collaborate';

/** The names of a finding's fingerprint: it depends on its title, file, gate and milestone, not on the line. */
const FINGERPRINT = 'ccccFindingId/v1';

export interface SarifRule {
  /** In lower case, with hyphens. */
  name: string;
  /** More fields of the rule. */
  more?: object;
}

export interface SarifResult {
  rule: SarifRule;
  level: 'error' | 'warning' | 'note';
  text: string;
  /** A relative URI as `relativeUri` gives it; null for a result without a place. */
  uri: string | null;
  line: number | null;
  /** The id of the finding; null for what is no finding, which code scanning recognizes by its place. */
  finding: string | null;
  /** More fields of the result. */
  more?: object;
}

/** One run of the program. */
export interface SarifRun {
  /** Tells the logs of one commit apart. */
  id: string;
  version: string;
  results: readonly SarifResult[];
  properties: object;
}

/** The log; the same run gives the same log. */
export function logOf({ id, version, results, properties }: SarifRun): object {
  const rules = new Map(results.map(({ rule }) => [rule.name, rule]));
  const names = [...rules.keys()].sort();
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: NAME, version, rules: names.map((name) => ruleOf(rules.get(name) ?? { name })) } },
        automationDetails: { id: `cccc/${id}` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: NAME } } },
        results: results.map((result) => resultOf(result, names.indexOf(result.rule.name))),
        properties,
      },
    ],
  };
}

const plain = (text: string): string => visible(redact(text));

const ruleId = ({ name }: SarifRule): string => `cccc/${name}`;

const ruleOf = (rule: SarifRule): object => ({ id: ruleId(rule), name: rule.name, ...rule.more });

function resultOf({ rule, level, text, uri, line, finding, more }: SarifResult, ruleIndex: number): object {
  const region = line !== null && line > 0 ? { region: { startLine: line } } : {};
  const artifactLocation = { uri, uriBaseId: 'SRCROOT' };
  return {
    ...{ ruleId: ruleId(rule), ruleIndex, level },
    message: { text: plain(text) || '–' },
    ...(uri === null ? {} : { locations: [{ physicalLocation: { artifactLocation, ...region } }] }),
    ...(finding === null ? {} : { partialFingerprints: { [FINGERPRINT]: plain(finding) } }),
    ...more,
  };
}

/** A path below the repository as a relative URI; null for one that leads elsewhere. */
export function relativeUri(file: string | null): string | null {
  if (file === null) return null;
  const parts = file.split('/');
  const isInside = !/^(?:[a-z]:|\/|\\)/i.test(file) && parts.every((part) => part !== '' && part !== '..');
  if (!isInside || /[\u0000-\u001f]/.test(file)) return null;
  const uri = parts.filter((part) => part !== '.').map(encoded);
  return uri.length === 0 ? null : uri.join('/');
}

/** A lone half of a character pair, which no URI can hold, becomes a replacement character. */
const encoded = (part: string): string => encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
