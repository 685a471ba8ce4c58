/**
 * What this program writes is for its user alone, unless it says otherwise: ledger, records, snapshots, objects and
 * logs hold what a stranger on the machine must not read, and a new file must not be forgotten.
 */

let users: number | null = null;

/** From here on files of this process are 0600 and folders 0700, also those that git writes for it. */
export function keepPrivate(): void {
  users ??= process.umask(0o077);
}

/**
 * Does what concerns the user's own files (documents, settings, their git refs, their tests) with the rights that they
 * want them to have. Synchronous only.
 */
export function asTheUser<T>(work: () => T): T {
  if (users === null) return work();
  const kept = process.umask(users);
  try {
    return work();
  } finally {
    process.umask(kept);
  }
}
