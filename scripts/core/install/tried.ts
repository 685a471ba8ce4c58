/** The versions of the two clients: Codex CLI and Claude Code. */
export interface Versions {
  codex: string;
  claude: string;
}

/** The pinned clients. The demo and the tests run exactly these, and `doctor` names them. */
export const TRIED: Versions = { codex: '0.171.0', claude: '2.1.332' };

/** The oldest Node that the program runs with. */
export const NEEDED_NODE = '20.19.0';
