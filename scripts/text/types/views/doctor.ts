import type { CheckName } from '../../../core/install/diagnosis.js';

/** The words of `doctor`. */
export interface DoctorWords {
  names: Record<CheckName, string>;
  /** Stands for the model where none is chosen. */
  defaultModel: string;
}
