export const reduce = (): number => 1;
