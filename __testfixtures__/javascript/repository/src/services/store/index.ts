export const store = new Map<string, number>();
export const size = (): number => store.size;
