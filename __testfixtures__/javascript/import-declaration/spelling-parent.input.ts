import { store } from '..';
