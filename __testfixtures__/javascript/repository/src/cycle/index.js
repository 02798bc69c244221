export * from '../app/first.js';
export * from './base.js';
