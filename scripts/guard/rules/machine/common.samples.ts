/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'systemctl-poweroff': {
    asked: ['systemctl poweroff', 'sudo systemctl reboot'],
    silent: ['systemctl list-units', 'systemctl status nginx'],
  },
  'make-file-system': { asked: ['mke2fs /dev/sdb1', 'mkswap /dev/sdb2'], silent: ['mke2fs list'] },
  'wipe-disk': { asked: ['wipefs -a /dev/sda', 'blkdiscard /dev/nvme0n1'], silent: ['wipefs list'] },
  'partition-disk': { asked: ['sgdisk -Z /dev/sda', 'sudo fdisk /dev/sda'], silent: ['sudo fdisk -l'] },
  'diskutil-erase': {
    asked: ['diskutil eraseDisk JHFS+ X disk2', 'diskutil eraseVolume APFS X disk3'],
    silent: ['diskutil list'],
  },
  'cryptsetup-format': {
    asked: ['cryptsetup erase /dev/sdb', 'cryptsetup luksFormat /dev/sdb'],
    silent: ['cryptsetup list'],
  },
  'logical-volumes-remove': { asked: ['lvremove -f vg0/data', 'vgremove vg0'], silent: ['lvs'] },
  'zfs-destroy': {
    asked: ['zpool destroy tank', 'zfs rollback tank@s1'],
    silent: ['zpool status', 'btrfs filesystem usage /'],
  },
  'mdadm-create': { asked: ['mdadm --stop /dev/md0', 'mdadm --zero-superblock /dev/sdb'], silent: ['mdadm list'] },
  'format-drive': { asked: ['format C: /q', 'cmd //c "format D:"'], silent: ['format list'] },
  shutdown: { asked: ['shutdown now', 'shutdown -h now'], silent: ['shutdown --help'] },
  'init-level': { asked: ['init 0'], silent: ['eval "$(pyenv init -)"', 'eval "$(rbenv init - bash)"; ruby -v'] },
  'kill-all': { asked: ['kill -9 -1', 'kill -- -1'], silent: ['kill %1', 'kill 1234'] },
  users: { asked: ['useradd -m evil', 'sudo visudo'], silent: ['useradd --help'] },
  'iptables-flush': { asked: ['iptables -F', 'iptables --flush'], silent: ['iptables -L -n', 'nft list ruleset'] },
  'ufw-disable': { asked: ['ufw allow 22', 'sudo ufw disable'], silent: ['ufw status'] },
  'enforcement-off': { asked: ['setenforce 0', 'csrutil disable'], silent: ['setenforce list'] },
  'chattr-immutable': { asked: ['chattr -R -i /', 'chattr +i /etc/passwd'], silent: ['chattr list'] },
  'crontab-edit': { asked: ['crontab -e', 'crontab -r'], silent: ['crontab -l'] },
  'at-job': { asked: ['at -f x.sh 12:00', "at now + 1 minute <<< 'x'"], silent: ['at --help'] },
  'systemd-timer': {
    asked: ['systemd-run --on-calendar=daily x', 'systemd-run --user --on-active=60 x'],
    silent: ['systemd-run --user --scope -p MemoryMax=2G npm test'],
  },
  'schtasks-create': {
    asked: ['schtasks /create /tn x /tr y', 'schtasks.exe /Delete /TN x /F'],
    silent: ['schtasks list'],
  },
  'systemctl-enable': {
    asked: ['systemctl mask x', 'systemctl enable web'],
    silent: ['systemctl list-units', 'systemctl status nginx'],
  },
  'service-change': { asked: ['service docker stop', 'sudo service nginx restart'], silent: ['service --status-all'] },
  'launchctl-load': { asked: ['launchctl unload x', 'launchctl load x.plist'], silent: ['launchctl list'] },
  'service-levels': { asked: ['chkconfig x on', 'sudo update-rc.d x defaults'], silent: ['systemctl status nginx'] },
  'pm2-startup': { asked: ['pm2 startup systemd', 'pm2 deploy production'], silent: ['pm2 list', 'pm2 logs'] },
  'apt-remove': {
    asked: ['apt remove nginx', 'apt-get purge nginx'],
    silent: ['sudo apt-get update', 'apt list --installed'],
  },
};
