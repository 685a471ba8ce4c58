/** `cccc diff-docs [<file>…]`: how the planning documents differ from those of the last sync. Never writes. */
import path from 'node:path';
import { call } from '../core/call.js';
import { notedChange } from '../core/plan/sync/changes.js';
import { isWatchedDocument, WATCHED, type WatchedDocument } from '../core/plan/sync/topics.js';
import { notice, Problem } from '../core/say/notices.js';
import { type Arguments, type Context, done, type Result } from '../flows/context.js';
import { dataOf, seeDocuments } from '../flows/documents/seen.js';
import { type OpenTask, openTaskToRead } from '../flows/task/place.js';
import { documentDiff } from '../render/documents/changes.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const task = await openTaskToRead(context);
  const asked = args.positionals.map((file) => namedDocument(context, task, file));
  if (task.state.documents === null) return done([notice('documents-unknown', {})], { data: dataOf([]) });
  const { changes } = await seeDocuments(task);
  const shown = asked.length === 0 ? changes : changes.filter(({ document }) => asked.includes(document));
  for (const change of shown) context.show(documentDiff(change, notedChange(change), context.language));
  return shown.length === 0
    ? done([notice('documents-in-sync', {})], { data: dataOf([]) })
    : done([], { next: call('sync-docs'), data: dataOf(shown) });
}

/**
 * The document that an argument names: by its name, or by its path.
 *
 * @throws Problem unknown-document (exit code 2)
 */
function namedDocument({ cwd }: Context, { paths }: OpenTask, file: string): WatchedDocument {
  const name = path.basename(file);
  const isHere = path.resolve(cwd, file) === path.join(paths.docs, name);
  if ((file === name || isHere) && isWatchedDocument(name)) return name;
  throw new Problem(notice('unknown-document', { file, known: WATCHED.join(', ') }), 2);
}
