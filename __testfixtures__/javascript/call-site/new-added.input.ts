import { make } from '@/feed/old';

export const both = make('a', 1);
export const size = make('b', 2).size;
export const chained = make?.('c', 3);
export const unknown = make('d');
export const names = ['e'].map((name) => make(name, 4));
