import { base } from './index.js';
export const second = () => base;
