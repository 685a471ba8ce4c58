/** Databases, the less common clients and migration tools; rules/database.ts asks here after its own tables. */
import { isProgram, type Programs, texts } from '../../args.js';
import { type Call, type Kind, UNKNOWN } from '../../model.js';

/** Rows whose verdict does not depend on the name of the database are marked. */
export type Row = readonly [program: Programs, line: RegExp, kind: Kind, always?: boolean];

export const MORE: readonly Row[] = [
  ['mariadb-admin', /(?:^| )(?:drop|flush-\S+|shutdown|password)\b/, 'sql-drop'],
  [
    'mysqlsh|hdbsql|db2|isql|tsql|sqlline|ksql|pinot-admin|exaplus|vsql|nzsql|bteq|fbsql|isql-fb|crash|risingwave|materialize|questdb',
    /\b(?:drop|truncate|delete from|erase)\b/i,
    'sql-drop',
  ],
  ['mysqlimport', /--delete|--replace/, 'sql-unbounded'],
  ['mysqldump|mariadb-dump', /--add-drop-database.*\| *mysql/, 'sql-drop'],
  ['sqlite3', /\.(?:restore|import .*--drop|clone)\b/, 'database-reset'],
  ['redis-cli|valkey-cli', /\b(?:eval|evalsha)\b.*flush(?:all|db)/i, 'sql-drop'],
  ['clickhouse|clickhouse-client', /ALTER TABLE \S+ (?:DELETE|DROP|UPDATE)|DROP|TRUNCATE|DETACH/i, 'sql-drop'],
  [
    'nodetool',
    /(?:^| )(?:decommission|removenode|clearsnapshot|assassinate|drain|truncatehints|disablegossip|stopdaemon)\b/,
    'sql-drop',
    true,
  ],
  ['neo4j-admin', /(?:overwrite-destination|database (?:load|import|migrate)|--force)/, 'database-reset', true],
  ['cypher-shell', /\b(?:DETACH )?DELETE\b|\bDROP\b|\bREMOVE\b/i, 'sql-unbounded'],
  ['arangosh|arangorestore', /_drop|_dropDatabase|truncate\(|--overwrite true/, 'sql-drop'],
  [
    'couchbase-cli|cbq|cbbackupmgr',
    /(?:bucket-(?:delete|flush)|rebalance|failover|server-remove|collection-manage.*--drop|user-manage|\bDELETE FROM\b|\bDROP\b|remove)/i,
    'sql-drop',
    true,
  ],
  ['elasticsearch-reset-password|elasticsearch-setup-passwords|elasticsearch-users', /^/, 'sql-grants', true],
  ['elasticdump|multielasticdump', /--output=?\s?https?:\/\/(?!localhost|127)/, 'database-production', true],
  ['surreal', /\b(?:REMOVE|DELETE)\b|^import/, 'sql-drop'],
  ['initdb', /(?:-D|--pgdata)[ =]?\/var/, 'database-reset', true],
  ['pg_ctl|pg_ctlcluster', /(?:^| )(?:stop|restart|promote|kill)\b/, 'database-reset', true],
  ['vacuumlo|pg_archivecleanup|pg_repack|reindexdb', /^(?!.*(?:-n\b|--dry-run|--help))./, 'sql-unbounded', true],
  ['pg_upgrade', /^(?!.*(?:--check|-c\b|--help))./, 'database-reset', true],
  [
    'rails|rake|bin/rails',
    /(?:^| )db:(?:rollback(?::\w+)? .*STEP=\d{2,}|migrate .*VERSION=0\b|environment:set)/,
    'database-reset',
  ],
  [
    'rails|bin/rails',
    /^(?:console|c|dbconsole|db|runner|r)\b.*(?:-e|--environment)[ =]?prod/,
    'database-production',
    true,
  ],
  [
    'manage.py|django-admin',
    /^(?:dbshell .*(?:drop|truncate|delete from)|loaddata .*prod|squashmigrations --NEVER|remove_stale_contenttypes|clearsessions --NEVER)/i,
    'database-reset',
  ],
  [
    'python|python3',
    /manage\.py (?:dbshell .*(?:drop|truncate|delete from)|loaddata .*prod|remove_stale_contenttypes)/i,
    'database-reset',
  ],
  ['flask', /(?:^| )(?:db downgrade base|drop[-_](?:db|all|tables)|reset[-_]db|db-drop)\b/, 'database-reset'],
  ['alembic', /(?:^| )(?:stamp .*--purge|downgrade (?!-1\b))/, 'database-reset'],
  ['aerich|yoyo|masonite|orator|piccolo|tortoise', /(?:^| )(?:downgrade|rollback|reset|backwards)\b/, 'database-reset'],
  ['prisma', /^db seed\b.*prod|^migrate diff .*--exit-NEVER/, 'database-production', true],
  ['sequelize|sequelize-cli', /^db:(?:seed:undo:all|migrate:undo:all)/, 'database-reset'],
  [
    'typeorm|typeorm-ts-node-commonjs|typeorm-ts-node-esm',
    /^(?:schema:sync|migration:revert .*--all)/,
    'database-reset',
  ],
  [
    'ace',
    /(?:migration:(?:fresh|reset|refresh)|db:(?:wipe|truncate)|migration:rollback .*--batch[= ]0)/,
    'database-reset',
  ],
  [
    'node',
    /(?:^|\/)ace (?:migration:(?:fresh|reset|refresh)|db:(?:wipe|truncate)|migration:rollback .*--batch[= ]0)/,
    'database-reset',
  ],
  [
    'sail',
    /(?:^| )(?:artisan |art )?(?:migrate:(?:fresh|reset|refresh)|db:wipe)|^down .*(?:-v|--volumes)/,
    'database-reset',
  ],
  [
    'artisan',
    /^(?:migrate:rollback .*--step[= ]?\d{2,}|queue:flush|schema:dump .*--prune|model:prune|telescope:clear|cache:NEVER)/,
    'database-reset',
  ],
  [
    'doctrine|console|symfony',
    /doctrine:(?:schema:update .*--force|fixtures:load(?!.*--append)|migrations:migrate (?:first|prev|0)\b)/,
    'database-reset',
  ],
  [
    'php',
    /doctrine:(?:fixtures:load(?!.*--append)|schema:update .*--force|migrations:migrate (?:first|0)\b)/,
    'database-reset',
  ],
  ['phinx', /^(?:rollback .*(?:-t ?0|--target[= ]0)|seed:run .*prod)/, 'database-reset'],
  [
    'wp',
    /^(?:db (?:reset|drop|clean|import|query .*(?:drop|delete|truncate))|search-replace(?!.*--dry-run)|site empty|plugin delete|user delete|core multisite|option delete)/i,
    'database-reset',
  ],
  [
    'drush|drupal|terminus',
    /^(?:@\S+ )?(?:sql-?:?drop|sql-?:?sync|site-?:?install|si|entity:delete|sqlq? .*(?:drop|truncate|delete)|env:wipe|pmu)\b/i,
    'database-reset',
  ],
  ['magento', /^(?:setup:uninstall|setup:install|setup:rollback)/, 'database-reset'],
  ['mix', /^ecto\.rollback .*(?:--all|--to 0|-n ?\d{2,})/, 'database-reset'],
  ['dotnet|dotnet-ef', /^(?:ef )?database update 0\b|^(?:ef )?migrations remove .*--force/, 'database-reset'],
  [
    'dbmate|goose|migrate|sql-migrate|soda|tern|atlas|dbmigrate|rambler|geni|bun-migrate|pgmigrate|node-pg-migrate|db-migrate|east|umzug|migrate-mongo|marv|postgrator',
    /(?:^| )(?:reset|drop|down-to|force|schema apply|schema clean|down .*(?:-all|--all|-limit=0|--to 0|\b0\b)|redo)\b/,
    'database-reset',
  ],
  ['atlas', /^schema (?:apply|clean)\b|^migrate (?:down|rm|set)\b/, 'database-reset'],
  [
    'cargo',
    /^(?:sqlx|diesel|loco|sea-orm|sea) (?:database |db )?(?:drop|reset|truncate)\b|^loco db (?:reset|truncate|drop)|^sqlx (?:db|database) (?:drop|reset)/,
    'database-reset',
  ],
  ['sqlx|diesel', /^(?:migrate|migration) revert\b.*(?:--target-version[= ]0|--all)/, 'database-reset'],
  ['hasura', /^metadata (?:clear|drop|replace)/, 'database-production', true],
  [
    'sqitch|bytebase|skeema|pgroll|reshape|schemachange|planetscale|pscale|sqldef|psqldef|mysqldef|skeeto',
    /(?:^| )(?:revert|rework|checkout|reset|push|complete|abort|drop|delete)\b|^(?!.*--dry-run).*--(?:enable-drop|apply)/,
    'database-reset',
    true,
  ],
  ['pt-kill|pt-table-sync|pt-archiver', /--(?:kill|execute|purge)/, 'database-production', true],
  ['influx', /(?:^| )(?:drop|restore .*--full|auth delete|user delete)\b/, 'sql-drop'],
  [
    'make|gmake|just|task|rake|npm|pnpm|yarn|bun',
    /(?:^| |:|_|-)(?:db[:_-](?:reset|drop|wipe|nuke|destroy|clean|purge|truncate|fresh)|(?:reset|drop|wipe|nuke|destroy|purge|truncate)[:_-](?:the-)?(?:db|database)|migrate[:_-](?:reset|fresh))(?:$| |:|_|-)/,
    'database-reset',
  ],
];

/** The tables' own test of a line. */
export const rowsFor = (call: Call, line: string): Row | undefined =>
  MORE.find(([program, pattern]) => isProgram(call.program, program) && pattern.test(line));

const SCRIPT =
  /(?:^|[/_.-])(?:drop|reset|wipe|truncate|destroy|purge|nuke|delete[-_]all|clean[-_]?db|teardown)(?:[-_.]?\w*)*\.(?:sql|cql|js|ddl|psql)$/i;

/** A file of statements whose name says what it does. */
export function namedScript(call: Call): boolean {
  return [...call.args, ...call.reads].some(({ text }) => SCRIPT.test(text.replaceAll(UNKNOWN, '')));
}

const SCRIPT_FILE =
  /(?:^|[/_.-])(?:(?:drop|reset|wipe|nuke|destroy|purge|truncate)[-_]?(?:the[-_])?(?:db|database|tables|data|prod)|(?:db|database)[-_](?:drop|reset|wipe|nuke|destroy|purge))(?:[-_.]\w+)*$/i;

/** `./scripts/reset-db.sh` */
export function isDatabaseScript({ program, word, args }: Pick<Call, 'program' | 'word' | 'args'>): boolean {
  const file = isProgram(program, 'sh|bash|zsh|dash|ksh|python|python3|node|bun|tsx|ts-node|ruby|php|deno')
    ? (args.find(({ text }) => !text.startsWith('-') && text !== 'run')?.text ?? '')
    : word.text.includes('/')
      ? word.text
      : '';
  return (
    !/\s/.test(file) &&
    /\.(?:sh|bash|zsh|py|[cm]?[jt]s|rb|php)$/.test(file) &&
    SCRIPT_FILE.test(file) &&
    !/--(?:help|dry-run)/.test(texts(args))
  );
}
