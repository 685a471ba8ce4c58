import { describe, expect, test } from 'vitest';
import { judgeEdit, judgeMcp, policyOf } from '../../scripts/guard/index.js';
import { places } from '../helpers/guard-places.js';

const policy = policyOf(undefined);

describe('tools of MCP servers', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['mcp__github__merge_pull_request', { owner: 'a', repo: 'b', pull_number: 1 }, 'publish'],
    ['mcp__github__delete_repository', { repo: 'b' }, 'remote-deletion'],
    ['mcp__git__git_reset', {}, 'lost-work'],
    ['mcp__stripe__create_refund', { charge: 'x' }, 'money'],
    ['mcp__solana__transfer_tokens', { to: 'x' }, 'money'],
    ['mcp__vault__read_secret', { name: 'x' }, 'secrets'],
    ['mcp__supabase__apply_migration', { name: 'x', query: 'select 1' }, 'database'],
    ['mcp__mongodb__drop-collection', { collection: 'x' }, 'database'],
    ['mcp__kubernetes__kubectl_delete', { name: 'x' }, 'deploy'],
    ['mcp__vercel__deploy_to_vercel', {}, 'deploy'],
    ['mcp__cloudflare__deleteDnsRecord', { id: 'x' }, 'deploy'],
    ['mcp__gmail__send_email', { to: 'a@b.c' }, 'deploy'],
    ['mcp__shell__run', { command: 'rm -rf src' }, 'destructive-delete'],
    ['mcp__shell__run', { cmd: ['git', 'push', '--force'] }, 'history-rewrite'],
    ['mcp__postgres__query', { sql: 'DROP TABLE users' }, 'database'],
    ['mcp__filesystem__read_file', { path: '.env' }, 'secrets'],
    ['mcp__filesystem__write_file', { path: '/etc/hosts', content: 'x' }, 'disk-damage'],
  ])('%s %j is asked', (tool, input, category) => {
    const { verdict, findings } = judgeMcp(tool, input, places, policy);
    expect(verdict).not.toBe('silent');
    expect(findings.map((finding) => finding.category)).toContain(category);
  });

  test.each<[string, Record<string, unknown>]>([
    ['mcp__github__list_issues', { repo: 'b' }],
    ['mcp__github__create_issue', { title: 'deploy' }],
    ['mcp__github__create_pull_request', { title: 'x' }],
    ['mcp__github__get_file_contents', { path: 'src/a.ts' }],
    ['mcp__memory__delete_entities', { names: ['x'] }],
    ['mcp__playwright__browser_click', { element: 'Deploy' }],
    ['mcp__context7__get-library-docs', { topic: 'publish' }],
    ['mcp__postgres__query', { sql: 'SELECT 1' }],
    ['mcp__postgres__list_tables', {}],
    ['mcp__filesystem__write_file', { path: 'src/a.ts', content: 'rm -rf /' }],
    ['mcp__kubernetes__kubectl_get', { resource: 'pods' }],
    ['mcp__stripe__list_customers', {}],
    ['mcp__vercel__list_deployments', {}],
    ['mcp__slack__search_messages', { query: 'x' }],
    ['mcp__shell__run', { command: 'npm test' }],
  ])('%s %j is silent', (tool, input) => {
    expect(judgeMcp(tool, input, places, policy).verdict).toBe('silent');
  });
});

describe('files that tools write', () => {
  test.each([
    ['/home/u/.bashrc', 'permissions'],
    ['/home/u/.ssh/authorized_keys', 'permissions'],
    ['/home/u/.claude/settings.json', 'loop'],
    ['/home/u/.codex/config.toml', 'loop'],
    ['/home/u/my-app/.git/hooks/pre-push', 'scheduler'],
    ['/home/u/my-app/.git/config', 'permissions'],
    ['/home/u/my-app/.git/refs/heads/main', 'history-rewrite'],
    ['/etc/sudoers.d/u', 'permissions'],
    ['/etc/cron.d/x', 'scheduler'],
    ['/home/u/Library/LaunchAgents/x.plist', 'scheduler'],
  ])('%s is asked', (file, category) => {
    expect(judgeEdit([file], places, policy)).toMatchObject({ verdict: 'ask', findings: [{ category }] });
  });

  test.each([
    '/home/u/my-app/src/a.ts',
    '/home/u/my-app/.github/workflows/release.yml',
    '/home/u/my-app/.husky/pre-commit',
    '/home/u/my-app/.env.example',
    '/home/u/my-app/CLAUDE.md',
    '/home/u/my-app/.git/info/exclude',
    '/tmp/x.sh',
  ])('%s is silent', (file) => {
    expect(judgeEdit([file], places, policy).verdict).toBe('silent');
  });
});
