/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'mariadb-admin-drop': { asked: ['mariadb-admin drop app'], silent: ['mariadb-admin list'] },
  'sql-clients-drop': { asked: ["mysqlsh --sql -e 'drop table a'", "hdbsql 'DROP TABLE a'"], silent: ['mysqlsh list'] },
  'mysqlimport-replace': { asked: ['mysqlimport --delete app a.txt'], silent: ['mysqlimport list'] },
  'sqlite-restore': {
    asked: ["sqlite3 app.db '.restore x.bak'"],
    silent: ['sqlite3 app.db .schema', "sqlite3 app.db '.tables'"],
  },
  'clickhouse-drop': {
    asked: ["clickhouse-client --query 'DETACH VIEW v'"],
    silent: ["clickhouse-client -q 'SELECT count() FROM a'"],
  },
  'nodetool-decommission': { asked: ['nodetool decommission'], silent: ['nodetool status'] },
  'neo4j-overwrite': {
    asked: ['neo4j-admin database load x --overwrite-destination=true'],
    silent: ['neo4j-admin list'],
  },
  'cypher-delete': {
    asked: ["cypher-shell 'MATCH (n) DETACH DELETE n'"],
    silent: ["cypher-shell 'MATCH (n) RETURN n LIMIT 5'"],
  },
  'arango-drop': { asked: ['arangosh --javascript.execute-string \'db._drop("a")\''], silent: ['arangosh list'] },
  'couchbase-delete': { asked: ['couchbase-cli bucket-delete -b x'], silent: ['couchbase-cli list'] },
  'elasticsearch-reset-password': {
    asked: ['elasticsearch-reset-password -u elastic'],
    silent: ['elasticsearch-reset-password --version'],
  },
  'elasticdump-remote': {
    asked: ['elasticdump --input=a --output=https://es.prod.example.com'],
    silent: ['elasticdump list'],
  },
  'surreal-import': { asked: ['surreal import'], silent: ['surreal list'] },
  'initdb-system': { asked: ['initdb -D /var/lib/postgresql/data'], silent: ['initdb -D ./tmp/pg'] },
  'pg-ctl-stop': { asked: ['pg_ctl stop -m immediate'], silent: ['pg_ctl status'] },
  'pg-maintenance': { asked: ['vacuumlo app'], silent: ['vacuumlo --version'] },
  'pg-upgrade': { asked: ['pg_upgrade x'], silent: ['pg_upgrade --version'] },
  'rails-rollback': {
    asked: ['rails db:migrate VERSION=0', 'rake db:rollback STEP=10'],
    silent: ['rake test', 'rails db:seed'],
  },
  'rails-production': {
    asked: ['rails c -e production', 'rails console -e production'],
    silent: ['rails db:seed', 'rails console'],
  },
  'manage-py-dbshell': { asked: ['./manage.py loaddata prod.json'], silent: ['django-admin startproject x'] },
  'manage-py-dbshell-by-python': {
    asked: [
      "python manage.py dbshell -- -c 'drop table a'",
      'python manage.py loaddata x --settings=app.settings.prod',
    ],
    silent: ['python -m build', 'python -m pytest'],
  },
  'flask-reset': { asked: ['flask --app app drop-db'], silent: ['flask run', 'flask db upgrade'] },
  'alembic-purge': { asked: ['alembic stamp head --purge'], silent: ['alembic history', 'alembic current'] },
  'aerich-downgrade': { asked: ['aerich downgrade'], silent: ['aerich list'] },
  'prisma-seed-production': {
    asked: ['npx prisma db seed --environment production'],
    silent: ['npx prisma studio', 'npx prisma format'],
  },
  'sequelize-undo-all': {
    asked: ['npx sequelize-cli db:seed:undo:all'],
    silent: ['npx sequelize-cli db:migrate', 'npx sequelize-cli db:seed:all'],
  },
  'typeorm-schema-sync': {
    asked: ['typeorm schema:sync'],
    silent: ['yarn typeorm migration:run', 'npx typeorm migration:revert'],
  },
  'ace-migration-fresh': { asked: ['ace migration:fresh', 'ace db:wipe'], silent: ['ace list'] },
  'node-ace': { asked: ['node ace db:wipe', 'node ace migration:fresh'], silent: ['node --test', 'node server.js'] },
  'sail-migrate-fresh': {
    asked: ['sail artisan db:wipe', './vendor/bin/sail artisan migrate:fresh'],
    silent: ['sail list'],
  },
  'artisan-queue-flush': { asked: ['artisan telescope:clear'], silent: ['artisan list'] },
  'doctrine-force': {
    asked: ['bin/console doctrine:schema:update --force'],
    silent: ['bin/console cache:clear', 'bin/console doctrine:migrations:status'],
  },
  'php-doctrine-force': {
    asked: ['php bin/console doctrine:fixtures:load -n'],
    silent: ['php artisan test', 'php artisan serve'],
  },
  'phinx-rollback': { asked: ['vendor/bin/phinx rollback -t 0'], silent: ['phinx list'] },
  'wp-db-reset': {
    asked: ['wp db drop --yes', 'wp db reset --yes'],
    silent: ['wp plugin list', 'wp search-replace a b --dry-run'],
  },
  'drush-sql-drop': { asked: ['drush sql:drop', 'drush sql-drop -y'], silent: ['drush cr'] },
  'magento-setup-uninstall': { asked: ['bin/magento setup:uninstall'], silent: ['magento list'] },
  'ecto-rollback-all': { asked: ['mix ecto.rollback --all'], silent: ['mix test', 'mix deps.get'] },
  'dotnet-database-update': {
    asked: ['dotnet ef database update 0', 'dotnet ef migrations remove --force'],
    silent: ['dotnet run', 'dotnet test'],
  },
  'migration-tools-reset': {
    asked: ['sql-migrate down -limit=0', 'migrate -database x force 1'],
    silent: ['goose up', 'dbmate up'],
  },
  'atlas-schema-apply': { asked: ['atlas migrate down'], silent: ['atlas migrate diff', 'atlas schema inspect -u x'] },
  'cargo-sqlx-drop': {
    asked: ['cargo loco db reset', 'cargo sqlx database reset'],
    silent: ['cargo fmt', 'cargo test'],
  },
  'sqlx-revert-all': {
    asked: ['sqlx migration revert --target-version=0'],
    silent: ['sqlx migrate run', 'sqlx migrate info'],
  },
  'hasura-metadata-clear': { asked: ['hasura metadata clear'], silent: ['hasura list'] },
  'sqitch-revert': { asked: ['sqitch revert', 'sqitch revert -y'], silent: ['skeema diff', 'sqitch status'] },
  'pt-kill': { asked: ['pt-kill --busy-time 60 --kill'], silent: ['pt-kill list'] },
  'influx-drop': { asked: ['influx drop'], silent: ['influx query \'from(bucket:"x")\''] },
  'database-script-name': { asked: ['make drop-db', 'make db-reset'], silent: ['make', 'yarn'] },
};
