/** Platforms that run what is deployed to them. */
import { ANY } from '../rule.js';
import { type Tool, toolsOf } from '../tools/tool.js';

const deploy = toolsOf({ category: 'deploy', kind: 'deploy' });

export const platforms = (): readonly Tool[] => [
  deploy(
    'vercel-deploy',
    'vercel|now',
    [
      'deploy|promote*|rollback*|redeploy*|rm|remove|certs*|secrets*|teams*|integration*|rolling*',
      'alias set*|rm*',
      'alias * *',
      'domains add*|rm*|buy*|transfer*|move*',
      'dns add*|rm*|import*',
      'env add*|rm*|update*',
      'project rm*|add*',
      /^(?:$|\.$)/,
    ],
    { unless: /--dry-run(?!=(?:false|none))|--help|--version|^-v$|-h$/, valued: '--token -t --scope -S --cwd' },
  ),
  deploy('vercel-prod', 'vercel|now', ANY, {
    except: [
      'ls*|list*|inspect*|logs*|dev*|build*|link*|login*|whoami*|switch*|pull*|init*|help*|git*|open*',
      'env ls*|pull*',
      'domains|project|alias|teams ls*',
    ],
    flags: /^--prod/,
  }),
  deploy('netlify-deploy', 'netlify|ntl', [
    'deploy*|sites:delete*|sites:create*|env:set*|env:unset*|env:import*|env:clone*|api*',
    'functions:invoke*|link:*|unlink*|addons:*|blobs:set*|blobs:delete*',
  ]),
  deploy(
    'heroku-create',
    'heroku',
    [
      'create*|destroy*|apps:create*|apps:destroy*|apps:rename*|apps:transfer*|deploy*|container:push*',
      'container:release*|container:rm*|config:set*|config:unset*|config:edit*|ps:scale*|ps:stop*',
      'ps:restart*|ps:kill*|ps:type*|ps:exec*|restart*|scale*|run|run:*|releases:rollback*|rollback*',
      'redis:cli*|redis:promote*|addons:create*|addons:destroy*|addons:attach*|addons:detach*',
      'addons:upgrade*|addons:downgrade*|maintenance:*|domains:add*|domains:remove*|domains:clear*',
      'certs:add*|certs:remove*|certs:update*|pipelines:promote*|pipelines:destroy*|pipelines:create*',
      'pipelines:add*|pipelines:remove*|pipelines:transfer*|access:*|features:enable*|features:disable*',
      'builds:create*|drains:*|webhooks:*|buildpacks:set*|buildpacks:add*|buildpacks:remove*',
      'buildpacks:clear*|members:*|teams:*|labs:enable*|stack:set*',
      /^pg:(?!info|ps\b|diagnose|locks|outliers|bloat|cache-hit|index|connection|wait|backups$|links)/,
    ],
    { valued: '-a --app -r --remote' },
  ),
  deploy(
    'fly-deploy',
    'fly|flyctl',
    [
      'deploy|launch|destroy|postgres|mysql|redis|ssh|proxy|suspend|resume|restart|autoscale|tokens|orgs',
      'wireguard|console|sftp|storage|ext',
      'apps create|destroy|restart|move',
      'secrets set|unset|import|deploy',
      'vol|pg *',
      'certs add|create|remove|delete',
      'regions set|add|remove',
      /^(?:scale (?!show)|machines? (?!list|status|ls)|volumes? (?!list|ls|show)|ips (?!list))\b/,
    ],
    { valued: '-a --app -c --config' },
  ),
  deploy('railway-up', 'railway', [
    'up|down|delete|redeploy|deploy|add|run|shell|connect|ssh|volume',
    'variable|variables set|delete',
    'environment new|delete',
    'service delete|redeploy',
  ]),
  deploy('railway-variable', 'railway', ['variable|variables'], { flags: /^--set/ }),
  deploy(
    'wrangler-deploy',
    'wrangler|wrangler2',
    [
      'deploy*|publish*|delete*|rollback*|secret:bulk*|dispatch-namespace*|cert*',
      'versions upload*|deploy*',
      'deployments rollback*',
      'secret put*|delete*|bulk*',
      'pages deploy*|publish*|secret*',
      'pages project create*|delete*',
      'pages deployment create*|delete*',
      'kv:* put*|delete*|create*',
      'r2 bucket create*|delete*|put*',
      'r2 object create*|delete*|put*',
      'd1 create*|delete*|execute*',
      'd1 migrations apply*',
      'd1 time-travel restore*',
      'queues|vectorize create*|delete*',
      'hyperdrive create*|delete*|update*',
      'triggers deploy*',
      /^kv[: ](?:key|namespace|bulk) ?:?(?:put|delete|create)/,
    ],
    { unless: /--dry-run|--local\b|--help/ },
  ),
  deploy('firebase-deploy', 'firebase', [
    'deploy*|hosting:disable*|hosting:clone*|hosting:channel:deploy*|hosting:channel:delete*',
    'functions:delete*|functions:config:set*|functions:config:unset*|functions:secrets:set*',
    'functions:secrets:destroy*|firestore:delete*|firestore:databases:delete*|firestore:databases:create*',
    'database:set*|database:update*|database:remove*|database:push*|database:import*|auth:import*',
    'apps:create*|projects:create*|projects:addfirebase*|ext:install*|ext:uninstall*|ext:update*',
    'remoteconfig:rollback*|appdistribution:distribute*|target:clear*|target:remove*',
  ]),
  deploy('gh-pages', 'gh-pages|surge|ghp-import|angular-cli-ghpages', ANY, {
    unless: /--help|--version|--dry-run|--no-push|^list$/,
  }),
  deploy('ng-deploy', 'ng|nx', ['deploy|release', 'run *:deploy*|*:publish*|*:release*'], { unless: /--dry-run/ }),
  deploy('mkdocs-gh-deploy', 'mkdocs', ['gh-deploy*']),
  deploy('mike-deploy', 'mike', ['deploy*|delete*|set-default*'], { flags: /^(?:-p|--push)/ }),
  deploy(
    'platform-tools',
    [
      'doctl|linode-cli|hcloud|vultr-cli|scw|civo|exo|upctl|oci|ibmcloud|aliyun|tccli|openstack|render',
      'koyeb|northflank|dokku|clever|scalingo|platform|upsun|porter|encore|deployctl|supabase|neonctl|neon',
      'pscale|planetscale|turso|convex|appwrite|cleavr|ploi|kamal|mrsk|cap|capistrano|fab|mina|pyinfra',
      'shipit|dpl|eas|expo|fastlane|appcenter|code-push|gcloud-app|shopify|wp|acli|terminus|lando|hasura',
      'apollo|rover|snyk-api|auth0|okta|ldcli|sentry-cli|databricks|dbt-cloud|snow|astro|prefect|dagster',
      'airflow|zeet|modal|beam|cerebrium|replicate|cog|bentoml|streamlit',
    ],
    [
      /(?:^| |:)(?:deploy|redeploy|undeploy|create|delete|destroy|remove|rm|update|up|down|restart|reboot)\b/,
      /(?:^| |:)(?:resize|scale)\b/,
      /(?:^| |:)(?:rebuild|power-off|shutdown|stop|apply|push|promote|rollback|publish|submit|release|deliver)\b/,
      /(?:^| |:)(?:pilot|beta)\b/,
      /(?:^| |:)(?:production|prod|set-env|env:set|config:set|restore|transfer|attach|detach|invoke|import|trigger)\b/,
      /(?:^| |:)(?:dags (?:trigger|delete|backfill)|backfill|merge|write|put|reset|upload|branch (?:delete|promote))\b/,
    ],
    {
      unless: [
        /--help|--dry-run/,
        /^(?:supabase|lando|convex|astro|encore|expo|shopify theme) (?:start|stop|dev|init|status|restart)/,
        /^(?:cap -T|fastlane (?:test|tests|lint|build|scan|gym|snapshot|init)|hasura console|snow --version)/,
      ],
    },
  ),
  deploy('capistrano-production', 'capistrano|cap', ['production|staging']),
];
