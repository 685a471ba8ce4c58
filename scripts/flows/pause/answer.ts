/** The user's answer to an open question: recorded, and written under the question and into the decision log. */
import { call } from '../../core/call.js';
import { notice } from '../../core/say/notices.js';
import { pausedBy } from '../../core/task/pauses.js';
import type { Question } from '../../generated/types.js';
import { answerOpenQuestion, appendDecision } from '../../io/task/documents.js';
import { documentWords } from '../../text/documents.js';
import { type Context, done, type Result, refused } from '../context.js';
import { wordText } from '../human.js';
import { type OpenTask, record } from '../task/place.js';

/** An answer: an option, the user's own words, or both. */
export interface Answered {
  /** null for own words only. */
  choice: string | null;
  text: string;
}

/** Records the answer. Whether the user was asked is in the context. */
export async function recordAnswer(context: Context, task: OpenTask, { choice, text }: Answered): Promise<Result> {
  const question = pausedBy(task.state, 'question')?.question ?? null;
  const confirmed = context.asked !== null;
  const step = record(context, task.place, { type: 'human-answered', choice, text, confirmed });
  if (!step.ok) return refused([...step.notices, step.refused]);
  if (question !== null) {
    const said = await writeAnswer(context, task, question, { choice, text });
    const words = documentWords(task.state.language);
    await appendDecision(task.paths, words, {
      at: context.now(),
      title: question.question,
      decision: [choice, said].filter(Boolean).join(' — '),
      reason: null,
      by: wordText(context, words),
    });
  }
  return done([...step.notices, notice('fact-recorded', { fact: 'human-answered', status: step.state.status })], {
    next: call('next'),
    data: { status: step.state.status },
  });
}

/** Writes the answer under its question in open-questions.md. Returns it in words: the option's label and the text. */
export async function writeAnswer(
  context: Context,
  task: OpenTask,
  question: Question,
  { choice, text }: Answered,
): Promise<string> {
  const asked = task.reading.entries.findLast((entry) => entry.event.type === 'human-needed');
  const label = question.options.find((option) => option.id === choice)?.label ?? '';
  const said = [label, text].filter(Boolean).join(' — ');
  await answerOpenQuestion(task.paths, documentWords(task.state.language), {
    id: `Q${asked?.seq ?? 0}`,
    at: context.now(),
    choice,
    text: said,
  });
  return said;
}
