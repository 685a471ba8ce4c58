/** The variable that holds the marks of the runs that a process belongs to; on its own, since a hook reads it too. */
export const RUN_VARIABLE = 'CCCC_RUN';
