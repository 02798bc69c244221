import { Thing } from 'old-package';
