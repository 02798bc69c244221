export { Service } from './next';
export { second } from './second';
