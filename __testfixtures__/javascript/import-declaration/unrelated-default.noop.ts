import KEPT from './src/worker/new';
