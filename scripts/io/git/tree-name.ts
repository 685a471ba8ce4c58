/** The name of a work tree's content, and the values that are passed along while it is computed. */
import type { Notice } from '../../core/say/notices.js';
import type { Repository } from './git.js';

export interface TreeName {
  /** "tree/v1:" and a hexadecimal id. */
  digest: string;
  /** The tree's id without `nested`, readable through the private object directory. */
  tree: string;
  /** Content of nested repositories that is in no commit recorded by this repository; by path. */
  nested: NestedPart[];
  /** Settings of nested repositories that could hide an edit there; by path, empty when there are none. */
  hiding: HidingRules[];
  notices: Notice[];
}

/** What can hide edits in one nested repository, as a digest. */
export interface HidingRules {
  path: string;
  digest: string;
}

export interface NestedPart {
  path: string;
  digest: string;
  /** Its content as a tree, including repositories nested in it. */
  tree: string;
}

/** The values that stay the same for all nested repositories of one naming. */
export interface Naming {
  /** The repository whose private object directory receives new objects. */
  store: Repository;
  limit: number;
  /** Whether every tracked file is read again, whatever its times say. */
  thorough: boolean;
  /** The common directories of the outer repositories. A linked work tree of one of them is not content. */
  commonDirs: string[];
}
