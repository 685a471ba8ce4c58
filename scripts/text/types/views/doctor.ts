import type { CheckName } from '../../../core/install/diagnosis.js';
import type { Versions } from '../../../core/install/tried.js';

/** The words of `doctor`. */
export interface DoctorWords {
  names: Record<CheckName, string>;
  /** Used in place of a model when none is configured. */
  defaultModel: string;
  /** The versions of the two clients that this release was tried with. */
  tried: (versions: Versions) => string;
  /** What is kept for work trees in the state directory, and what of it is of some that are gone: texts with unit. */
  kept: (all: string, gone: string | null) => string;
}
