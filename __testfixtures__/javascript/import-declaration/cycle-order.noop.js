import { base } from './base.js';
import { second } from './second.js';

export const first = [base, second];
