import { plain } from './src/effects/plain';

export const doubled = plain * 2;
