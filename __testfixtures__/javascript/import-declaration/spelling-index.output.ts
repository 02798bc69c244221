import { store } from '@/services/store';
import { size } from '@/services/store'; // again
