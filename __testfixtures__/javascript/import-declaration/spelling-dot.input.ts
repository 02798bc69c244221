import { store } from '.';
