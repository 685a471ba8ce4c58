/** `npm run messages`: writes `docs/messages.md` and its Chinese version. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../project.js';
import { messagesPage, PAGES } from './page.js';

for (const language of ['en', 'zh-CN'] as const) {
  writeFileSync(path.join(projectRoot(), PAGES[language]), await messagesPage(language));
  console.log(PAGES[language]);
}
