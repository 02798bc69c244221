export * from './first.js';
export * from './base.js';
