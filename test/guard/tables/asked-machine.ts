/** Disks, the system, processes, permissions, accounts, the machine's network. */
import { categorised } from './table.js';

export const ASKED_MACHINE = categorised(String.raw`
# disks and machines
disk-damage  dd of=/dev/sdb if=ubuntu.iso bs=4M
disk-damage  sudo dd if=/dev/urandom of=/dev/nvme0n1p2
disk-damage  cp image.img /dev/sdb
disk-damage  pv image.img > /dev/sdb
disk-damage  tee /dev/sda < image.img
disk-damage  shred /dev/sda
disk-damage  shred -n1 /dev/nvme0n1
disk-damage  badblocks -w /dev/sdb
disk-damage  mke2fs /dev/sdb1
disk-damage  mkfs.xfs -f /dev/vdb
disk-damage  mkfs.vfat disk.img && mkfs.vfat /dev/sdc1
disk-damage  mkswap /dev/sdb2
disk-damage  sfdisk /dev/sda < layout
disk-damage  echo ',,L' | sfdisk /dev/sdb
disk-damage  sgdisk --zap-all /dev/sda
disk-damage  sgdisk -Z /dev/sda
disk-damage  parted -s /dev/sda mklabel gpt
disk-damage  parted /dev/sda rm 1
disk-damage  cryptsetup luksFormat /dev/sdb
disk-damage  cryptsetup erase /dev/sdb
disk-damage  cryptsetup luksKillSlot /dev/sdb 1
disk-damage  lvremove -f vg0/data
disk-damage  lvreduce -L -5G vg0/root
disk-damage  vgremove vg0
disk-damage  pvcreate /dev/sdb
disk-damage  vgreduce vg0 /dev/sdb
disk-damage  zfs destroy -r tank/data
disk-damage  zfs rollback tank@s1
disk-damage  btrfs subvolume delete /data
disk-damage  btrfs device remove /dev/sdb /data
disk-damage  mdadm --zero-superblock /dev/sdb
disk-damage  mdadm --stop /dev/md0
disk-damage  nvme format /dev/nvme0n1
disk-damage  hdparm --security-erase p /dev/sda
disk-damage  blkdiscard /dev/nvme0n1
disk-damage  fstrim -av && wipefs --all /dev/sda
disk-damage  resize2fs /dev/sda1 10G
disk-damage  e2fsck -fy /dev/sda1
disk-damage  fsck -y /dev/sda1
disk-damage  xfs_repair -L /dev/sda1
disk-damage  tune2fs -O ^has_journal /dev/sda1
disk-damage  dmsetup remove_all
disk-damage  losetup -d /dev/loop0 && dd if=/dev/zero of=/dev/loop0
disk-damage  mount -o remount,rw /
disk-damage  mount --bind /tmp/x /etc
disk-damage  mount /dev/sdb1 /mnt
disk-damage  umount -l /home
disk-damage  umount -a
disk-damage  swapoff -a
disk-damage  diskutil eraseVolume APFS X disk3
disk-damage  diskutil unmountDisk force disk2
disk-damage  hdiutil detach -force /dev/disk2
disk-damage  asr restore --source a.dmg --target /dev/disk2 --erase
disk-damage  format C: /q
disk-damage  diskpart /s x.txt
disk-damage  sysctl -w kernel.panic=1
disk-damage  sudo sysctl net.ipv4.ip_forward=1
disk-damage  sysctl -p /tmp/x.conf
disk-damage  echo 1 > /proc/sys/kernel/sysrq
disk-damage  echo b > /proc/sysrq-trigger
disk-damage  echo 3 | sudo tee /proc/sys/vm/drop_caches
disk-damage  echo 0 > /sys/class/backlight/x/brightness
disk-damage  modprobe -r ext4
disk-damage  sudo rmmod nvidia
disk-damage  insmod ./rootkit.ko
disk-damage  kexec -e
disk-damage  grub-install /dev/sda
disk-damage  update-grub
disk-damage  efibootmgr -b 0001 -B
disk-damage  bcdedit /set testsigning on
disk-damage  shutdown now
disk-damage  sudo shutdown -r +5
disk-damage  systemctl poweroff
disk-damage  sudo systemctl reboot
disk-damage  init 0
disk-damage  telinit 6
disk-damage  halt -f
disk-damage  loginctl terminate-user u
disk-damage  kill -KILL -1
disk-damage  kill -9 -- -1
disk-damage  kill -s KILL -1
disk-damage  kill -9 1
disk-damage  killall5
disk-damage  killall -u u
disk-damage  pkill -u u
disk-damage  pkill -9 -u $USER
disk-damage  pkill -9 .
disk-damage  killall -9 -r '.*'
disk-damage  taskkill /F /IM *
disk-damage  :(){ :|: & };:
disk-damage  f(){ f|f& };f
disk-damage  perl -e 'fork while 1'
disk-damage  python -c "import os⏎while True: os.fork()"
disk-damage  fallocate -l 500G /var/bigfile
disk-damage  echo x > /etc/passwd
disk-damage  sudo tee /etc/resolv.conf <<< 'nameserver 1.1.1.1'
disk-damage  sudo install -m 644 a.conf /etc/a.conf
disk-damage  sudo mv app /usr/bin/app
disk-damage  sudo ln -sf /usr/bin/python3.12 /usr/bin/python
disk-damage  sudo update-alternatives --set python /usr/bin/python2
disk-damage  python3 -c "open('/etc/hosts','a').write('x')"
disk-damage  node -e "require('fs').writeFileSync('/etc/hosts','x')"
disk-damage  perl -i -pe 's/a/b/' /etc/ssh/sshd_config
destructive-delete  sudo dpkg --configure -a --force-all && sudo dpkg -P libc6
disk-damage  sudo nvram -c
disk-damage  defaults delete com.apple.finder
disk-damage  reg delete HKLM\Software\X /f
disk-damage  cipher /w:C
disk-damage  vssadmin delete shadows /all /quiet
disk-damage  timedatectl set-time '2020-01-01'
disk-damage  sudo date -s '2020-01-01'
disk-damage  hostnamectl set-hostname evil
permissions  chmod -R 000 src
permissions  chmod -R 0777 src
permissions  chmod 666 .env
permissions  chmod ugo+rwx file
permissions  chmod o=rwx dir
permissions  chmod -R go+w .
permissions  chmod +w,o+w file
permissions  chmod 1777 /srv/app
permissions  chmod 2777 dir
permissions  chmod g+s /usr/local/bin/x
permissions  chmod 644 ~/.ssh/id_rsa
permissions  chmod -R 755 ~/.ssh
permissions  chmod 755 /root
permissions  chmod -x /bin/chmod
permissions  chmod -R 600 ~
permissions  find . -type f -exec chmod 777 {} +
permissions  sudo chown root /usr/bin/x
permissions  chown -R www-data:www-data /var/www
permissions  chown nobody ~/.ssh/id_rsa && chown root:root /etc/x
permissions  chgrp -R staff /usr/local
permissions  setfacl -m u:bob:rwx /etc
permissions  setfacl -R -m o::rwx src
permissions  setfacl -b -R /srv
permissions  chattr +i /etc/passwd
permissions  chattr -R -i /
permissions  chflags -R nouchg /
permissions  xattr -cr /Applications
permissions  icacls C:\ /grant Everyone:F /T
permissions  takeown /f C:\Windows /r
permissions  setcap cap_net_raw+ep /usr/bin/x
permissions  sudo setcap cap_net_bind_service=+ep $(which node)
permissions  umask 000
permissions  useradd -m evil
permissions  adduser --disabled-password x
permissions  groupadd docker && usermod -aG sudo u
permissions  gpasswd -a u docker
permissions  passwd root
permissions  echo 'u:p' | chpasswd
permissions  echo 'u ALL=(ALL) NOPASSWD:ALL' | sudo tee /etc/sudoers.d/u
permissions  sudo dscl . -create /Users/x
permissions  net user x y /add
permissions  iptables -A INPUT -p tcp --dport 22 -j ACCEPT
permissions  iptables -t nat -F
permissions  iptables --flush
permissions  iptables-restore < rules
permissions  nft flush ruleset
permissions  ufw allow 22
permissions  firewall-cmd --add-port=8080/tcp --permanent
permissions  pfctl -d
permissions  netsh advfirewall set allprofiles state off
permissions  setenforce 0
permissions  aa-disable /etc/apparmor.d/x
permissions  ip link set eth0 down
permissions  ifconfig eth0 down
permissions  ip route del default
permissions  sudo route add default 10.0.0.1
permissions  networksetup -setdnsservers Wi-Fi 8.8.8.8
permissions  docker run --privileged alpine
permissions  docker run --pid=host --net=host alpine nsenter -t 1 -a sh
permissions  docker run --cap-add=ALL alpine
permissions  docker run --mount type=bind,source=/,target=/h alpine
permissions  docker run -v ~/.ssh:/root/.ssh alpine
permissions  docker run -v /etc:/e alpine
permissions  podman run --volume=/:/host alpine
permissions  echo 'eval x' >> ~/.zshrc
permissions  cat >> ~/.profile <<EOF⏎export A=b⏎EOF
permissions  sed -i 's/a/b/' ~/.bashrc
permissions  tee -a ~/.bash_profile <<< 'x'
permissions  cp my.zshrc ~/.zshrc
permissions  ln -sf $PWD/rc ~/.bashrc
permissions  cat key.pub >> ~/.ssh/authorized_keys
deploy  ssh-copy-id -i key.pub localhost
permissions  echo 'Host *' >> ~/.ssh/config
scheduler  git config --global core.hooksPath /tmp/hooks
permissions  git config --system user.name x
permissions  git config --global credential.helper store
permissions  git config --global url.https://evil.com/.insteadOf https://github.com/
permissions  git config --global http.sslVerify false
permissions  security add-trusted-cert -d -r trustRoot ca.pem
permissions  sudo cp ca.crt /usr/local/share/ca-certificates/ && sudo update-ca-certificates
permissions  ssh-keyscan evil.com >> ~/.ssh/known_hosts
loop  export PATH=/tmp/bin:$PATH; cp evil /tmp/bin/git
permissions  tccutil reset All
permissions  sudo spctl --master-disable
permissions  csrutil disable
`);
