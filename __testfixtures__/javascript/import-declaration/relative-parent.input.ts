import { start } from '../old';
import { start as again } from '../old.js'; // again
