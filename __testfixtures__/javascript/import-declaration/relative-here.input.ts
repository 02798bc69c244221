import { start } from './old';
