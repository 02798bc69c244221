import * as old from './src/old-api';

console.log(old.fetchAll());
