# Starts a hook of cc-codex-collaborate with a Node that can run it, wherever Claude Code was started from.
#
#   launcher=<this file>; [ -f "$launcher" ] || exit 1; set -- <file of the hook> <event>; . "$launcher"
#
# Read by the shell that runs a hook's command, so that no executable bit is needed and no second process starts. A
# missing file must not end with 2, by which a Stop hook blocks. The Node is, in this order: the one that `setup` or
# `loop start` recorded in the user's state directory, the one on PATH, the newest that a version manager or an
# installer keeps. `which` in place of the hook prints it. Where there is none, the guard denies and the others let go.
hook=$1
event=$2
node=
language=
case ${OS-}:${LOCALAPPDATA-}:${XDG_STATE_HOME-} in
  Windows_NT:?*:*) record=$LOCALAPPDATA/cccc/hook-node ;;
  *:/*) record=$XDG_STATE_HOME/cccc/hook-node ;;
  *) record=${HOME-}/.local/state/cccc/hook-node ;;
esac
[ -O "$record" ] && { IFS= read -r node; IFS= read -r language; } < "$record"

# The usual case comes before everything else, since a shell reads a file as it goes. A Node that cannot be started (of
# another machine, say) ends dash, which then runs the trap, and returns in bash.
if [ "${3-}" != beyond ] && [ "$hook" != which ] && [ -f "$node" ] && [ -x "$node" ]; then
  case $node in
    */node_modules/*) ;;
    /* | [A-Za-z]:*)
      trap 'set -- "$hook" "$event" beyond; . "$launcher"' EXIT
      [ -z "${BASH_VERSION-}" ] || shopt -s execfail
      exec "$node" "${launcher%/*}/$hook" "$language"
      ;;
  esac
fi
trap - EXIT

# Becomes that Node; returns where the file is none. A package's own Node runs nothing here: it is content of a project.
try() {
  case $1 in
    */node_modules/*) return ;;
    /* | [A-Za-z]:*) [ -f "$1" ] && [ -x "$1" ] || return ;;
    *) return ;;
  esac
  [ "$hook" = which ] && { printf '%s\n' "$1"; exit 0; }
  exec "$1" "${launcher%/*}/$hook" "$language"
}

# Keeps the newest of the files that exist and are new enough; their folder says the version.
newest() {
  most={{needed}}
  best=
  for found; do
    [ -x "$found" ] || continue
    version=${found%/bin/node}
    version=${version%/installation}
    version=${version##*/}
    version=${version#v}
    major=${version%%.*}
    minor=${version#*.}
    minor=${minor%%.*}
    case $major:$minor in
      :* | *: | *[!0-9:]*) continue ;;
    esac
    [ $((major * 1000 + minor)) -ge "$most" ] || continue
    most=$((major * 1000 + minor + 1))
    best=$found
  done
}

[ "$hook" = which ] && try "$node"
try "$(command -v node)"
home=${HOME-}
newest \
  "${NVM_DIR:-$home/.nvm}"/versions/node/*/bin/node \
  "${FNM_DIR:-$home/.local/share/fnm}"/node-versions/*/installation/bin/node \
  "$home/Library/Application Support/fnm"/node-versions/*/installation/bin/node \
  "$home"/.fnm/node-versions/*/installation/bin/node \
  "${VOLTA_HOME:-$home/.volta}"/tools/image/node/*/bin/node \
  "${ASDF_DATA_DIR:-$home/.asdf}"/installs/nodejs/*/bin/node \
  "${MISE_DATA_DIR:-$home/.local/share/mise}"/installs/node/*/bin/node \
  "${NODENV_ROOT:-$home/.nodenv}"/versions/*/bin/node \
  "${N_PREFIX:-/usr/local}"/n/versions/node/*/bin/node \
  "$home"/.nvs/node/*/*/bin/node
try "$best"
for found in "${N_PREFIX:-$home/n}/bin/node" "$home/.local/bin/node" "$home/.nix-profile/bin/node" \
  /opt/homebrew/bin/node /usr/local/bin/node /home/linuxbrew/.linuxbrew/bin/node /opt/local/bin/node \
  /run/current-system/sw/bin/node /usr/bin/node /snap/bin/node; do
  try "$found"
done

# There is none.
case $hook:$event in
  which:*) exit 1 ;;
  *:StopFailure | *:PostToolUse | *:StatusLine) ;;
  *:PreToolUse | *:PreSkillShellCommand)
    case $language in
      zh*) reason={{guard zh-CN}} ;;
      *) reason={{guard en}} ;;
    esac
    printf '{"hookSpecificOutput":{"hookEventName":"%s","permissionDecision":"deny","permissionDecisionReason":%s}}' \
      "$event" "$reason"
    ;;
  *)
    case $language in
      zh*) reason={{stop zh-CN}} ;;
      *) reason={{stop en}} ;;
    esac
    printf '{"systemMessage":%s}' "$reason"
    ;;
esac
exit 0
