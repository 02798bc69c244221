import * as api from '@/services/api';

api.fetchAll();
