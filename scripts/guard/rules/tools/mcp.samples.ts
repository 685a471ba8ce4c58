/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'mcp-merge': { asked: ['mcp__github__merge_pull_request'], silent: ['mcp__github__list_pull_requests'] },
  'mcp-release': { asked: ['mcp__github__create_release'], silent: ['mcp__github__get_release'] },
  'mcp-remove-remote': { asked: ['mcp__github__delete_branch'], silent: ['mcp__github__create_branch'] },
  'mcp-git-reset': { asked: ['mcp__git__git_reset'], silent: ['mcp__git__git_status'] },
  'mcp-git-force': { asked: ['mcp__git__force_push'], silent: ['mcp__git__git_push'] },
  'mcp-payment': { asked: ['mcp__stripe__create_refund'], silent: ['mcp__stripe__list_customers'] },
  'mcp-chain': { asked: ['mcp__solana__transfer_tokens'], silent: ['mcp__solana__get_balance'] },
  'mcp-secret': { asked: ['mcp__vault__read_secret'], silent: ['mcp__vault__list_policies'] },
  'mcp-database-drop': { asked: ['mcp__mongodb__drop-collection'], silent: ['mcp__mongodb__list_collections'] },
  'mcp-migration': { asked: ['mcp__supabase__apply_migration'], silent: ['mcp__supabase__list_migrations'] },
  'mcp-cluster': { asked: ['mcp__kubernetes__kubectl_delete'], silent: ['mcp__kubernetes__kubectl_get'] },
  'mcp-infrastructure': { asked: ['mcp__terraform__terraform_apply'], silent: ['mcp__terraform__terraform_plan'] },
  'mcp-deploy': { asked: ['mcp__vercel__deploy_to_vercel'], silent: ['mcp__vercel__list_deployments'] },
  'mcp-cloud': { asked: ['mcp__cloudflare__deleteDnsRecord'], silent: ['mcp__cloudflare__list_zones'] },
  'mcp-message': { asked: ['mcp__gmail__send_email'], silent: ['mcp__gmail__search_messages'] },
  'mcp-schedule': { asked: ['mcp__cron__create_schedule'], silent: ['mcp__cron__list_schedules'] },
  'mcp-shutdown': { asked: ['mcp__machine__reboot'], silent: ['mcp__machine__uptime'] },
};
