export const client = 'real';
