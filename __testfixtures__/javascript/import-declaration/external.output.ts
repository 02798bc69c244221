import { Thing } from 'new-package';
