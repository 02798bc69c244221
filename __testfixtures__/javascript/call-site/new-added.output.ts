import { make } from '@/feed/old';
import { Box } from '@/feed/new';

export const both = new Box('a', 1);
export const size = new Box('b', 2).size;
export const chained = make?.('c', 3);
export const unknown = make('d');
export const names = ['e'].map((name) => new Box(name, 4));
