/** Databases, through their clients and through the migration tools of frameworks. */

import { has, isProgram, lineOf, texts, valueOfFlag } from '../../args.js';
import { type Call, type Finding, type Kind, readable, shown } from '../../model.js';
import { meets } from '../../patterns.js';
import { findingOf, RuleTable, says } from '../rule.js';
import { isLocalUrl } from '../secrets/secret-variables.js';
import type { DatabaseRule } from './database-rule.js';
import { isDatabaseScript, namedScript } from './database-scripts.js';
import { moreResets } from './more-resets.js';
import { resets } from './resets.js';

const CLIENTS = [
  'psql|pgcli|mysql|mariadb|mycli|sqlite|sqlite3|litecli|duckdb|sqlcmd|mssql-cli|bcp|osql|sqlplus|sql',
  'clickhouse|clickhouse-client|cqlsh|snowsql|snow|bq|presto|trino|beeline|hive|impala-shell|spark-sql',
  'athena|cockroach|usql|isql|db2|vsql|influx|surreal|libsql|turso|d1|wrangler|dbt|databricks|heroku',
  'supabase|neonctl|rqlite|monetdb|mclient|questdb|psycopg|sqlx',
];
const MONGO = 'mongo|mongosh|mongoexport|mongoimport|mongorestore|mongodump';
const REDIS = 'redis-cli|valkey-cli|keydb-cli|iredis|dragonfly';
/** Databases of tests, and others that hold nothing worth keeping. */
const THROWAWAY = [
  /(?:^|[\s/=_.:@-])(?:test|tests|testing|e2e|itest|tmp)(?:[_\d.-]*(?:db|sqlite3?|database)?)(?:$|[\s/?'"_.-])/i,
  /(?:^|[\s/=_.:@-])(?:temp|ci)(?:[_\d.-]*(?:db|sqlite3?|database)?)(?:$|[\s/?'"_.-])/i,
  /(?:^|[\s/=_.:@-])(?:scratch|sandbox|dev_?test|throwaway)(?:[_\d.-]*(?:db|sqlite3?|database)?)(?:$|[\s/?'"_.-])/i,
  /(?:^|[\s/=_.:@-])memory(?:[_\d.-]*(?:db|sqlite3?|database)?)(?:$|[\s/?'"_.-])|:memory:/i,
  /(?:^|[\s=])\/tmp\//i,
];
const PRODUCTION = [
  /(?:^|[^a-z])(?:prod|production|prd|live)(?:[^a-z]|$)|\.rds\.amazonaws\.com/,
  /\.(?:neon\.tech|supabase\.co|psdb\.cloud|mongodb\.net|database\.windows\.net|aivencloud\.com|render\.com)/,
  /\.railway\.app|PROD/,
];

export function judgeDatabase(call: Call): Finding[] {
  const { program } = call;
  if (isProgram(program, CLIENTS)) return [...ofClient(call), ...ofTools(call)].slice(0, 1);
  if (isProgram(program, MONGO)) return ofMongo(call);
  if (isProgram(program, REDIS)) return ofRedis(call);
  return ofTools(call);
}

const finding = (call: Call, kind: Kind): Finding => ({ category: 'database', kind, subject: shown(call) });

/** Statements on the command line, in here-documents and in what is piped in. */
function statementsOf(call: Call): string[] {
  const piped = call.input.kind === 'text' ? [call.input.text] : [];
  return [
    ...call.args
      .map(({ text }) => text.replace(/^--?\w+=|^-[ceqQ](?=[A-Za-z])/, ''))
      .filter((text) => /\s/.test(text) || /^[A-Z]{4,}/.test(text)),
    ...call.documents,
    ...piped,
  ];
}

function ofClient(call: Call): Finding[] {
  const line = texts(call.args);
  const kind = statementsOf(call)
    .map(sqlDanger)
    .find((found) => found !== null);
  const target = targetOf(call);
  if (kind === undefined || kind === null) {
    const isNamed = namedScript(call) && !meets(THROWAWAY, target);
    if (isNamed) return [finding(call, 'sql-drop')];
  }
  if (kind !== undefined && kind !== null) return meets(THROWAWAY, target) ? [] : [finding(call, kind)];
  const isClient = /^(?:psql|pgcli|mysql|mariadb|mongosh?|sqlcmd|snowsql)$/.test(call.program);
  const server = ['PGHOST', 'PGSERVICE', 'MYSQL_HOST', 'PGDATABASE'].map((name) => call.env.get(name) ?? '').join(' ');
  const names = call.args.flatMap((one) => one.names).join(' ');
  const isProduction =
    isClient &&
    (meets(PRODUCTION, target) || meets(PRODUCTION, server) || /PROD/i.test(names) || isRemoteImport(call, target));
  if (isProduction && !/(?:^| )(?:--version|--help)/.test(line)) return [finding(call, 'database-production')];
  return [];
}

/** A file of statements that goes to a server elsewhere. */
const isRemoteImport = (call: Call, target: string): boolean =>
  call.reads.some(({ text }) => /\.(?:sql|dump)$/.test(text)) &&
  /(?:^| )(?:-h|--host)[= ]?(?!localhost|127\.|(?:db|mysql|postgres)(?: |$))[\w-]+\.[\w.-]+/.test(target);

/** The arguments that name the server or the database, without the statement. */
function targetOf(call: Call): string {
  return call.args
    .filter(
      (one, index) =>
        !/^(?:-c|-e|-q|-Q|--command|--execute|--query|--eval)$/.test(call.args[index - 1]?.text ?? '') &&
        !/^-(?:c|e)\S|^--(?:command|execute|query)=/.test(one.text) &&
        (!/\s/.test(one.text) || one.text.includes('=')),
    )
    .map(({ text }) => text)
    .join(' ');
}

const GRANTS = [
  /^(?:GRANT|REVOKE)\b .*\b(?:TO|FROM)\b|^ALTER (?:USER|ROLE|SYSTEM)\b|^(?:CREATE|ALTER) USER\b/i,
  /^CREATE ROLE \S+ .*\bSUPERUSER\b|^SET PASSWORD\b|^REASSIGN OWNED\b/i,
];

const ALTERS = [
  /^ALTER TABLE (?:ONLY |IF EXISTS )*\S+ (?:DROP(?! CONSTRAINT| DEFAULT| NOT)|DISABLE TRIGGER ALL|RENAME TO)\b/i,
  /^(?:RENAME TABLE|RESET MASTER|PURGE (?:BINARY|MASTER)|ALTER DATABASE \S+ RENAME)\b/i,
  /^REMOVE (?:TABLE|DATABASE|NAMESPACE)\b|^ALTER TABLE \S+ (?:DELETE|UPDATE)\b/i,
  /\bpg_(?:terminate_backend|drop_replication_slot)\(|^VACUUM FULL(?: |$)(?!\S)/i,
  /\bWHEN MATCHED THEN DELETE\b/i,
];

const DROPS = [
  /\bDROP (?:TABLE|DATABASE|SCHEMA|VIEW|MATERIALIZED|INDEX|COLUMN|USER|ROLE|SEQUENCE|TYPE|FUNCTION|KEYSPACE)/i,
  /\bDROP COLLECTION/i,
  /\bDROP (?:WAREHOUSE|STAGE|EXTENSION|TRIGGER|CONSTRAINT|OWNED|TABLESPACE|PARTITION|MEASUREMENT|BUCKET|POLICY)/i,
  /\bDROP (?:PROCEDURE|STREAM|TASK|PUBLICATION)|\b(?:TRUNCATE(?: TABLE)? ["`\w[]|DETACH TABLE)/i,
];

/** Statements that run a program or read and write the server's files. */
const RUNS_OR_COPIES = [
  /^COPY .*\b(?:TO|FROM) PROGRAM\b|\bxp_cmdshell\b/i,
  /\bLOAD_FILE\(|\bINTO (?:OUTFILE|DUMPFILE)\b|\blo_(?:import|export)\(/i,
];

/** What a text of SQL destroys; null when nothing. */
export function sqlDanger(text: string): Kind | null {
  const plain = text.replace(/(?<!\S)--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').replace(/'(?:[^']|'')*'/g, "''");
  for (const statement of plain.split(';')) {
    const sql = statement.replace(/\s+/g, ' ').trim();
    if (/\bDROP (?:TEMP(?:ORARY)? TABLE)\b/i.test(sql)) continue;
    const dropped =
      /^DROP (?:DATABASE|SCHEMA) (?:IF EXISTS )?["`]?([\w-]+)["`]?(?: CASCADE| WITH \(FORCE\))?$/i.exec(sql)?.[1] ?? '';
    if (meets(THROWAWAY, dropped) && !meets(PRODUCTION, dropped)) continue;
    if (meets(DROPS, sql) || /^\.?drop\b/i.test(sql)) return 'sql-drop';
    if (
      /\bDELETE FROM\b/i.test(sql) &&
      (!/\bWHERE\b(?! (?:1 ?= ?1|TRUE)\b)/i.test(sql) || /\bOR (?:1 ?= ?1|TRUE)\b/i.test(sql))
    )
      return 'sql-unbounded';
    if (
      /\bUPDATE (?:ONLY )?["`\w.[\]]+ SET\b/i.test(sql) &&
      (!/\bWHERE\b(?! (?:1 ?= ?1|TRUE)\b)/i.test(sql) || /\bOR (?:1 ?= ?1|TRUE)\b/i.test(sql))
    )
      return 'sql-unbounded';
    if (meets(ALTERS, sql)) return 'sql-drop';
    if (meets(RUNS_OR_COPIES, sql)) return 'sql-grants';
    if (meets(GRANTS, sql)) return 'sql-grants';
  }
  return null;
}

const MONGO_DROPS = [
  /\.(?:dropDatabase|drop|dropIndexes|dropUser|dropRole|dropAllUsersFromDatabase|renameCollection)\s*\(/,
  /\.(?:deleteMany|remove|updateMany)\s*\(\s*(?:\{\s*\}|\))|dropDatabase\s*:/,
];

function ofMongo(call: Call): Finding[] {
  const code = statementsOf(call).join('\n') + texts(call.args);
  if (namedScript(call) && !meets(THROWAWAY, targetOf(call))) return [finding(call, 'sql-drop')];
  if (
    /\brs\.(?:remove|reconfig|stepDown|initiate)\(|\bsh\.(?:remove|stop)\w*\(|shutdown(?:Server)?\b\s*[:(]/.test(code)
  )
    return [finding(call, 'sql-drop')];
  const isDangerous = meets(MONGO_DROPS, code);
  if (isDangerous || (/^mongo(?:restore|import)$/.test(call.program) && /--drop\b/.test(code)))
    return meets(THROWAWAY, targetOf(call)) ? [] : [finding(call, 'sql-drop')];
  return meets(PRODUCTION, targetOf(call)) || /PROD/.test(call.args.flatMap((one) => one.names).join(' '))
    ? [finding(call, 'database-production')]
    : [];
}

const REDIS_LOSSES = [
  /^\s*(?:FLUSHALL|FLUSHDB|SHUTDOWN|DEBUG|REPLICAOF|SLAVEOF|SWAPDB|CLUSTER (?:RESET|FLUSHSLOTS|FORGET))\b/im,
  /^\s*(?:CONFIG (?:SET|RESETSTAT)|SCRIPT FLUSH|ACL (?:SET|DEL)USER|FUNCTION FLUSH)\b/im,
];

function ofRedis(call: Call): Finding[] {
  const words = [
    texts(lineOf(call.args, '-h -p -a -n -u -s --user --pass -r -i').words),
    ...call.documents,
    call.input.kind === 'text' ? call.input.text : '',
  ].join('\n');
  if (meets(REDIS_LOSSES, words)) return [finding(call, 'sql-drop')];
  if (
    /redis(?:s)?:\/\/[^ ]*\bprod/.test(texts(call.args)) &&
    /^\s*(?:DEL|SET|UNLINK|EXPIRE|HDEL|RENAME|MOVE)\b/im.test(words)
  )
    return [finding(call, 'database-production')];
  if (/flush(?:all|db)/i.test(words) && /^\s*(?:EVAL|FCALL)/im.test(words)) return [finding(call, 'sql-drop')];
  return /^\s*(?:DEL|UNLINK)\s+(?:\S+\s+)*(?:\S*\*|\u0001)/im.test(words) ? [finding(call, 'sql-unbounded')] : [];
}

/** Asked in this order; of the second table, only the first rule that is about the line. */
export const RESET_RULES = new RuleTable<DatabaseRule>({ resets });
export const MORE_RESET_RULES = new RuleTable<DatabaseRule>({ moreResets });

const MIGRATES = [
  /(?:db:migrate|migrate(?:\s|$|:)|upgrade head|ecto\.migrate|database update|db:seed|doctrine:migrations:migrate)/,
  /(?:schema:update|(?:^|\s)update\b)/,
];

const MIGRATORS = [
  /^(?:rails|rake|manage\.py|python[\d.]*|django-admin|artisan|php|alembic|flask|flyway|liquibase|knex|sequelize)$/,
  /^(?:sequelize-cli|typeorm|prisma|mix|dotnet|goose|migrate|dbmate|sqlx|diesel|console|atlas|bundle|npm|yarn|pnpm)$/,
];

/** Variables that name an environment or its database. */
const ENVIRONMENTS = [
  'RAILS_ENV',
  'NODE_ENV',
  'MIX_ENV',
  'APP_ENV',
  'DJANGO_SETTINGS_MODULE',
  'DATABASE_URL',
  'FLASK_ENV',
];

/** All that says which database a migration tool works on. */
function namesOf({ args, env }: Call): string {
  const values = args
    .filter(({ text }) => /^--(?:env|database|dbname|database-url|url)=/.test(text))
    .map(({ text }) => text.replace(/^[^=]*=/, ''))
    .join(' ');
  const variables = ENVIRONMENTS.map((name) => env.get(name) ?? '').join(' ');
  return [texts(lineOf(args).words), variables, valueOfFlag(args, '--env', '-e')?.text ?? '', values].join(' ');
}

function ofTools(call: Call): Finding[] {
  const line = texts(call.args);
  if (/--help|--version|--dry-run|--pretend/.test(line) || (call.program !== 'mysqlsh' && /--sql\b/.test(line)))
    return [];
  const throwaway = namesOf(call);
  const isLocal = isLocalUrl(call.env.get('DATABASE_URL') ?? '');
  const known = RESET_RULES.of(call.program).find(({ asks, always }) => !(always && isLocal) && says(asks, line));
  if (known !== undefined) return !known.always && meets(THROWAWAY, throwaway) ? [] : [findingOf(known, shown(call))];
  const rare = MORE_RESET_RULES.of(call.program).find(({ asks }) => says(asks, line));
  if (rare !== undefined && (rare.always ? !isLocal : !meets(THROWAWAY, throwaway)))
    return [findingOf(rare, shown(call))];
  if (isDatabaseScript(call) && !meets(THROWAWAY, throwaway))
    return [{ category: 'database', kind: 'database-reset', subject: shown(call) }];
  const isMigration = meets(MIGRATES, line) && meets(MIGRATORS, call.program);
  const isProduction =
    /(?:^|[\s=.:/@_-])(?:prod|production|live)(?:$|[\s=.:/@_-])/i.test(`${throwaway} ${line}`) ||
    (has(lineOf(call.args), '', '--env') && /prod/i.test(line)) ||
    /PROD/.test(call.args.flatMap(({ names }) => names).join(' ') + readable(line));
  return isMigration && isProduction
    ? [{ category: 'database', kind: 'database-production', subject: shown(call) }]
    : [];
}
