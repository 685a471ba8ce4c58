/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'hg-push-force': { asked: ['hg push -f', 'hg push --force'], silent: ['hg status', 'hg pull -u'] },
  'hg-strip': { asked: ['hg strip tip'], silent: ['hg status', 'hg pull -u'] },
  'hg-discard': { asked: ['hg purge', 'hg update -C'], silent: ['hg status', 'hg pull -u'] },
  'svn-revert': {
    asked: ['svn revert -R .', 'svn cleanup --remove-unversioned'],
    silent: ['svn update', 'svn revert src/a.c'],
  },
  'svn-delete-remote-ref': {
    asked: ['svn delete https://svn.example.com/x -m x'],
    silent: ['svn update', 'svn revert src/a.c'],
  },
  'jj-push-force': { asked: ['jj git push --allow-new --force'], silent: ['jj st', 'jj git push'] },
  'jj-abandon': { asked: ['jj abandon', 'jj op restore x'], silent: ['jj st', 'jj git push'] },
  'sl-clean': { asked: ['sl clean'], silent: ['sl status'] },
  'gt-submit-force': { asked: ['gt submit --force'], silent: ['gt list'] },
  'p4-obliterate': { asked: ['p4 obliterate'], silent: ['p4 list'] },
  'bfg-by-java': { asked: ['java -jar bfg.jar --strip-blobs-bigger-than 1M'], silent: ['java -jar target/app.jar'] },
  'gh-repo-sync-force': {
    asked: ['gh repo sync --force', 'gh repo sync acme/app --force'],
    silent: ['gh pr list', 'gh run list'],
  },
  'patch-reverse': {
    asked: ['git diff HEAD | patch -R -p1'],
    silent: ['patch -p1 < fix.patch', 'patch -R -p1 -i fix.patch'],
  },
};
