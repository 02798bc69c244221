// Of this package, only one export moves.
import { Thing } from 'old-package/things';
