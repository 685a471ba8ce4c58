/** Version control other than git, and programs on top of it. */
import { texts } from '../../args.js';
import { type Call, type Finding, shown } from '../../model.js';
import { findingOf, type Rule, RuleTable, rule, says } from '../rule.js';

export const CONTROL_RULES = new RuleTable<Rule>({
  control: () => [
    rule('hg-push-force', 'hg', ['push -f*', /^push .*(?:-f\b|--force)/], 'history-rewrite', 'force-push'),
    rule('hg-strip', 'hg', ['strip|histedit|rollback|prune'], 'history-rewrite', 'rewrite-history'),
    rule(
      'hg-discard',
      'hg',
      [
        'purge|clean',
        'shelve --delete|--cleanup',
        /^(?:(?:update|up|checkout|co) (?:.* )?(?:-C|--clean)|revert (?:.* )?(?:-a|--all))\b/,
      ],
      'lost-work',
      'discard',
    ),
    rule(
      'svn-revert',
      'svn',
      [/^(?:revert (?:.* )?(?:-R|--recursive|--depth[= ]infinity)|cleanup .*--remove-(?:unversioned|ignored))/],
      'lost-work',
      'discard',
    ),
    rule(
      'svn-delete-remote-ref',
      'svn',
      [/^(?:delete|del|remove|rm) (?:\S+ )*(?:https?|svn)(?:\+ssh)?:/],
      'remote-deletion',
      'delete-remote-ref',
    ),
    rule('jj-push-force', 'jj', [/^git push .*--(?:force|deleted)/], 'history-rewrite', 'force-push'),
    rule('jj-abandon', 'jj', ['abandon', 'op|operation restore|abandon|undo', 'util gc'], 'lost-work', 'discard'),
    rule('sl-clean', 'sl', ['clean|purge|hide|strip', 'revert --all', 'goto -C|--clean'], 'lost-work', 'discard'),
    rule('gt-submit-force', 'gt', [/^(?:submit|ss|s)\b.*(?:--force|-f)\b/], 'history-rewrite', 'force-push'),
    rule('p4-obliterate', 'p4', ['obliterate|clean', 'revert //*', 'revert -a //*'], 'lost-work', 'discard'),
    rule('bfg-by-java', 'java', [/(?:^|[ /])bfg[\w.-]*\.jar\b/], 'history-rewrite', 'rewrite-history'),
    rule('gh-repo-sync-force', 'gh', [/^repo sync\b.*--force/], 'history-rewrite', 'force-push'),
    rule('patch-reverse', 'patch', [/(?:^| )(?:-\w*R\w*|--reverse)(?: |$)/], 'lost-work', 'discard'),
  ],
});

/** Commands that lose work or rewrite what others have. */
export function judgeOtherControl(call: Call): Finding[] {
  const rules = CONTROL_RULES.of(call.program);
  // A patch from a file can be applied again.
  if (rules.length === 0 || (call.program === 'patch' && call.input.kind === 'none')) return [];
  const line = texts(call.args);
  const found = rules.find(({ asks }) => says(asks, line));
  return found === undefined ? [] : [findingOf(found, shown(call))];
}
