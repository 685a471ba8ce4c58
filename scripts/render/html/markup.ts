/** HTML that is safe by construction: what is put into a template is escaped unless it is HTML itself. */
import { visible } from '../../core/say/packet-text.js';

/** A piece of HTML that was made by `html`. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes: text is escaped; null, false and empty lists leave nothing. */
export type Content = Html | string | number | null | false | readonly Content[];

/** A template of HTML. Values may stand in text and between double quotes, nowhere else. */
export const html = (parts: TemplateStringsArray, ...values: readonly Content[]): Html =>
  new Html(parts.reduce((text, part, index) => text + textOf(values[index - 1] ?? null) + part));

function textOf(content: Content): string {
  if (content instanceof Html) return content.text;
  if (content === null || content === false) return '';
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  return content.map(textOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text within HTML. Invisible and misleading characters are shown by their numbers; half pairs are replaced. */
export const escaped = (text: string): string =>
  visible(text)
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Third-party text in the middle of a line, which must not turn the direction of its neighbours. */
export const foreign = (text: string): Html => html`<bdi>${text}</bdi>`;

/** Third-party text of several lines. */
export const foreignBlock = (text: string): Html => html`<p class="foreign" dir="auto">${text.trim()}</p>`;

/** A part that is only there if there is something in it. */
export const when = (condition: unknown, make: () => Html): Html | null => (condition ? make() : null);
