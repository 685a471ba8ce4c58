# What a plugin's hooks go through first: a plugin's hooks run in every session, and only a work tree whose loop is on
# has something for them to do. Everywhere else they end here, without a Node.
#
#   hooks=<this folder>; [ -f "$hooks/cccc-plugin.sh" ] || exit 1; set -- <file of the hook> <event>; . <this file>
#
# The loop is on while `cccc-loop` stands in the work tree's git directory, which `loop start` writes.
launcher=$hooks/cccc-hook.sh
project=${CLAUDE_PROJECT_DIR:-$PWD}
case $project in
  *\\*) project=$(printf '%s' "$project" | tr '\\' /) ;;
esac
dir=$project
while :; do
  git=$dir/.git
  if [ -f "$git" ]; then
    IFS=' ' read -r _ named < "$git"
    case $named in
      /* | [A-Za-z]:*) git=$named ;;
      *) git=$dir/$named ;;
    esac
    break
  fi
  # A folder `.git` without a HEAD is no repository.
  [ -e "$git/HEAD" ] && break
  case $dir in
    */*) dir=${dir%/*} ;;
    *) exit 0 ;;
  esac
done
[ -f "$git/cccc-loop" ] || exit 0

# Hooks that a copied skill folder registered judge alone: two would ask twice and count twice.
settings=$project/.claude/settings.json
if [ -f "$settings" ] && grep -q '/\.claude/hooks/cccc-hook\.' "$settings"; then exit 0; fi

# The client does not wait for this event, and a started Node comes too late to write.
if [ "$2" = StopFailure ]; then
  umask 077
  { cat; echo; } >> "$git/cccc-stop-failures.jsonl"
  exit 0
fi
. "$launcher"
