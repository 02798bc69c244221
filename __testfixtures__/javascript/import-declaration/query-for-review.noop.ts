import text from '@/client/api?raw';

export const length = text.length;
