/** The kinds of findings that `check` can fail for. */
export const checkKinds = ['imports', 'isolation', 'leftovers'] as const;
export type CheckKind = (typeof checkKinds)[number];
