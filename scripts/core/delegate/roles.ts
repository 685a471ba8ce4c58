/** What Codex is to a session: a role, and what it may do in it. A session keeps both. */
import type { DelegatedSession } from '../../generated/types.js';

export type Role = DelegatedSession['role'];
export type Access = DelegatedSession['access'];

const ROLES: Readonly<Record<Role, { access: Access; effort: 'high' | null }>> = {
  scout: { access: 'read-only', effort: null },
  reviewer: { access: 'read-only', effort: null },
  writer: { access: 'workspace-write', effort: null },
  debugger: { access: 'workspace-write', effort: 'high' },
};
const ACCESSES: readonly Access[] = ['read-only', 'workspace-write', 'danger-full-access'];

export const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);
export const isAccess = (text: string): text is Access => ACCESSES.some((one) => one === text);

/** How hard the model thinks in a role, where nobody said so; null leaves it to the settings. */
export const effortOf = (role: Role): 'high' | null => ROLES[role].effort;

/** What a caller said about the part that Codex plays; null for what was left out. */
export interface Part {
  role: Role | null;
  access: Access | null;
}

/** Whether Codex changes files in a session. */
export const mayWrite = (access: Access): boolean => access !== 'read-only';

/** The part in a new session; null when role and access contradict each other. */
export function newPart({ role, access }: Part): { role: Role; access: Access } | null {
  const chosen = role ?? (access === 'read-only' ? 'scout' : 'writer');
  const usual = ROLES[chosen].access;
  const given = access ?? usual;
  const isPossible = chosen === 'debugger' || mayWrite(usual) === mayWrite(given);
  return isPossible ? { role: chosen, access: given } : null;
}

/** Whether the part that a caller named is the one that a session has. */
export const isSamePart = (session: { role: Role; access: Access }, { role, access }: Part): boolean =>
  (role === null || role === session.role) && (access === null || access === session.access);
