/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  dropdb: { asked: ['dropdb app', 'dropdb -h prod app'], silent: ['dropdb app_test', 'dropdb --if-exists myapp_e2e'] },
  'mysqladmin-drop': {
    asked: ['mysqladmin drop app', 'mysqladmin shutdown'],
    silent: ['docker exec db mysqladmin ping'],
  },
  'pg-restore-clean': {
    asked: ['pg_restore -c -d app d.dump', 'pg_restore -cC -d postgres d.dump'],
    silent: ['pg_restore list'],
  },
  'pg-resetwal': {
    asked: ['pg_resetwal -f /var/lib/postgresql', 'pg_dropcluster 14 main'],
    silent: ['pg_resetwal --version'],
  },
  'rails-db-drop': { asked: ['rails db:drop', 'rails db:reset'], silent: ['rake test', 'rails db:seed'] },
  'prisma-migrate-reset': {
    asked: ['prisma db push --force-reset', 'prisma db execute --file drop.sql'],
    silent: ['npx prisma studio', 'npx prisma format'],
  },
  'prisma-migrate-deploy': {
    asked: ['prisma migrate resolve --rolled-back x', 'npx prisma migrate deploy'],
    silent: ['npx prisma studio', 'npx prisma format'],
  },
  'artisan-migrate-fresh': { asked: ['artisan migrate:fresh'], silent: ['artisan list'] },
  'manage-py-flush': { asked: ['./manage.py flush', 'django-admin flush'], silent: ['django-admin startproject x'] },
  'alembic-downgrade': {
    asked: ['alembic downgrade base', 'alembic downgrade abc123'],
    silent: ['alembic history', 'alembic current'],
  },
  'flask-db-downgrade': { asked: ['flask db downgrade base'], silent: ['flask run', 'flask db upgrade'] },
  'flyway-clean': { asked: ['flyway undo', 'flyway clean'], silent: ['flyway info', 'flyway migrate'] },
  'liquibase-drop': {
    asked: ['liquibase drop-all', 'liquibase rollback-count 5'],
    silent: ['liquibase status', 'liquibase update'],
  },
  'mvn-flyway-clean': { asked: ['mvn flyway:clean', 'mvn liquibase:dropAll'], silent: ['mvn test', 'mvn clean'] },
  'knex-rollback-all': {
    asked: ['knex migrate:rollback --all', 'npx knex migrate:rollback --all --env production'],
    silent: ['npx knex seed:run', 'knex migrate:latest'],
  },
  'sequelize-db-drop': {
    asked: ['npx sequelize db:drop', 'yarn sequelize db:drop'],
    silent: ['npx sequelize-cli db:migrate', 'npx sequelize-cli db:seed:all'],
  },
  'typeorm-schema-drop': { asked: ['npx typeorm schema:drop', 'npx typeorm schema:drop -d x'], silent: ['npx list'] },
  'drizzle-kit-drop': {
    asked: ['npx drizzle-kit drop', 'npx drizzle-kit push --force'],
    silent: ['npx drizzle-kit push', 'npx drizzle-kit studio'],
  },
  'supabase-db-push': {
    asked: ['supabase db push', 'supabase db push --linked'],
    silent: ['supabase stop', 'supabase start'],
  },
  'supabase-db-reset': {
    asked: ['supabase db reset', 'supabase stop --no-backup --all'],
    silent: ['supabase stop', 'supabase start'],
  },
  'hasura-migrate-apply': { asked: ['hasura migrate apply --down all'], silent: ['hasura list'] },
  'goose-down-to': { asked: ['goose reset', 'goose down-to 0'], silent: ['goose up', 'dbmate up'] },
  'migrate-down': { asked: ['migrate -path m -database $DB down'], silent: ['migrate -path m -database "$DB" up'] },
  'diesel-database-reset': {
    asked: ['diesel database reset', 'diesel migration redo --all'],
    silent: ['sqlx migrate run', 'sqlx migrate info'],
  },
  'mix-ecto-drop': { asked: ['mix ecto.drop', 'mix ecto.reset'], silent: ['mix test', 'mix deps.get'] },
  'dotnet-database-drop': {
    asked: ['dotnet ef database drop', 'dotnet ef database drop -f'],
    silent: ['dotnet run', 'dotnet test'],
  },
  'doctrine-drop': {
    asked: [
      'symfony console doctrine:database:drop --force',
      'bin/console doctrine:schema:drop --full-database --force',
    ],
    silent: ['bin/console cache:clear', 'bin/console doctrine:migrations:status'],
  },
  'php-migrate-fresh': {
    asked: ['php artisan db:wipe', 'php artisan migrate:reset'],
    silent: ['php artisan test', 'php artisan serve'],
  },
  'manage-py-by-python': {
    asked: ['python manage.py flush', 'python manage.py flush --noinput'],
    silent: ['python list'],
  },
  'etcdctl-del': { asked: ['etcdctl put a b', 'etcdctl del / --prefix'], silent: ['etcdctl list'] },
  'influx-delete': {
    asked: [
      'influx bucket delete -n b',
      'influx delete --bucket b --start 1970-01-01T00:00:00Z --stop 2030-01-01T00:00:00Z',
    ],
    silent: ['influx query \'from(bucket:"x")\''],
  },
  'dbt-run-operation': {
    asked: ['dbt run-operation drop_schema', 'dbt run-operation drop_old_relations'],
    silent: ['dbt run', 'dbt test --select orders'],
  },
  'dbt-production': { asked: ['dbt run --target prod'], silent: ['dbt run', 'dbt test --select orders'] },
  'database-copies': {
    asked: ['gh-ost --alter x --execute', 'pt-archiver --purge --where 1=1'],
    silent: ['pgloader --version'],
  },
  'kafka-delete': {
    asked: ['kafka-topics.sh --bootstrap-server x --delete --topic y'],
    silent: ['kafka-topics.sh list'],
  },
  'rabbitmqctl-reset': { asked: ['rabbitmqctl reset'], silent: ['rabbitmqctl list'] },
  'search-index-delete': {
    asked: ["curl -XDELETE 'localhost:9200/*'", 'curl -X DELETE http://localhost:9200/orders'],
    silent: ['curl -I https://example.com', 'sleep 2 && curl localhost:3000'],
  },
};
