/** Here-documents that a line has announced and whose text follows later. */
import type { Redirect } from './syntax.js';

export interface PendingDocument {
  redirect: Redirect;
  /** The line that ends it. */
  end: string;
  /** Whether nothing in it is expanded. */
  literal: boolean;
  indented: boolean;
}

/** Makes the pending document of a redirection `<<`, whose target is still the word that ends the text. */
export function announced(redirect: Redirect, indented: boolean): PendingDocument {
  const { target } = redirect;
  const end = target
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'variable' ? `$${part.name}` : ''))
    .join('');
  return { redirect, end, literal: target.some((part) => part.kind === 'text' && part.quoted), indented };
}
