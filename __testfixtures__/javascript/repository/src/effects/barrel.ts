export { second } from './second';
export { first } from './first';
