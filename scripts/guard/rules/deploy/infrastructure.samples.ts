/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'vault-write': {
    asked: ['vault operator seal', 'vault delete secret/x'],
    silent: ['vault status', 'vault kv list secret/'],
  },
  'terraform-apply': { asked: ['terraform apply', 'terraform destroy'], silent: ['tofu plan', 'tofu validate'] },
  'pulumi-up': { asked: ['pulumi cancel', 'pulumi destroy'], silent: ['pulumi logs', 'pulumi stack'] },
  'cdk-deploy': { asked: ['cdk watch', 'cdk deploy'], silent: ['cdk ls', 'cdk diff'] },
  'sam-deploy': { asked: ['sam deploy', 'sam deploy --guided'], silent: ['sst dev', 'eb logs'] },
  'ansible-playbook': {
    asked: ['ansible-playbook site.yml', 'ansible-playbook -i prod site.yml'],
    silent: ['ansible-playbook site.yml --check', 'ansible-playbook --syntax-check site.yml'],
  },
  ansible: {
    asked: ['ansible web -a reboot', 'ansible all -m shell -a "uptime"'],
    silent: ['ansible localhost -m ping'],
  },
  'ansible-pull': { asked: ['ansible-pull -U x'], silent: ['ansible-pull --help'] },
  'packer-build': { asked: ['packer build x.pkr.hcl'], silent: ['packer fmt .', 'packer validate x.pkr.hcl'] },
  puppet: { asked: ['puppet agent -t', 'puppet apply x.pp'], silent: ['puppet list'] },
  'bosh-deploy': { asked: ['cf push', 'cf delete x -f'], silent: ['bosh list'] },
  'nixos-rebuild-switch': { asked: ['nixos-rebuild switch', 'nixops deploy'], silent: ['nixos-rebuild list'] },
  'vagrant-destroy': { asked: ['vagrant destroy -f'], silent: ['vagrant up', 'vagrant ssh'] },
  'docker-stack-deploy': { asked: ['docker node rm x', 'docker swarm init'], silent: ['docker ps -a', 'docker login'] },
};
