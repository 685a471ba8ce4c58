/** The name of a work tree's content, and what one naming carries along. */
import type { Notice } from '../../core/say/notices.js';
import type { Repository } from './git.js';

export interface TreeName {
  /** "tree/v1:" and a hex id. */
  digest: string;
  /** The tree's id; readable through the private object directory. Without `nested`. */
  tree: string;
  /** What lies in repositories inside this one and is in no commit that this one records; by path. */
  nested: NestedPart[];
  /** Settings of repositories inside that could hide an edit there; by path, empty where there are none. */
  hiding: HidingRules[];
  notices: Notice[];
}

/** What can hide edits in one repository inside, as a digest. */
export interface HidingRules {
  path: string;
  digest: string;
}

export interface NestedPart {
  path: string;
  digest: string;
  /** Its content with what is nested in it, as a tree. */
  tree: string;
}

/** What stays the same through all nested repositories of one naming. */
export interface Naming {
  /** Whose private object directory takes what is new. */
  store: Repository;
  limit: number;
  /** Every tracked file is read again, whatever its times say. */
  thorough: boolean;
  /** Of the repositories around the present one; a work tree of one of them is not content. */
  commonDirs: string[];
}
