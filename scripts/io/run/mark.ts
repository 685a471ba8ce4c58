/**
 * The variable that holds the marks of the runs to which a process belongs. It has a file of its own because a hook
 * reads it too.
 */
export const RUN_VARIABLE = 'CCCC_RUN';
