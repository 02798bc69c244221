import { start } from '..';
import { start as again } from '../index.js'; // again
