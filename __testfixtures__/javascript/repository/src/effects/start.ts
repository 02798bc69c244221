export { plain } from './plain';

register('start');
