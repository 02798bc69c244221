import { base } from '../cycle/base.js';
import { second } from '../cycle/second.js';

export const first = [base, second];
