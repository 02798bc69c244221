import * as api from './src/client/api';

api.fetchAll();
