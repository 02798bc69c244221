import { Connection } from './src/legacy/common';

new Connection();
