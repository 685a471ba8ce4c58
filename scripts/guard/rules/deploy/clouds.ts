/** Cloud providers, of which what only reads is named and the rest asks; other machines. */
import { type Tool, tool, toolsOf } from '../tools/tool.js';

const AWS_VALUED = '--profile --region --output --query --endpoint-url --cli-input-json --color --ca-bundle';
const cloud = toolsOf({ category: 'deploy', kind: 'cloud' });

export const clouds = (): readonly Tool[] => [
  cloud('aws', 'aws', [/^\S+ /], {
    except: [
      'configure*|--version*',
      'sso login*|logout*',
      /^help$/,
      '* describe*|list*|get*|head*|ls*|wait*|scan*|query*|batch-get*|filter-log*|tail*|start-query*|stop-query*',
      '* lookup*|search*|select*|simulate*|validate*|presign*|help*|view*|test-*|check*|estimate*|preview*',
      '* discover*|export-table-as*|generate-*|detect*|update-kubeconfig*|login*|assume-role*|decode*',
      '* insights*|s3api-get*|poll*|receive-message*|download*|verify*|compare*|retrieve*|synth*',
      '* log|logs *',
    ],
    valued: AWS_VALUED,
    unless: [
      /--dry-?run(?!=false)|--endpoint-url[= ]https?:\/\/(?:localhost|127\.0\.0\.1|localstack|minio)/,
      /--generate-cli-skeleton|^(?:(?:--?[\w-]+[= ]\S+ )*)s3 (?:cp|sync|mv) s3:\/\/\S+ (?!s3:)/,
      /^(?:--profile \S+ )?s3 (?:cp|sync) s3:\/\/\S+ (?!s3:)\S+(?!.*--delete)/,
    ],
  }),
  cloud(
    'gcloud-create',
    'gcloud',
    [
      '… create|delete|update|deploy|patch|reset|start|stop|resume|suspend|resize|submit|import|restore',
      '… rollback|promote|migrate|enable|disable|add|remove|add-*|remove-*|ssh|scp|execute|call|publish',
      '… restart|clone|failover|upgrade|undelete|replace|apply|move|attach-*|detach-*|cancel',
      '… invalidate-cdn-cache|reset-*|update-traffic|rsync|cp|rm|mv|write|purge|drain|perform-maintenance',
      '… get-credentials-and-deploy',
      /(?:^| )set-(?!default)\S*\b/,
    ],
    {
      valued: '--project --region --zone --account --format --filter --configuration --limit',
      unless: [
        /^(?:config|components|auth) |(?:^| )config (?:set|unset|configurations)|(?:^| )components |--help/,
        /storage (?:cp|rsync) gs:\/\/\S+ (?!gs:)|emulators|--validate-only/,
      ],
    },
  ),
  cloud(
    'gsutil-rm',
    'gsutil',
    [
      '… rm|rb|mb|mv|cp|rsync|acl|iam|defacl|setmeta|web|retention|rewrite|compose|notification',
      '… lifecycle|versioning|cors set',
    ],
    { unless: /(?:cp|rsync) (?:-\S+ )*gs:\/\/\S+ (?!gs:)|acl get|iam get/ },
  ),
  cloud(
    'bq-rm',
    'bq',
    [
      'rm|mk|cp|load|insert|update|truncate|extract|cancel|partition|undelete|mkdef|set-iam-policy',
      'add-iam-policy-binding',
    ],
    { valued: '--project_id --dataset_id --location --format' },
  ),
  cloud(
    'az',
    'az',
    [
      /(?:^| )(?:create|delete|update|set|add|remove|start|stop|restart|deploy|up|purge|import)(?:-\S+)?(?: |$)/,
      /(?:^| )restore(?:-\S+)?(?: |$)/,
      /(?:^| )(?:scale|upgrade|attach|detach|assign|invoke|run-command|upload|upload-batch)(?:-\S+)?(?: |$)/,
      /(?:^| )delete-batch(?:-\S+)?(?: |$)/,
      /(?:^| )(?:sync|swap|reset|enable|disable|move|failover|redeploy|reimage|deallocate)(?:-\S+)?(?: |$)/,
      /(?:^| )(?:resize|renew)(?:-\S+)?(?: |$)/,
      /(?:^| )(?:regenerate|approve|reject|queue|publish|generate|ssh|exec|unlock|lock|cancel|rotate)(?:-\S+)?(?: |$)/,
    ],
    {
      unless:
        /^account set|^config |^(?:extension|cloud) |--help|--dryrun|--what-if|what-if|bicep build|devops configure/,
      valued: '--subscription -g --resource-group -n --name -o --output --query',
    },
  ),
  cloud('azd-up', 'azd|func|azcopy|bicep', [
    'up|deploy|provision|down|copy|sync|remove|publish',
    'azure functionapp publish',
  ]),
  cloud(
    's3cmd-put',
    's3cmd|rclone|mc|s5cmd|b2',
    [
      'put|del|rm|rb|mb|mv|sync|purge|delete|deletefile|rmdirs|cleanup|setacl|expire|copy|copyto|move',
      'moveto|dedupe|mirror|cp|upload|upload-file|policy|admin',
    ],
    { unless: /--dry-run|-n\b/ },
  ),
  // -- other machines
  tool('ssh', 'ssh|autossh|mosh|slogin', [/./], {
    except: [
      /^git@/,
      /^(?:\w+@)?(?:github\.com|gitlab\.com|bitbucket\.org|ssh\.dev\.azure\.com|localhost|127\.0\.0\.1)(?: |$)/,
    ],
    unless: /^-[VQG]|(?:^| )-T git@/,
    category: 'deploy',
    kind: 'remote-host',
    valued: '-i -p -o -l -F -L -R -D -J -W -E -c -m -b -e -S',
  }),
  tool(
    'scp-ftp',
    'scp|sftp|lftp|ftp|ssh-copy-id|rsync',
    ['ftp:*|ftps:*|sftp:*|sftps:*', /(?:^| )(?:[\w.-]+@)?[\w.-]{2,}:(?!\/\/localhost)(?![\\])/, /^[\w.-]+@/],
    {
      unless: /--dry-run|^-\w*n\w* |(?:localhost|127\.0\.0\.1|vagrant):/,
      category: 'deploy',
      kind: 'remote-host',
      valued: '-i -P -p -o -F -e --rsh --exclude --include --filter --exclude-from',
    },
  ),
  tool('rsync', 'rsync', [/rsync:\/\//], { category: 'deploy', kind: 'remote-host' }),
];
