import type { DocumentWords } from '../../core/plan/documents.js';
import type { ArtifactWords } from '../../core/review/artifact.js';
import type { Actions } from './actions.js';
import type { Labels } from './labels.js';
import type { AttentionWords } from './live/attention.js';
import type { WatchWords } from './live/watch.js';
import type { Notices } from './notices.js';
import type { PausesWords } from './pauses.js';
import type { SettingsText } from './settings.js';
import type { HelpText, VerbText } from './verbs.js';
import type { CardsWords } from './views/cards.js';
import type { ClosingWords } from './views/closing.js';
import type { CtoWords } from './views/cto.js';
import type { DiffReviewWords } from './views/diff-review.js';
import type { DoctorWords } from './views/doctor.js';
import type { GatesWords } from './views/gates.js';
import type { HistoryWords } from './views/history.js';
import type { ProgressWords } from './views/progress.js';
import type { ReviewWords } from './views/review.js';
import type { SessionsWords } from './views/sessions.js';
import type { StatusWords } from './views/status.js';
import type { SyncWords } from './views/sync.js';
import type { TraceWords } from './views/trace.js';
import type { WizardWords } from './wizard.js';

/** All texts of the program in one language; if a sentence is missing, this does not compile. */
export interface Catalog {
  notices: Notices;
  actions: Actions;
  labels: Labels;
  verbs: VerbText;
  help: HelpText;
  documents: DocumentWords;
  settings: SettingsText;
  wizard: WizardWords;
  /** Why Codex gave no outcome; a code that this version does not know is returned unchanged. */
  codexFault: (reason: string) => string;
  pauses: PausesWords;
  artifact: ArtifactWords;
  attention: AttentionWords;
  cards: CardsWords;
  closing: ClosingWords;
  cto: CtoWords;
  diffReview: DiffReviewWords;
  doctor: DoctorWords;
  gates: GatesWords;
  history: HistoryWords;
  progress: ProgressWords;
  review: ReviewWords;
  sessions: SessionsWords;
  status: StatusWords;
  sync: SyncWords;
  trace: TraceWords;
  watch: WatchWords;
}
