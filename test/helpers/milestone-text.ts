/** A milestone of a backlog, with every field that a plan needs. */
export const milestoneText = (id: string, title: string, dependencies: string): string => `## ${id}: ${title}

- **Goal:** ${title} works
- **Scope:** src/
- **Out of scope:** none
- **Acceptance criteria:**
  - it returns the right number
- **Expected files:**
  - src/main.ts
- **Required tests:**
  - unit
- **Risk:** low
- **Dependencies:** ${dependencies}
- **Stop conditions:**
  - it needs a secret
`;
