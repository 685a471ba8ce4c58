/** Reads objects of a tree by name, and rewrites single entries of a tree. */
import { createHash } from 'node:crypto';
import { Problem, notice } from '../core/notices.js';
import { git, gitProblem, type Repository } from './git.js';
import { rawOf } from './git-paths.js';
import { privateEnvironment, readTrees } from './git-store.js';
