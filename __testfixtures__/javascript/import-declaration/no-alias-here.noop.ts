import { MODE } from '../app/src/lib/ws';
