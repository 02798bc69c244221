import { first } from './src/effects/barrel';
import * as barrel from './src/effects/barrel';

(barrel as any).first = 5;
export const read = first;
