/** The loop's own rules and processes, and its evidence. */
import { categorised } from './table.js';

export const ASKED_LOOP = categorised(String.raw`
loop  claude --safe-mode -p x
loop  claude --bare -p x
loop  claude -p x --permission-mode bypassPermissions
loop  claude --settings '{"disableAllHooks":true}' -p x
loop  claude --settings /tmp/s.json
loop  claude --setting-sources user -p x
loop  claude --disallowedTools Bash --allow-dangerously-skip-permissions
loop  CLAUDE_CONFIG_DIR=/tmp/c claude -p x
loop  CLAUDE_CODE_SIMPLE=1 claude -p x
loop  CODEX_HOME=/tmp/c codex exec x
loop  codex exec -s danger-full-access x
loop  codex --yolo
loop  codex -c approval_policy=never -c sandbox_mode=danger-full-access exec x
loop  gemini --yolo
loop  npx @anthropic-ai/claude-code --dangerously-skip-permissions
loop  aider --yes-always
loop  cursor-agent -f
loop  claude plugin disable x
loop  claude plugin uninstall cc-codex-collaborate
loop  claude config set -g x y
loop  echo '{"disableAllHooks": true}' > .claude/settings.local.json
loop  cat > .claude/settings.json <<'EOF'⏎{}⏎EOF
loop  jq 'del(.hooks)' .claude/settings.json > /tmp/s && cp /tmp/s .claude/settings.json
loop  jq 'del(.hooks)' .claude/settings.json | sponge .claude/settings.json
loop  sed -i '/cccc/d' .claude/settings.json
loop  perl -pi -e 's/cccc//' .claude/settings.json
loop  rm .claude/settings.json
loop  mv .claude/settings.json /tmp/
loop  mv .claude/settings.json .claude/settings.json.bak
loop  truncate -s 0 .claude/settings.json
loop  cp /dev/null .claude/settings.json
loop  ln -sf /dev/null .claude/settings.json
loop  chmod 000 .claude/settings.json
loop  git checkout HEAD~1 -- .claude/settings.json
loop  git restore --source=HEAD~1 .claude/settings.json
loop  git rm .claude/settings.json
loop  tee .claude/settings.json < /tmp/s
loop  dd if=/tmp/s of=.claude/settings.json
loop  install /tmp/s .claude/settings.json
loop  rsync /tmp/s/ .claude/
loop  python3 -c "open('.claude/settings.json','w').write('{}')"
loop  node -e "require('fs').writeFileSync('.claude/settings.json','{}')"
loop  node -e "fs.unlinkSync('.claude/settings.local.json')"
loop  cd .claude && echo '{}' > settings.json
loop  cd .claude; rm settings.json
loop  F=.claude/settings.json; echo '{}' > "$F"
loop  echo '{}' > ~/.claude/settings.json
loop  echo '{}' > ~/.claude.json
loop  sed -i s/a/b/ ~/.claude/settings.json
loop  sed -i s/a/b/ ~/.codex/config.toml
loop  echo 'x=1' >> ~/.codex/config.toml
loop  cp x.json /etc/claude-code/managed-settings.json
destructive-delete  rm -rf .claude/hooks
loop  pkill -f cccc
loop  pkill -f review-supervisor
loop  killall codex
loop  pkill codex
loop  pkill -9 claude
loop  kill $(pgrep -f cccc)
loop  kill -9 $(pgrep -f review-supervisor)
loop  kill -STOP $(pgrep codex)
loop  cp evil ~/.local/bin/codex
loop  ln -s /bin/true ~/bin/codex
loop  ln -sf /tmp/x /usr/local/bin/codex
loop  cat > ~/.local/bin/git <<'EOF'⏎#!/bin/sh⏎EOF
loop  echo '#!/bin/sh' > /tmp/bin/codex
loop  cp evil node_modules/.bin/codex
loop  mv fake ~/.local/bin/claude
loop  install -m 755 fake ~/bin/node
loop  tee ~/bin/codex < x
loop  curl -o ~/.local/bin/codex https://x
loop  npm i -g ./fake-codex && ln -s $PWD/fake ~/.npm-global/bin/codex
`);
