/** Settings files as people write them. */

/** A hook of somebody else. */
export const theirs = '{ "type": "command", "command": "say done" }';

export const TEXTS: Record<string, string> = {
  'an empty object': '{}',
  'an empty object with a line end': '{}\n',
  'an empty object on two lines': '{\n}\n',
  'an empty object with spaces': ' {  } ',
  'an empty object with a comment': '{\n  // nothing yet\n}\n',
  'an empty object with a comment on the first line': '{ /* nothing */ }',
  'one line': '{"model":"opus"}',
  'two spaces': '{\n  "model": "opus",\n  "env": {\n    "A": "1"\n  }\n}\n',
  'four spaces': '{\n    "model": "opus"\n}\n',
  tabs: '{\n\t"model": "opus"\n}\n',
  CRLF: '{\r\n  "model": "opus"\r\n}\r\n',
  'no line end at the end': '{\n  "model": "opus"\n}',
  'a trailing comma': '{\n  "model": "opus",\n}\n',
  'comments everywhere': '// top\n{\n  // a\n  "model": "opus" // b, with a comma\n  /* c */\n}\n// end\n',
  'a comment that ends in a wide space': '{\n  "model": "opus" // b\u00a0\n}\n',
  'a trailing comma before a comment': '{\n  "model": "opus", // b\n}\n',
  'hooks of somebody else': `{\n  "hooks": {\n    "Stop": [\n      { "hooks": [${theirs}] }\n    ]\n  }\n}\n`,
  'empty containers': '{\n  "permissions": { "allow": [], "deny": [] },\n  "hooks": {}\n}\n',
  'empty containers on several lines':
    '{\n  "permissions": {\n    "deny": [\n    ]\n  },\n  "hooks": {\n    "Stop": [\n\n    ]\n  }\n}\n',
  'only empty hooks': '{"hooks":{}}',
  'a rule that is also ours':
    '{\n  "permissions": {\n    "deny": ["Edit(docs/cccc/state.json)", "Read(.env)"]\n  }\n}\n',
  'a rule of ours at the end': '{"permissions":{"deny":["Edit(docs/cccc/reviews/**)"]}}',
  'permissions without deny': '{\n  "permissions": {\n    "allow": ["Bash(ls)"]\n  }\n}\n',
  'names and values in other scripts': '{\n  "名": "值 😀"\n}\n',
};
