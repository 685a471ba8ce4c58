/** Ordinary lines whose options contain letters and names of dangerous ones. */
import { plain } from './table.js';

export const SILENT_OPTIONS = plain(String.raw`
bash -n scripts/reset-db.sh
node --check scripts/reset-db.js
ruby -c scripts/reset_db.rb
php -l scripts/reset-db.php
git checkout -bfeature
git checkout -qbfeature
git switch -cfeature
git switch -qcfeature
git checkout -tbfix origin/fix
git branch -mforeign
git branch -uorigin/df
git commit -mforce
git push -oci.force
git stash push -mdrop
find . -name -delete
find . -newer -delete -print
find . -path '*/-delete'
bash -n deploy.sh
bash -n script.sh && echo ok
sh -n ./install.sh
bash -nv scripts/x.sh
zsh -n x.zsh
grep -f patterns.txt src/app.ts
env - PATH=/bin ls
time -- make test
xargs --process-slot-var X echo < list
rm --dir empty-dir-name
git log --format=%H -- -f
git reset --hel
tar -cfdelete.tar src
echo $(( $(wc -l < file) + 1 ))
mise x node@20 -- node --version
parallel -- echo ::: a b
python3 -c'print(1)'
awk 'BEGIN{while((getline < "data.txt")>0)print}'
printf 'g/a/p\nq\n' | ed -s file
find . -name -exec -print
bash -n scripts/deploy.sh
bash -n release.sh
sh -n scripts/publish.sh
zsh -n deploy-production.sh
bash -nc 'rm -rf keep'
bash -n -c 'rm -rf keep'
bash -n < script.sh
cat script.sh | bash -n
chmod +x scripts/x.sh
chmod 755 bin/tool
chmod -R u+w src
git commit -am 'force'
git commit -qmfix
git tag -afoo -mfoo
git log -Sforce
git log -n5 --format=%f
git stash push -mforce -- src
git checkout -q -bfoo/force
git checkout -Bfeature/force
echo hi > >(tee log.txt)
npm test 2> >(grep -v warning)
npm test > >(tee out.log) 2>&1
echo $((1+2)) $[3*4]
for ((i=0;i<10;i++)); do echo $i; done
echo ¤{arr[$((i+1))]} ¤{arr[$i]} ¤{#arr[@]} "¤{arr[@]}"
((count++)); ((x = y > 2 ? 1 : 0))
grep '$[0-9]' file
echo "cost $[price"
env -i PATH=/usr/bin node --version
env -u FOO npm test
env -S 'node --version'
env FOO=bar -- npm test
git -c core.pager=cat log
GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=user.name GIT_CONFIG_VALUE_0=me git commit -m x
mise x node@20 -- npm test
nx exec -- jest
watchexec -e ts,tsx npm test
parallel -j4 eslint ::: src test
parallel --jobs 4 'echo {}' ::: a b
printf 'w\nq\n' | ed -s file
ed -s file <<< 'g/x/s//y/'
awk -F, '{print $1}' data.csv
awk -v n=3 'NR<n' file
gawk -i inplace '{print}' file
time -p npm test
/usr/bin/time -v make
xargs -n1 echo < list
xargs --process-slot-var=SLOT -P4 echo < list
tar -czf out.tgz dist
tar -xzf in.tgz -C build
`);
