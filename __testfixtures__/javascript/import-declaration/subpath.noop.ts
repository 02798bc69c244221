import x from '@/services/store/reducer';
