import { Manager } from './src/other-api';
