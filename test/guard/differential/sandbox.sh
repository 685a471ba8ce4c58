# Runs lines of bash where they can do nothing: in a root of its own, in memory, in which every program that could do
# harm is a stub that only writes down how it was called. In: lines, each ended by a NUL. Out: for each line the number
# of fields, then the fields: of each call the number of its words, its folder, its words. Must be process 1 of a
# process namespace, in a mount namespace of its own.
set -eu
[ "$$" = 1 ]
root=/tmp
mount -t tmpfs -o size=64m,mode=755 none "$root"
cd "$root"
mkdir -p bin driver usr proc dev log tmp home/u/my-app/src home/u/my-app/.git home/u/my-app/docs
for folder in lib lib64 usr/lib usr/lib64; do
  if [ -L "/$folder" ]; then ln -s "$(readlink "/$folder")" "$folder"
  elif [ -d "/$folder" ]; then mkdir -p "$folder"; mount --rbind "/$folder" "$folder"; fi
done
ln -s ../bin usr/bin
mount -t proc none proc
for device in null zero; do : > "dev/$device"; mount --bind "/dev/$device" "dev/$device"; done
ln -s /proc/self/fd dev/fd
for number in 0 1 2; do ln -s "/proc/self/fd/$number" "dev/$(set -- stdin stdout stderr; shift "$number"; echo "$1")"; done
for tool in $TOOLS; do
  file=$(type -P "$tool") || continue
  cp "$file" "bin/$tool"
done
for tool in bash setpriv rm cp timeout env; do cp "$(type -P "$tool")" driver; done
cat > driver/stub <<'END'
#!/bin/sh
printf '%s\0' "$#" "${PWD}" "${0##*/}" "$@" >> /log/calls
END
cat > driver/pass <<'END'
#!/bin/sh
while :; do case $1 in -u) shift 2 ;; -*) shift ;; *=*) export "$1"; shift ;; *) break ;; esac; done
exec "$@"
END
chmod +x driver/stub driver/pass
for stub in $STUBS; do rm -f "bin/$stub"; ln -s /driver/stub "bin/$stub"; done
ln -s /driver/pass bin/sudo
echo 'export const a = 1;' > home/u/my-app/src/a.ts
echo '{}' > home/u/my-app/package.json
cp -r home driver/home
cat > driver/run <<'END'
while IFS= read -r -d '' line; do
  : > /log/calls
  ( cd /home/u/my-app
    ulimit -u 60 -f 4096 -t 2 -v 400000
    exec /driver/timeout -s KILL 4 /driver/env -i HOME=/home/u PATH=/bin LC_ALL=C.UTF-8 bash -c "$line"
  ) < /dev/null > /dev/null 2>&1
  [ "$$" = 1 ] && kill -KILL -1
  wait
  mapfile -d '' -t fields < /log/calls
  printf '%s\0' "${#fields[@]}" "${fields[@]}"
  /driver/rm -rf /home /tmp/*
  /driver/cp -r /driver/home /home
done
END
exec chroot "$root" /driver/setpriv --bounding-set=-all --inh-caps=-all --no-new-privs /driver/bash /driver/run
