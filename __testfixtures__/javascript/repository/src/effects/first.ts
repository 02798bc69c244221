register('first');
export const first = 1;
