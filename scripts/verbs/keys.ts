/** `cccc keys create | export | list | add | remove`: the user's team key, and the trust list of the project. */
import { call, forUser, given, proseSlot } from '../core/call.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { keyText } from '../core/team/trust.js';
import { usageOf } from '../core/verbs.js';
import {
  type Arguments,
  type Context,
  done,
  flag,
  type Result,
  refused,
  subverbOf,
  textOption,
} from '../flows/context.js';
import { askUser } from '../flows/human.js';
import { apply, changeData } from '../flows/install/changes.js';
import { openConfigured } from '../flows/task/place.js';
import { type ListPlan, listedKeys, planAdd, planRemove } from '../flows/team/keys.js';
import { ensureTeamKey, isPublicKey, readTeamKey } from '../io/team/key.js';
import { readTrustList, trustedIn } from '../io/team/trust-list.js';
import { trustedLines } from '../render/team.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const what = subverbOf('keys', args);
  const { paths, stateDir } = await openConfigured(context);
  switch (what) {
    case 'create': {
      const isThere = readTeamKey(stateDir) !== null;
      const { id, publicKey } = ensureTeamKey(stateDir);
      const isListed = listedKeys(paths, id).some(({ own }) => own);
      context.print(publicKey);
      return done([notice(isThere ? 'team-key-present' : 'team-key-made', { id })], {
        next: isListed ? null : forUser(call('keys', 'add', '--owner', proseSlot('name'))),
        data: { id, public_key: publicKey },
      });
    }
    case 'export': {
      const key = readTeamKey(stateDir);
      if (key === null) return refused([notice('team-key-none', {})]);
      context.print(key.publicKey);
      return done([], { data: { id: key.id, public_key: key.publicKey } });
    }
    case 'list': {
      const keys = listedKeys(paths, readTeamKey(stateDir)?.id ?? null);
      if (keys.length === 0) return done([notice('trust-list-empty', {})], { data: { keys } });
      context.print(trustedLines(keys, context.language).join('\n'));
      return done([], { data: { keys } });
    }
    case 'add':
      return change(
        context,
        args,
        planAdd(paths, { key: keyToAdd(args, stateDir), owner: ownerIn(args) }, context.now()),
      );
    case 'remove':
      return change(context, args, planRemove(paths, args.positionals[1] ?? '', context.now()));
    default:
      return what satisfies never;
  }
}

const badUsage = (): Problem =>
  new Problem(notice('bad-usage', { verb: 'keys', detail: usageOf('keys').join(' | ') }), 2);

/** The given key, or the user's own. */
function keyToAdd(args: Arguments, stateDir: string): string {
  const text = args.positionals[1];
  if (text !== undefined) {
    if (isPublicKey(text)) return text;
    throw new Problem(notice('trust-key-bad', { given: text.slice(0, 80) }), 2);
  }
  const own = readTeamKey(stateDir);
  if (own === null) throw new Problem(notice('team-key-none', {}));
  return own.publicKey;
}

function ownerIn(args: Arguments): string {
  const owner = textOption(args, 'owner')?.trim() ?? '';
  if (owner === '' || owner.length > 80 || /\p{Cc}/u.test(owner)) throw badUsage();
  return owner;
}

/** Changes the list after the user's word; nothing else does. */
async function change(called: Context, args: Arguments, plan: ListPlan | Notice): Promise<Result> {
  if ('code' in plan) return plan.code === 'trust-key-known' ? done([plan]) : refused([plan]);
  const { paths } = await openConfigured(called);
  const data = { key: plan.key, changes: changeData(plan.changes) };
  if (flag(args, 'dry-run')) return done(apply(paths.project, plan.changes, called.now(), true), { data });
  const { key } = plan;
  const isAdded = plan.what === 'add';
  const about = notice(isAdded ? 'trust-add-asked' : 'trust-remove-asked', { key: keyText(key) });
  const asked = isAdded
    ? call('keys', 'add', given(key.publicKey), '--owner', given(key.owner))
    : call('keys', 'remove', given(key.id));
  const { context, refusal } = askUser(called, asked, { about: [about] });
  if (refusal) return { ...refusal, data };
  const said = apply(paths.project, plan.changes, context.now(), false);
  const trusted = trustedIn(readTrustList(paths)).filter(({ revoked }) => revoked === null).length;
  return done([...said, notice(isAdded ? 'trust-added' : 'trust-removed', { key: keyText(key), trusted })], { data });
}
