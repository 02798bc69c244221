import * as old from '@/services/api';

console.log(old.fetchAll());
