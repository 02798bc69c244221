import { start } from '.';
