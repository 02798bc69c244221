export { Service } from './next';

register('old');
