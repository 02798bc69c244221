import { first, second } from './src/effects/barrel';

export const both = [first, second];
