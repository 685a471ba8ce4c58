/** A report as JSON: the view itself, with commands as text. */
import type { ReportView } from '../../core/report/model.js';
import { withCommandText } from '../../core/say/spelling.js';

/** The value of `export json`; its form is named in `format`. */
export const reportJson = (view: ReportView): unknown => withCommandText(view);
