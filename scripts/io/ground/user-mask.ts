/**
 * Keeps the files of this program private to its user: ledger, records, snapshots, objects and logs contain things that
 * other users of the machine must not read. Private is the default, so that no new file can be forgotten.
 */

let users: number | null = null;

/** From now on, files of this process have the mode 0600 and folders 0700, including those that git writes for it. */
export function keepPrivate(): void {
  users ??= process.umask(0o077);
}

/**
 * Runs work on the user's own files (documents, settings, git refs, tests) with the user's own umask. Only for
 * synchronous work.
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
