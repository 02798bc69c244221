import { store } from '@/services/store';
