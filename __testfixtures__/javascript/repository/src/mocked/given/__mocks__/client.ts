export const client = 'manual';
