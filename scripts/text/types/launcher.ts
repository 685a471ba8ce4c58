/** What is wrong with the Node that a hook needs, and what helps. */
export interface NodeFault {
  /** The version of the one that was found and is too old; null where there is none. */
  found: string | null;
  needed: string;
  /** Lines for a terminal: what records its Node for the hooks, and what switches the loop off. */
  record: string;
  stop: string;
}

/** What the hooks say where no Node can run them: the build puts these sentences into the launchers and the hooks. */
export interface LauncherWords {
  /** The guard, which denies. */
  guard(fault: NodeFault): string;
  /** The others, which let go. */
  stop(fault: NodeFault): string;
}
