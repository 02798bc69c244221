register('second');
export const second = 2;
